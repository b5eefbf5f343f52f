using SingleWindow.Core.Applications;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Applications;

/// <summary>How an answer that corrects what was filed is taken in: what the registers prove now, and other days must be his before they are written.</summary>
internal sealed partial class ApplicationGrain
{
    private async Task<Outcome<Versioned<ApplicationView>>> Correct(ApplicationCommand.Answer answer, ApplicationForm amended, CommandContext context, CancellationToken ct)
    {
        if (State.Worker is { } known) answer = answer with { Judged = await Judge(amended, known, context, ct) };
        // Days that stay are his already, and what the rules refuse takes nothing of anybody's.
        if (IsStale(context) || State.Worker is not { } worker || amended.Employment?.Days() is not { } days || days == State.Form?.Employment?.Days()
            || Application.Decide(State, answer, context, schemes).Problem is not null) return await Do(answer, context, ct);

        var taking = await filings.Take(State, days, worker, context, ct);
        if (taking.Value is not { } seen) return taking.Problem!;
        var outcome = await Do(answer with { Filed = seen.Days }, context, ct);
        if (outcome.Problem is not null && seen.TakenFrom is { } taken) await filings.Release(State, taken, context, ct);
        return outcome;
    }
}
