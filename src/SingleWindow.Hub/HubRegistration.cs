using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Scalar.AspNetCore;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Appeals;
using SingleWindow.Hub.Applications;
using SingleWindow.Hub.Audit;
using SingleWindow.Hub.Authorities;
using SingleWindow.Hub.Batches;
using SingleWindow.Hub.Callers;
using SingleWindow.Hub.Documents;
using SingleWindow.Hub.Eligibility;
using SingleWindow.Hub.Employers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Fees;
using SingleWindow.Hub.Http;
using SingleWindow.Hub.Mandates;
using SingleWindow.Hub.Permits;
using SingleWindow.Hub.Quotas;
using SingleWindow.Hub.Records;
using SingleWindow.Hub.Schemes;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub;

/// <summary>The table of contents of the hub: what it is made of, and where it answers.</summary>
internal static class HubRegistration
{
    /// <summary>The law: it is read before any grain can be asked, first who may see what. The stores open at the first read.</summary>
    public static IServiceCollection AddLaw(this IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton(EventCatalog.Default).AddSingleton(new AccessMatrix(AccessMatrix.Shipped)).AddSingleton<MatrixBook>().AddSingleton<SwitchBook>();
        services.AddHostedService(provider => provider.GetRequiredService<SwitchBook>());
        return services.AddHostedService(provider => provider.GetRequiredService<MatrixBook>()).AddSchemes(settings);
    }

    public static IServiceCollection AddHub(this IServiceCollection services, IConfiguration settings, TimeProvider legalTime)
    {
        services.AddSingleton(new LegalClock(legalTime));
        services.AddStorage(StorageOptions.From(settings));
        services.AddSingleton<EventFormat>().AddSingleton<IEventReader>(provider => provider.GetRequiredService<EventFormat>());
        services.AddSingleton<AuditLog>();
        services.AddSingleton<IdentityKeys>();
        services.AddSingleton<EarlierCommands>();
        services.AddSingleton<WorkerDirectory>();
        services.AddSingleton<FilingDesk>();
        services.AddSingleton<WorkerFamily>();
        services.AddSingleton<WorkerContacts>();
        services.AddSingleton<IdentityAudit>();
        services.AddSingleton<RecordStream>().AddSingleton<DeclarationDesk>();
        services.AddSingleton<Registers>().AddSingleton<RecordShape>().AddSingleton<RecordSubjects>().AddSingleton<RecordPublisher>().AddSingleton<AccessDesk>().AddSingleton<WorkerRecords>().AddSingleton<RecordReader>();
        services.AddSingleton<HeldPermits>().AddSingleton<ExploitationFindings>();
        services.AddSingleton<StayDesk>();
        services.AddSingleton<RenewalDesk>();
        services.AddSingleton<EmployerChangeDesk>();
        services.AddSingleton<InvitationDesk>();
        services.AddSingleton<QuotaDesk>();
        services.AddSingleton<QuotaDirectory>();
        services.AddSingleton<IProjection, ApplicationIndex>().AddSingleton<IProjection, TaskIndex>().AddSingleton<IProjection, ApplicationDeadlines>();
        services.AddSingleton<IProjection, PermitIndex>().AddSingleton<IProjection, PermitDeadlines>().AddSingleton<IProjection, ObligationIndex>().AddSingleton<IProjection, EmployerChangeIndex>().AddSingleton<IDueWorkHandler, PermitClock>();
        services.AddSingleton<IDueWorkHandler, RecordExpiry>();
        services.AddSingleton<IProjection, RecordIndex>().AddSingleton<IDueWorkHandler, EvidenceNews>();
        services.AddSingleton<IProjection, EmployerIndex>();
        services.AddSingleton<IProjection, MandateIndex>();
        services.AddSingleton<IProjection, WorkerIndex>();
        services.AddSingleton<IProjection, AppealIndex>();
        services.AddSingleton<IProjection, DecisionTimes>().AddSingleton<DecisionMedians>();
        services.AddSingleton<IReactor, PermitIssuer>();
        services.AddSingleton<IReactor, DissolvedEmployers>().AddSingleton<IReactor, LeftBoards>().AddSingleton<BoardDesk>();
        services.AddSingleton<IDueWorkHandler, ApplicationClock>();
        services.AddSingleton<IProjection, QuotaDeadlines>().AddSingleton<IDueWorkHandler, QuotaClock>().AddSingleton<IReactor, QuotaNews>();
        services.AddSingleton<BankReferences>().AddSingleton<IProjection, FeeReferences>().AddSingleton<IDueWorkHandler, FeeNews>();
        services.AddDocuments(settings);
        services.AddBatches(settings);
        services.AddSingleton<InFlight>().AddSingleton<Cursors>();
        services.AddTokenValidation(settings).AddScopes().AddRateLimits(settings);
        services.Configure<RouteHandlerOptions>(routing => routing.ThrowOnBadRequest = true);
        // The description of numbers follows these options, and what is written follows WireJson: they must agree.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = WireJson.Out.NumberHandling);
        services.AddOpenApi("v1", OpenApiDocument.Describe);
        return services;
    }

    public static void MapHub(this WebApplication app)
    {
        app.UseClientAddress(app.Configuration);
        app.UseProblems();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseRepresentatives();
        app.MapOpenApi("/openapi/{documentName}.json").Public();
        app.MapScalarApiReference("/docs", scalar => scalar.WithTitle("SingleWindow API").WithOpenApiRoutePattern("/openapi/v1.json").DisableDefaultFonts()).Public();
        app.MapApplications();
        app.MapClaims();
        app.MapTasks();
        app.MapAppeals();
        app.MapDocuments();
        app.MapFees();
        app.MapBatches();
        app.MapPermits();
        app.MapObligations();
        app.MapEmployerChanges();
        app.MapRecords();
        app.MapDeclarations();
        app.MapAccessMatrix();
        app.MapSchemes();
        app.MapEligibility();
        app.MapQuotas();
        app.MapParties();
        app.MapBoards();
        app.MapUsers();
        app.MapSwitches();
        app.MapMandates();
        app.MapWorkers();
    }
}
