using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;

namespace SingleWindow.Hub.Applications;

/// <summary>On which side a worker stands, under whichever of his ids.</summary>
internal sealed partial class ApplicationGrain
{
    // Whoever has claimed it and was merged since, or into whom he was, is one person: he stands where he claimed. A mandate names its principal and reaches no further.
    private async ValueTask<Actor> Standing(Actor actor, CancellationToken ct) =>
        (State.Claimant ?? State.Worker) is { } claimant && actor.Representation is null && EntityId.TryParse<WorkerId>(actor.Party, out var worker) && worker != claimant
            && await family.Canonical(worker, ct) == await family.Canonical(claimant, ct)
                ? actor with { Party = claimant.ToString() }
                : actor;

    private async ValueTask<CommandContext> Standing(CommandContext context, CancellationToken ct) => context with { Actor = await Standing(context.Actor, ct) };
}
