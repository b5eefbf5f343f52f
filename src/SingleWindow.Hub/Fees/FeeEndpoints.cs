using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Fees;
using SingleWindow.Core.Mandates;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Fees;

/// <summary>A payment of a fee, as the applicant reports it.</summary>
/// <param name="Amount">How much, in the currency of the fee.</param>
/// <param name="PaidOn">On which day.</param>
/// <param name="Payer">Who paid.</param>
/// <param name="BankReference">How the bank names the payment: at most 35 characters. The same one again is the same payment.</param>
/// <param name="Reference">The payment reference of the fee; may be left out when there is only one to pay.</param>
public sealed record PaymentBody(Money? Amount, DateOnly? PaidOn, Payer? Payer, string? BankReference, string? Reference = null);

/// <summary>Fees of an application: what is due, and what was paid.</summary>
internal static class FeeEndpoints
{
    public static void MapFees(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/applications/{id}").WithTags("Fees").Only(Access.EmployerOrWorker, "the application's employer is the caller's party, or the caller has claimed the worker's place in it");
        group.MapGet("fees", Read).Reads<FeesView>("readFees", "Read the fees of an application, with their payment references and payments").ForOthers(MandateActs.ReadApplications, ApplicationProblems.Unknown);
        group.MapPost("payments", Report).Does<PaymentBody, FeesView>("reportPayment", "Report that a fee was paid; it counts until the register contradicts it", StatusCodes.Status201Created).ForOthers(MandateActs.WriteApplications, ApplicationProblems.Unknown);
    }

    private static Task<IResult> Read(string id, Api api, CancellationToken ct) =>
        With(id, async app => api.Ok(await Grain(api, app).Fees(api.Reading(), ct)));

    private static Task<IResult> Report(string id, Api api, CancellationToken ct) => With(id, app => api.Command<PaymentBody>(async (body, context) =>
    {
        var errors = new FieldErrors();
        errors.RequirePresent(body.Amount, "/amount");
        errors.RequirePresent(body.PaidOn, "/paidOn");
        errors.RequirePresent(body.Payer, "/payer");
        errors.RequirePresent(body.BankReference, "/bankReference");
        if (!errors.IsEmpty) return FeeProblems.Invalid.At(errors.All).Result();
        var report = new ApplicationCommand.ReportPayment(body.Reference, body.Amount!, body.PaidOn!.Value, body.Payer!.Value, body.BankReference!);
        return api.Created(await Grain(api, app).HandlePayment(report, context, ct), view => $"/api/v1/applications/{view.Application}/fees");
    }));

    private static Task<IResult> With(string id, Func<ApplicationId, Task<IResult>> run) =>
        EntityId.TryParse<ApplicationId>(id, out var app) ? run(app) : Task.FromResult(ApplicationProblems.Unknown.Result());

    private static IApplicationGrain Grain(Api api, ApplicationId id) => api.Grains.GetGrain<IApplicationGrain>(id.ToString());
}
