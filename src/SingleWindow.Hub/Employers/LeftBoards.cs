using SingleWindow.Core.Employers;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;

namespace SingleWindow.Hub.Employers;

/// <summary>Ends the right of whoever has left an employer's board, as soon as the business register says so.</summary>
internal sealed class LeftBoards(BoardDesk desk, IdentityKeys keys) : IReactor
{
    public string Name => "left-boards";

    public IReadOnlyList<Type> Follows => [typeof(RecordEvent.Published)];

    public async Task React(FeedEvent happened, CancellationToken ct)
    {
        if (happened.Event is not RecordEvent.Published { Type: "employer-profile", EmployerKey: { } key, Content: { } content } published) return;
        if (await keys.Owner(key, ct) is not { } owner || !EntityId.TryParse<EmployerId>(owner, out var employer) || await desk.MembersOf(content, ct) is not { } members) return;
        var outcome = await desk.Follow(employer, members, Commands.ByHub($"board/{happened.Position}", published.At), ct);
        if (outcome.Problem is { } problem) throw new InvalidOperationException($"The seats of a board were not held against the register: {problem.Code}.");
    }
}
