using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;

namespace SingleWindow.Hub.Applications;

/// <summary>On which side a worker stands, under whichever of his ids.</summary>
internal sealed partial class ApplicationGrain
{
    // Whoever has claimed it, or whom it is about, and was merged since, or into whom he was, is one person. A mandate names its principal and reaches no further.
    private async ValueTask<Actor> Standing(Actor actor, CancellationToken ct)
    {
        if (actor.Representation is not null || State.SideOf(actor) is not null || !EntityId.TryParse<WorkerId>(actor.Party, out var worker)) return actor;
        foreach (var one in (WorkerId?[])[State.Claimant, State.Worker])
            if (one is { } known && await family.Canonical(worker, ct) == await family.Canonical(known, ct)) return actor with { Party = known.ToString() };
        return actor;
    }

    private async ValueTask<CommandContext> Standing(CommandContext context, CancellationToken ct) => context with { Actor = await Standing(context.Actor, ct) };
}
