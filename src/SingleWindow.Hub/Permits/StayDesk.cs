using SingleWindow.Core.Applications;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Permits;

/// <summary>
/// Takes the days of a grant before the grant is written, on the worker's own stream: what is judged here still holds when it is written, for any other grant,
/// and any merge, moves the version.
/// </summary>
internal sealed class StayDesk(IGrainFactory grains, WorkerFamily family, HeldPermits permits)
{
    private const int Attempts = 8;

    /// <summary>Why the days cannot be had, or null when they are reserved. The same application again has its own reservation.</summary>
    public async Task<Problem?> Reserve(Application app, PermitGrant grant, Scheme scheme, CommandContext context, CancellationToken ct)
    {
        var application = app.Id;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // First the streams, then the list: what is in neither came later, and makes this version stale.
            var person = await family.Files(grant.Holder, ct);
            var reserved = person.SelectMany(file => file.View.Stays ?? []).Where(stay => stay.Scheme == grant.Scheme && stay.Application != application && stay.Counts(context.At));
            Stay[] held = [.. await permits.Of([.. person.Select(file => file.View.Id)], grant.Scheme, application, ct), .. reserved.Select(stay => new Stay(stay.From, stay.To))];
            if (app.CannotHold(grant, held, scheme) is { } tooLong) return tooLong;
            var (id, version) = (person[0].View.Id, person[0].Version);
            var command = context.Part($"stay/{id}/{version}") with { Actor = Actor.Hub, ExpectedVersion = version };
            var outcome = await grains.GetGrain<IWorkerGrain>(id.ToString()).Handle(new WorkerCommand.ReserveStay(application, grant.Scheme, grant.From, grant.To), command, ct);
            if (outcome.Problem is null) return null;
        }
        return CommandProblems.InFlight;
    }
}
