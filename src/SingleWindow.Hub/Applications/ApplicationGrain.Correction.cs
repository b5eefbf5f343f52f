using SingleWindow.Core.Applications;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Applications;

/// <summary>
/// How corrections are taken in. Of an answer that corrects what was filed: what the registers prove now, and other days must be his before they are written. Of a register's record: what it proves now.
/// </summary>
internal sealed partial class ApplicationGrain
{
    public async Task<Outcome<Versioned<ApplicationView>>> UpdateEvidence(RecordId record, string type, CommandContext context, CancellationToken ct) =>
        await Do(new ApplicationCommand.UpdateEvidence(record, type, State is { Form: { } form, Worker: { } worker } ? await Judge(form, worker, context, ct) : null), context, ct);

    private async Task<Outcome<Versioned<ApplicationView>>> Correct(ApplicationCommand.Answer answer, ApplicationForm amended, CommandContext context, CancellationToken ct)
    {
        // What the rules refuse looks into no register, and takes nothing of anybody's.
        if (IsStale(context) || State.Worker is not { } worker || Application.Decide(State, answer, context, schemes).Problem is not null) return await Do(answer, context, ct);
        answer = answer with { Judged = await Judge(amended, worker, context, ct) };
        // Days that stay are his already.
        if (amended.Employment?.Days() is not { } days || days == State.Form?.Employment?.Days()
            || Application.Decide(State, answer, context, schemes).Problem is not null) return await Do(answer, context, ct);

        var taking = await filings.Take(State, days, worker, context, ct);
        if (taking.Value is not { } seen) return taking.Problem!;
        var outcome = await Do(answer with { Filed = seen.Days }, context, ct);
        if (outcome.Problem is not null && seen.TakenFrom is { } taken) await filings.Release(State, taken, context, ct);
        return outcome;
    }
}
