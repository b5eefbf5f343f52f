using SingleWindow.Core.Employers;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Workers;

/// <summary>
/// Days for which an employer is filing for a worker, written before the application is: two filings at once see each other here, whatever the lists know yet.
/// It counts for a day, by which time the list knows the application itself; a filing that never came holds nothing for longer.
/// </summary>
/// <param name="Application">The application that is being filed.</param>
/// <param name="Employer">Who files.</param>
/// <param name="Scheme">Scheme id.</param>
/// <param name="From">First planned day.</param>
/// <param name="To">Last planned day.</param>
/// <param name="At">When it was taken.</param>
[GenerateSerializer, Immutable]
public sealed record FiledDays(ApplicationId Application, EmployerId Employer, string Scheme, DateOnly From, DateOnly To, DateTimeOffset At)
{
    /// <summary>True while it counts.</summary>
    public bool Counts(DateTimeOffset at) => at < At + TimeSpan.FromDays(1);
}

public abstract partial record WorkerEvent
{
    /// <summary>An employer files for these days.</summary>
    [EventName("worker.days-filed", 1)]
    public sealed record DaysFiled(ApplicationId Application, EmployerId Employer, string Scheme, DateOnly From, DateOnly To, DateTimeOffset At) : WorkerEvent;

    /// <summary>The application was not filed after all.</summary>
    [EventName("worker.days-released", 1)]
    public sealed record DaysReleased(ApplicationId Application, DateTimeOffset At) : WorkerEvent;
}

public abstract partial record WorkerCommand
{
    /// <summary>Take these days for a filing. The caller has judged them by what it saw, and names the version that it saw.</summary>
    [GenerateSerializer, Immutable]
    public sealed record FileDays(ApplicationId Application, EmployerId Employer, string Scheme, Stay Days) : WorkerCommand;

    /// <summary>Give them back: the application was not filed after all.</summary>
    [GenerateSerializer, Immutable]
    public sealed record ReleaseDays(ApplicationId Application) : WorkerCommand;
}
