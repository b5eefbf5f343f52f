using SingleWindow.Core.Employers;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Quotas;

/// <summary>What can happen to a quota book. Nothing in it is personal: applications and employers are opaque ids.</summary>
public abstract record QuotaEvent
{
    private QuotaEvent() { }

    /// <summary>The book of a year was opened: by the operator, or by the first application with the size that the scheme names.</summary>
    /// <param name="Quota">Id of the quota.</param>
    /// <param name="Year">Calendar year.</param>
    /// <param name="Size">How many places; null where the law sets no number.</param>
    /// <param name="PerEmployerMax">How many places one employer may hold; null: no cap.</param>
    /// <param name="At">When.</param>
    [EventName("quota.opened", 1)]
    public sealed record Opened(string Quota, int Year, int? Size, int? PerEmployerMax, DateTimeOffset At) : QuotaEvent;

    /// <summary>The operator wrote another size or cap, as a new regulation says.</summary>
    [EventName("quota.resized", 1)]
    public sealed record Resized(int? Size, int? PerEmployerMax, DateTimeOffset At) : QuotaEvent;

    /// <summary>An application got a place.</summary>
    /// <param name="Application">Which.</param>
    /// <param name="Employer">Whose, for the cap.</param>
    /// <param name="Since">Since when it counts in the order of applications.</param>
    /// <param name="At">When.</param>
    [EventName("quota.reserved", 1)]
    public sealed record Reserved(ApplicationId Application, EmployerId Employer, DateTimeOffset Since, DateTimeOffset At) : QuotaEvent;

    /// <summary>There was no place for the application: it waits.</summary>
    [EventName("quota.queued", 1)]
    public sealed record Queued(ApplicationId Application, EmployerId Employer, DateTimeOffset Since, DateTimeOffset At) : QuotaEvent;

    /// <summary>A place came free, and this application was the first that could have it.</summary>
    [EventName("quota.promoted", 1)]
    public sealed record Promoted(ApplicationId Application, DateTimeOffset At) : QuotaEvent;

    /// <summary>The application was granted: its place is used for good.</summary>
    [EventName("quota.consumed", 1)]
    public sealed record Consumed(ApplicationId Application, EmployerId Employer, DateTimeOffset At) : QuotaEvent;

    /// <summary>The application gave its place back.</summary>
    /// <param name="Application">Which.</param>
    /// <param name="Cause">How the application ended, or <c>not-filed</c>.</param>
    /// <param name="At">When.</param>
    [EventName("quota.released", 1)]
    public sealed record Released(ApplicationId Application, string Cause, DateTimeOffset At) : QuotaEvent;

    /// <summary>The application left the waiting order; it never had a place.</summary>
    [EventName("quota.left", 1)]
    public sealed record Left(ApplicationId Application, string Cause, DateTimeOffset At) : QuotaEvent;
}
