using Orleans.Storage;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Batches;
using SingleWindow.Core.Mandates;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;

namespace SingleWindow.Hub.Batches;

/// <summary>Files rows as their sender would: a draft and its submission, under ids that follow from batch and row, so that a row that is filed again is filed once.</summary>
internal sealed class BatchFiler(IGrainFactory grains, SchemeCatalog schemes, EarlierCommands earlier, LegalClock clock)
{
    /// <summary>What became of the row; null when it is to be tried again.</summary>
    public async Task<BatchRow?> File(Batch batch, WaitingRow row, CancellationToken ct)
    {
        try
        {
            return await Once(batch, row, ct);
        }
        catch (InconsistentStateException)
        {
            // An activation was stale and is gone, or the mandates have changed: the right is asked for again.
            return await Once(batch, row, ct);
        }
    }

    private async Task<BatchRow?> Once(Batch batch, WaitingRow row, CancellationToken ct)
    {
        if (await ActorOf(batch, ct) is not { } actor) return Refused(row, null, BatchProblems.MandateOver);
        var id = batch.ApplicationOf(row.Number);
        var application = grains.GetGrain<IApplicationGrain>(id.ToString());
        CommandContext Command(string what) => new(Commands.Hash($"{batch.Id}/{row.Number}/{what}"), "", actor, clock.Now);

        var draft = Command("draft");
        // What has a draft was found in order then; how it goes on, the rules of the application say.
        if (await earlier.StreamOf(draft, ct) is null)
        {
            if (RowRules.CannotFile(row.Form, batch.Scheme, draft.At, schemes) is { } cannot) return Refused(row, null, cannot);
            var drafted = await application.Handle(new ApplicationCommand.Draft(id, batch.Employer, batch.Scheme, row.Form), draft, ct);
            if (drafted.Problem is { } noDraft) return IsPassing(noDraft) ? null : Refused(row, null, noDraft);
        }
        var filed = await application.Submit(Command("submit"), ct);
        return filed.Problem is not { } problem ? new(row.Number, RowStatus.Submitted, row.Form.Reference, id, null) : IsPassing(problem) ? null : Refused(row, id, problem);
    }

    // A representative acts by the right that holds now, not by the one of the day on which he sent the batch.
    private async ValueTask<Actor?> ActorOf(Batch batch, CancellationToken ct)
    {
        var employer = new Actor(batch.Client, batch.Employer.ToString());
        if (batch.Representative is not { } representative) return employer;
        var right = (await grains.GetGrain<IMandateBookGrain>(MandateId.BookOf(employer.Party)).Allows(representative, MandateActs.WriteApplications, clock.Now, ct)).Value;
        return right is not null && employer with { Representation = right } is var actor && actor.ActsFor(employer.Party, batch.Scheme) ? actor : null;
    }

    // Two filings for one worker met: the next look finds how it ended.
    private static bool IsPassing(Problem problem) => problem.Code == CommandProblems.InFlight.Code || problem.Status >= 500;

    private static BatchRow Refused(WaitingRow row, ApplicationId? left, Problem problem) => new(row.Number, RowStatus.Refused, row.Form.Reference, left, problem);
}
