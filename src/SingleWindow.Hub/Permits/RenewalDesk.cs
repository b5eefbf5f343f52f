using Microsoft.AspNetCore.Http;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Http;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Permits;

/// <summary>Begins the application for the next permit with what the last one knew. What is whose, and whether it may be filed, the application itself judges.</summary>
internal sealed class RenewalDesk(SchemeCatalog schemes, WorkerFamily family, EarlierCommands earlier)
{
    /// <param name="permit">As its employer or its holder sees it.</param>
    /// <param name="holder">The holder under the id with which he asks; null: the employer asks.</param>
    /// <param name="api">Who asks.</param>
    /// <param name="context">The command.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IResult> Renew(PermitView permit, WorkerId? holder, Api api, CommandContext context, CancellationToken ct)
    {
        if (schemes.Governing(permit.Scheme, schemes.Newest(permit.Scheme)!.DayOf(api.Now)) is not { } law) return SchemeProblems.NotInForce.Result();
        var made = await earlier.StreamOf(context, ct) is { } first && EntityId.TryParse<ApplicationId>(first, out var known) ? known : (ApplicationId?)null;
        // A retry meets the draft that the first try made, whatever became of the permit since.
        if (made is null && PermitSuccession.CannotRenew(permit, law) is { } problem) return problem.Result();
        var told = (await api.Grains.GetGrain<IApplicationGrain>(permit.Application.ToString()).Known(ct)).Value ?? new();
        var form = RenewalRules.Prefill(Of(permit, told), permit.ValidTo, law);
        var draft = new ApplicationCommand.Draft(made ?? EntityId.New<ApplicationId>(context.At), permit.Employer, permit.Scheme, form, permit.Id, Holder: holder ?? await family.Canonical(permit.Holder, ct), ByWorker: holder is not null);
        return api.Created(await api.Grains.GetGrain<IApplicationGrain>(draft.Application.ToString()).Handle(draft, context, ct), view => $"/api/v1/applications/{view.Id}");
    }

    // Another employer has another post, and its own proofs: what the first one declared is not its business.
    private static ApplicationForm Of(PermitView permit, ApplicationForm known) => permit.Change is not { Status: EmployerChangeStatus.Effective, Post: { } post } change ? known : known with
    {
        Evidence = null,
        Employment = (known.Employment ?? new()) with
        {
            JobTitle = post.JobTitle,
            Isco = change.Isco,
            WageMonthly = post.WageMonthly,
            WeeklyHours = post.WeeklyHours,
            WorkplaceAddress = post.WorkplaceAddress,
            UserUndertaking = null,
        },
    };
}
