using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Workers;

/// <summary>
/// Days that a grant takes of a worker's window, written before the grant: two grants at once see each other here, whatever the lists of permits know yet.
/// It counts for a day, by which time the permit itself does; a grant that never came holds nothing for longer.
/// </summary>
/// <param name="Application">The application that is being granted.</param>
/// <param name="Scheme">Scheme id.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="At">When it was reserved.</param>
[GenerateSerializer, Immutable]
public sealed record ReservedStay(ApplicationId Application, string Scheme, DateOnly From, DateOnly To, DateTimeOffset At)
{
    /// <summary>True while it counts.</summary>
    public bool Counts(DateTimeOffset at) => at < At + TimeSpan.FromDays(1);
}

public abstract partial record WorkerEvent
{
    /// <summary>A grant takes these days.</summary>
    [EventName("worker.stay-reserved", 1)]
    public sealed record StayReserved(ApplicationId Application, string Scheme, DateOnly From, DateOnly To, DateTimeOffset At) : WorkerEvent;
}

public abstract partial record WorkerCommand
{
    /// <summary>Take these days for a grant. The caller has judged them by what it saw, and names the version that it saw.</summary>
    [GenerateSerializer, Immutable]
    public sealed record ReserveStay(ApplicationId Application, string Scheme, DateOnly From, DateOnly To) : WorkerCommand;
}
