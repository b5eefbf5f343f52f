using SingleWindow.Core.Employers;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Records;

namespace SingleWindow.Hub.Employers;

/// <summary>Ends the right of whoever has left an employer's board, as soon as the business register says so.</summary>
internal sealed class LeftBoards(BoardDesk desk, IGrainFactory grains, IdentityKeys keys) : IReactor
{
    public string Name => "left-boards";

    public IReadOnlyList<Type> Follows => [typeof(RecordEvent.Published)];

    public async Task React(FeedEvent happened, CancellationToken ct)
    {
        if (happened.Event is not RecordEvent.Published { Type: "employer-profile", EmployerKey: { } key } published) return;
        if (await keys.Owner(key, ct) is not { } owner || !EntityId.TryParse<EmployerId>(owner, out var employer)) return;
        // As it is now: an old version that is heard late, or again after a restore, says nothing about who has a seat today.
        if (await grains.Newest(published.Record, ct) is not { } profile || await desk.MembersOf(profile, ct) is not { } members) return;
        var outcome = await desk.Follow(employer, members, Commands.ByHub($"board/{happened.Position}", published.At), ct);
        if (outcome.Problem is { } problem) throw new InvalidOperationException($"The seats of a board were not held against the register: {problem.Code}.");
    }
}
