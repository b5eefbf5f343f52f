using SingleWindow.Core.Applications;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;

namespace SingleWindow.Hub.Applications;

/// <summary>How an application is filed: who the worker is, what the registers prove, and what must be his before anybody else takes it.</summary>
internal sealed partial class ApplicationGrain
{
    public async Task<Outcome<Versioned<ApplicationView>>> Submit(CommandContext context, CancellationToken ct)
    {
        context = await Standing(context, ct);
        // What cannot be submitted needs no facts; Decide says why, or that it was done before.
        if (IsStale(context) || State.Form is not { } form || State.SchemeFor(context.At, schemes) is not { } scheme || State.CannotSubmit(context, scheme, schemes) is not null)
            return await Handle(new ApplicationCommand.Submit(default, []), context, ct);

        var (worker, problem) = await workers.Resolve(form.Worker!, State.Claimant, context, ct);
        if (problem is not null) return problem;
        var outcome = await File(form, scheme, worker, context, ct);
        // What is filed leaves the trace with its events. A refusal has none, and yet somebody's other permits were looked at for it.
        if (outcome.Problem is not null && State.SubmittedOn is null && LooksBack(scheme)) await audit.Record(LookedBack(State, scheme, "refused", context), worker.ToString(), ct);
        return outcome;
    }

    private async Task<Outcome<Versioned<ApplicationView>>> File(ApplicationForm form, Scheme scheme, WorkerId worker, CommandContext context, CancellationToken ct)
    {
        var person = await family.Files(worker, ct);
        var submit = new ApplicationCommand.Submit(worker, [], LooksBack(scheme) ? await permits.Of([.. person.Select(file => file.View.Id)], State.Scheme, State.Id, ct) : [], Renewed: await Renewed(ct));
        // What the rules refuse takes nothing of anybody's.
        if (Application.Decide(State, submit, context, schemes).Problem is not null) return await Handle(submit, context, ct);
        // Only what will be filed may look into registers: a draft, and what is refused, read nothing about anybody.
        if (await Judge(form, worker, context, ct) is not { } evidence) return ApplicationProblems.NoEmployer;
        submit = submit with { Evidence = evidence };

        // Neither waits for the other: both are written with one stroke.
        var (claiming, taking) = (contacts.Claim(form.Worker!, worker, State, context, ct), filings.Take(State, form.Employment!.Days()!.Value, worker, context, ct, person));
        await Task.WhenAll(claiming, taking);
        var (notOwn, seen) = (await claiming, await taking);
        var outcome = (notOwn ?? seen.Problem) is { } refused
            ? refused
            : await Handle(await WithPlace(submit with { Filed = seen.Value!.Days }, scheme, context, ct), context, ct);
        if (outcome.Problem is null || State.SubmittedOn is not null) return outcome;
        if (notOwn is null) await contacts.Release(form.Worker!, worker, State, context, ct);
        if (seen.Value?.TakenFrom is { } taken) await filings.Release(State, taken, context, ct);
        return outcome;
    }
}
