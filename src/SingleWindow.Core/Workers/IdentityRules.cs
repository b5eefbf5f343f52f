using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Workers;

/// <summary>
/// Who is whom. Only workers who stand for themselves are merged, so merges make a forest: every id leads to one survivor, and never in a circle.
/// Nobody merges, splits or corrects alone (ops/decisions/0007).
/// </summary>
internal static class IdentityRules
{
    public static Decision<WorkerEvent> Merge(Worker worker, WorkerCommand.Merge merge, CommandContext context, Worker? other)
    {
        if (merge.With == worker.Id) return WorkerProblems.Himself.At(new FieldError("/with", "other", "The id of another worker."));
        if (other is not { IsRegistered: true }) return WorkerProblems.UnknownOther.At(new FieldError("/with", "unknown", "The id of a worker."));
        if (worker.MergedInto is not null) return WorkerProblems.AlreadyMerged;
        if (other.MergedInto is not null) return WorkerProblems.AlreadyMerged.At(new FieldError("/with", "merged", "A worker who stands for himself."));
        if (worker.Name is null || other.Name is null) return WorkerProblems.Erased;
        return UnderFourEyes(worker, IdentityChange.Merge, merge.With, "", merge.Reason, context,
            first => new WorkerEvent.Merged(worker.Id, merge.With, first.By, context.Actor.Client, merge.Reason, context.At));
    }

    public static Decision<WorkerEvent> Split(Worker worker, WorkerCommand.Split split, CommandContext context, Worker? other)
    {
        if (worker.MergedInto != split.From || other?.Merged.Find(merger => merger.Worker == worker.Id) is not { } merger)
            return WorkerProblems.NotMerged.At(new FieldError("/from", "not-merged", "The worker into whom this one was merged."));
        if (worker.Name is null || other.Name is null) return WorkerProblems.Erased;
        var taken = other.Identities.FindAll(identity => split.Identities.Contains(identity.Number));
        var errors = Numbers(split.Identities, "/identities", number => taken.Exists(identity => identity.Number == number && number > merger.Before), "An identifier that the other worker got after the merge.");
        if (!errors.IsEmpty) return WorkerProblems.Invalid.At(errors.All);
        return UnderFourEyes(worker, IdentityChange.Split, split.From, string.Join(',', taken.Select(identity => identity.Number)), split.Reason, context,
            first => new WorkerEvent.Split(
                split.From, worker.Id, [.. taken.Select(identity => new MovedIdentity(identity.Key, identity.Kind))], first.By, context.Actor.Client, split.Reason, context.At));
    }

    public static Decision<WorkerEvent> Correct(Worker worker, WorkerCommand.Correct correct, CommandContext context)
    {
        if (worker.MergedInto is not null) return WorkerProblems.AlreadyMerged;
        if (worker.Name is null) return WorkerProblems.Erased;
        var released = worker.Identities.FindAll(identity => correct.Release.Contains(identity.Number));
        var errors = Numbers(correct.Release, "/release", number => released.Exists(identity => identity.Number == number), "The number of an identifier of this worker.");
        errors.Require(correct.BirthDate is not null || correct.Release.Count > 0, "", "required", "A birth date, or identifiers to release.");
        errors.Require(correct.BirthDate is null || (correct.BirthDate.Value.Year >= 1900 && correct.BirthDate <= DateOnly.FromDateTime(context.At.UtcDateTime)), "/birthDate", "date-range", "A birth date lies between 1900 and today.");
        if (!errors.IsEmpty) return WorkerProblems.Invalid.At(errors.All);
        var content = $"{correct.BirthDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {string.Join(',', released.Select(identity => identity.Number))}";
        return UnderFourEyes(worker, IdentityChange.Correction, null, content, correct.Reason, context,
            first => new WorkerEvent.Corrected(worker.Id, correct.BirthDate, [.. released.Select(identity => identity.Key)], first.By, context.Actor.Client, correct.Reason, context.At));
    }

    public static Decision<WorkerEvent> Note(Worker worker, WorkerCommand.NoteCandidate note, CommandContext context) =>
        worker.Candidates.Contains(note.Other ?? worker.Id) ? Decision<WorkerEvent>.Nothing : new WorkerEvent.CandidateNoted(worker.Id, note.Other, context.At);

    public static Decision<WorkerEvent> Dismiss(Worker worker, WorkerCommand.DismissCandidate dismiss, CommandContext context) =>
        worker.Candidates.Contains(dismiss.Other ?? worker.Id) ? new WorkerEvent.CandidateDismissed(worker.Id, dismiss.Other, context.Actor.Client, context.At) : WorkerProblems.NoCandidate;

    private static Decision<WorkerEvent> UnderFourEyes(
        Worker worker, IdentityChange change, WorkerId? other, string content, string reason, CommandContext context, Func<Proposal, WorkerEvent> effect)
    {
        // The reason comes last: it is the only part that may hold a line break.
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{change}\n{worker.Id}\n{other}\n{content}\n{reason}")));
        switch (FourEyes.Judge(worker.Waiting?.Proposal, fingerprint, context.Actor, context.At))
        {
            case Eyes.Second:
                return effect(worker.Waiting!.Proposal);
            case Eyes.Same:
                return Decision<WorkerEvent>.Nothing;
            default:
                var proposal = FourEyes.Propose(fingerprint, context.Actor, context.At);
                return new WorkerEvent.ChangeProposed(worker.Id, change, other, proposal.By, proposal.Until, fingerprint, reason, context.At);
        }
    }

    private static FieldErrors Numbers(IReadOnlyList<int> numbers, string pointer, Func<int, bool> isKnown, string expected)
    {
        var errors = new FieldErrors();
        for (var i = 0; i < numbers.Count; i++)
        {
            errors.Require(isKnown(numbers[i]), $"{pointer}/{i}", "one-of", expected);
            errors.Require(!numbers.Take(i).Contains(numbers[i]), $"{pointer}/{i}", "duplicate", "Each once.");
        }
        return errors;
    }
}
