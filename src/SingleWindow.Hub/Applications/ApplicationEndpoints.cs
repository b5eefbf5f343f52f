using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Mandates;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Applications;

/// <summary>What applicants do: draft, file, answer, withdraw, read.</summary>
internal static class ApplicationEndpoints
{
    /// <summary>Whose an application is.</summary>
    public const string Ownership = "the application's employer is the caller's party, or the caller is the worker: he has claimed his place in it, or it was filed about him";

    public static void MapApplications(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/applications").WithTags("Applications").Only(Access.EmployerOrWorker, Ownership);
        group.MapPost("", Create).Does<NewApplication, ApplicationView>("createApplication", "Begin a draft: an employer, or the worker where the scheme lets either apply; the employer then confirms its part by saving or filing it", StatusCodes.Status201Created).Only(Access.EmployerOrWorker, "a new application is the caller's own").ForOthers(MandateActs.WriteApplications, ApplicationProblems.Unknown);
        group.MapGet("", ApplicationList.Get).Reads<Page<ApplicationRow>>("listApplications", "List your applications, newest first").ForOthers(MandateActs.ReadApplications, ApplicationProblems.Unknown);
        group.MapGet("{id}", Read).Reads<ApplicationView>("readApplication", "Read an application with its timeline").ForOthers(MandateActs.ReadApplications, ApplicationProblems.Unknown);
        group.MapPut("{id}", Save).Does<ApplicationForm, ApplicationView>("saveApplication", "Replace a draft").Refuses(412, 428).ForOthers(MandateActs.WriteApplications, ApplicationProblems.Unknown);
        group.MapPost("{id}/submit", Submit).Does<Nothing, ApplicationView>("submitApplication", "File the application").ForOthers(MandateActs.WriteApplications, ApplicationProblems.Unknown);
        group.MapPost("{id}/answers", Answer).Does<AnswerBody, ApplicationView>("answerInquiry", "Answer a request for information, reply to an intended refusal, or report a step of your own").ForOthers(MandateActs.WriteApplications, ApplicationProblems.Unknown);
        group.MapPost("{id}/appeal", Appeal).Does<AppealBody, ApplicationView>("appealDecision", "Challenge the decision").ForOthers(MandateActs.AppealApplications, ApplicationProblems.Unknown);
        group.MapPost("{id}/withdraw", Withdraw).Does<WithdrawBody, ApplicationView>("withdrawApplication", "Take the application back").ForOthers(MandateActs.WriteApplications, ApplicationProblems.Unknown);
        group.MapGet("{id}/decision", Decision).Reads<DecisionView>("readDecision", "Read the decision, as data or as a letter to print (Accept: text/html); the first reading serves it on you, and the time to challenge it runs from then").WithMetadata(new AlsoAs(DecisionLetter.MediaType)).ForOthers(MandateActs.ReadApplications, ApplicationProblems.Unknown);
    }

    private static Task<IResult> Create(Api api, EarlierCommands earlier, IdentityKeys keys, CancellationToken ct) => api.Command<NewApplication>(async (body, context) =>
    {
        if (body.Scheme is not { Length: > 0 }) return ApplicationProblems.Invalid.At(new FieldError("/scheme", "required", "The id of a scheme.")).Result();
        var worker = EntityId.TryParse<WorkerId>(api.Caller.Party, out var begins) ? begins : (WorkerId?)null;
        if (worker is null && body.Employer is not null) return ApplicationProblems.Invalid.At(new FieldError("/employer", "own", "An employer applies for itself: leave it out.")).Result();
        var party = worker is null ? api.Caller.Party : body.Employer is { Length: 8 } code ? await keys.Owner(await keys.Of(new("registry-code", "EST", code), ct), ct) : null;
        if (!EntityId.TryParse<EmployerId>(party, out var employer)) return ApplicationProblems.NoEmployer.At(worker is null ? [] : [new FieldError("/employer", "unknown", "The registry code of an employer that is registered with the hub.")]).Result();
        // A retry meets the application that the first try made; otherwise it is a new one.
        var id = await earlier.StreamOf(context, ct) is { } made && EntityId.TryParse<ApplicationId>(made, out var known) ? known : EntityId.New<ApplicationId>(context.At);
        var outcome = await Grain(api, id).Handle(new ApplicationCommand.Draft(id, employer, body.Scheme, body.Form ?? new(), Holder: worker, ByWorker: worker is not null), context, ct);
        return api.Created(outcome, view => $"/api/v1/applications/{view.Id}");
    });

    private static Task<IResult> Read(string id, Api api, CancellationToken ct) =>
        With(id, async app => api.Ok(await Grain(api, app).Read(api.Caller.Actor, ct)));

    private static Task<IResult> Save(string id, Api api, CancellationToken ct) =>
        With(id, app => api.Change<ApplicationForm>(async (form, context) => api.Ok(await Grain(api, app).Handle(new ApplicationCommand.SaveDraft(form), context, ct))));

    private static Task<IResult> Submit(string id, Api api, CancellationToken ct) =>
        With(id, app => api.Command<Nothing>(async (_, context) => api.Ok(await Grain(api, app).Submit(context, ct))));

    private static Task<IResult> Answer(string id, Api api, CancellationToken ct) => With(id, app => api.Command<AnswerBody>(async (body, context) =>
    {
        var errors = new FieldErrors();
        if (body.Step is not null) return await Report(body, api, app, context, ct);
        errors.Require(body.Inquiry is > 0, "/inquiry", "required", "The number of the inquiry.");
        errors.Require(body.Text is { Length: > 0 and <= 4000 }, "/text", "length", "1 to 4000 characters.");
        if (!errors.IsEmpty) return ApplicationProblems.Invalid.At(errors.All).Result();
        return api.Ok(await Grain(api, app).Handle(new ApplicationCommand.Answer(body.Inquiry!.Value, body.Text!, body.Employment, body.LegalStay, body.Evidence), context, ct));
    }));

    private static async Task<IResult> Report(AnswerBody body, Api api, ApplicationId app, CommandContext context, CancellationToken ct)
    {
        var errors = new FieldErrors();
        errors.Require(body.Step is { Length: > 0 and <= 60 }, "/step", "length", "1 to 60 characters.");
        errors.Require(body.Outcome is { Length: > 0 and <= 60 }, "/outcome", "required", "One of the step's outcomes.");
        errors.Require(body.Text is null or { Length: <= 4000 }, "/text", "length", "At most 4000 characters.");
        errors.Require(body is { Inquiry: null, Employment: null, LegalStay: null, Evidence: null }, "/step", "not-both", "A report of a step answers no inquiry and corrects nothing.");
        if (!errors.IsEmpty) return ApplicationProblems.Invalid.At(errors.All).Result();
        return api.Ok(await Grain(api, app).Handle(new ApplicationCommand.Report(body.Step!, body.Outcome!, body.Text), context, ct));
    }

    private static Task<IResult> Appeal(string id, Api api, CancellationToken ct) => With(id, app => api.Command<AppealBody>(async (body, context) =>
        body.Text is not { Length: > 0 and <= 8000 }
            ? ApplicationProblems.Invalid.At(new FieldError("/text", "length", "1 to 8000 characters.")).Result()
            : api.Ok(await Grain(api, app).Handle(new ApplicationCommand.Appeal(body.Text), context, ct))));

    private static Task<IResult> Withdraw(string id, Api api, CancellationToken ct) => With(id, app => api.Command<WithdrawBody>(async (body, context) =>
        body.Reason is { Length: > 2000 }
            ? ApplicationProblems.Invalid.At(new FieldError("/reason", "length", "At most 2000 characters.")).Result()
            : api.Ok(await Grain(api, app).Handle(new ApplicationCommand.Withdraw(body.Reason), context, ct))));

    private static Task<IResult> Decision(string id, HttpContext http, Api api, CancellationToken ct) => With(id, async app =>
    {
        http.Response.Headers.Vary = "Accept";
        var outcome = await Grain(api, app).ServeDecision(api.Reading(), ct);
        if (outcome.Value is not { } decision || !DecisionLetter.IsAskedFor(http.Request)) return Api.Ok(outcome);
        var read = (await Grain(api, app).Read(api.Caller.Actor, ct)).Value?.View;
        var employer = read is null ? null : (await api.Grains.GetGrain<IEmployerGrain>(read.Employer.ToString()).Read(ct)).Value?.View.Name;
        return DecisionLetter.Of(decision, read, employer);
    });

    private static Task<IResult> With(string id, Func<ApplicationId, Task<IResult>> run) =>
        EntityId.TryParse<ApplicationId>(id, out var app) ? run(app) : Task.FromResult(ApplicationProblems.Unknown.Result());

    private static IApplicationGrain Grain(Api api, ApplicationId id) => api.Grains.GetGrain<IApplicationGrain>(id.ToString());
}
