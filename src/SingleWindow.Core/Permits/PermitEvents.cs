using SingleWindow.Core.Employers;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;

namespace SingleWindow.Core.Permits;

/// <summary>What can happen to a permit.</summary>
public abstract partial record PermitEvent
{
    private PermitEvent() { }

    /// <inheritdoc cref="Confidential.Text"/>
    public sealed override string ToString() => Confidential.Text(this);

    /// <summary>It was granted.</summary>
    [EventName("permit.granted", 1), GenerateSerializer, Immutable]
    public sealed record Granted(
        PermitId Permit, ApplicationId Application, string Scheme, string SchemeVersion, WorkerId Holder, EmployerId Employer,
        DateOnly ValidFrom, DateOnly ValidTo, [Personal] PermitTerms? Terms, DateTimeOffset At, PermitId? Renews = null) : PermitEvent;

    /// <summary>Its last day has passed.</summary>
    [EventName("permit.expired", 1)]
    public sealed record Expired(DateOnly On, DateTimeOffset At) : PermitEvent;

    /// <summary>It ended before its last day.</summary>
    /// <param name="On">Its last day.</param>
    /// <param name="Cause">employment-ended, job-search-over, taken-over (by the next permit), renewal-not-granted, decided-again or annulled (after an appeal).</param>
    /// <param name="At">When.</param>
    [EventName("permit.ended", 1)]
    public sealed record Ended(DateOnly On, string Cause, DateTimeOffset At) : PermitEvent;
}

/// <summary>The terms of work under a permit.</summary>
/// <param name="Isco">ISCO-08 unit group.</param>
/// <param name="WageMonthlyRequired">The least gross monthly pay, or null.</param>
/// <param name="Conditions">Conditions of the grant, in words; null: none.</param>
[GenerateSerializer, Immutable]
public sealed record PermitTerms(string Isco, Money? WageMonthlyRequired, IReadOnlyList<string>? Conditions = null)
{
    /// <summary>The same under the conditions of the grant: they go with the permit to whichever employer.</summary>
    internal PermitTerms Under(IReadOnlyList<string>? conditions) => this with { Conditions = conditions };

    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}
