using System.Diagnostics;
using System.Text.Json.Serialization;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;

namespace SingleWindow.Core.Permits;

/// <summary>A permit or registration that follows from a grant.</summary>
public sealed record Permit
{
    /// <summary>Before the grant.</summary>
    public static readonly Permit Initial = new();

    /// <summary>What was granted; null before.</summary>
    public PermitEvent.Granted? Grant { get; private init; }

    /// <summary>What a command does. A grant repeated by the feed changes nothing.</summary>
    public static Decision<PermitEvent> Decide(Permit permit, PermitCommand command, CommandContext context) => (command, permit.Grant) switch
    {
        (PermitCommand.Grant { Granted: var granted }, null) => granted with { At = context.At },
        (PermitCommand.Grant, _) => Decision<PermitEvent>.Nothing,
        _ => throw new UnreachableException(),
    };

    /// <summary>The permit after one more event.</summary>
    public static Permit Evolve(Permit permit, PermitEvent happened) => happened switch
    {
        PermitEvent.Granted e => permit with { Grant = e },
        _ => throw new UnreachableException(),
    };

    /// <summary>The permit as it stands on a day.</summary>
    public PermitView? View(DateOnly today) => Grant is not { } grant ? null : new(
        grant.Permit, grant.Scheme, grant.SchemeVersion, grant.Application, grant.Holder, grant.Employer, grant.ValidFrom, grant.ValidTo, grant.Terms?.Isco, grant.Terms?.WageMonthlyRequired,
        today < grant.ValidFrom ? PermitStatus.NotYetValid : today > grant.ValidTo ? PermitStatus.Expired : PermitStatus.Active);
}

/// <summary>What can happen to a permit.</summary>
public abstract record PermitEvent
{
    private PermitEvent() { }

    /// <inheritdoc cref="Confidential.Text"/>
    public sealed override string ToString() => Confidential.Text(this);

    /// <summary>It was granted.</summary>
    [EventName("permit.granted", 1), GenerateSerializer, Immutable]
    public sealed record Granted(
        PermitId Permit, ApplicationId Application, string Scheme, string SchemeVersion, WorkerId Holder, EmployerId Employer,
        DateOnly ValidFrom, DateOnly ValidTo, [Personal] PermitTerms? Terms, DateTimeOffset At) : PermitEvent;
}

/// <summary>The terms of work under a permit.</summary>
/// <param name="Isco">ISCO-08 unit group.</param>
/// <param name="WageMonthlyRequired">The least gross monthly pay, or null.</param>
/// <param name="Conditions">Conditions of the grant, in words; null: none.</param>
[GenerateSerializer, Immutable]
public sealed record PermitTerms(string Isco, Money? WageMonthlyRequired, IReadOnlyList<string>? Conditions = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>What can be asked of a permit.</summary>
[GenerateSerializer, Immutable]
public abstract record PermitCommand
{
    private PermitCommand() { }

    /// <inheritdoc cref="Confidential.Text"/>
    public sealed override string ToString() => Confidential.Text(this);

    /// <summary>Grant it, as the application's decision says.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Grant(PermitEvent.Granted Granted) : PermitCommand;
}

/// <summary>Where a permit stands.</summary>
[JsonConverter(typeof(KebabCaseEnum<PermitStatus>))]
public enum PermitStatus
{
    /// <summary>Its first day is still to come.</summary>
    NotYetValid,

    /// <summary>In force.</summary>
    Active,

    /// <summary>Its last day has passed.</summary>
    Expired,
}

/// <summary>A permit.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Scheme">Scheme id.</param>
/// <param name="SchemeVersion">Version that was in force when the application was complete.</param>
/// <param name="Application">The application that led to it.</param>
/// <param name="Holder">The worker.</param>
/// <param name="Employer">The employer.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day.</param>
/// <param name="Isco">Occupation, ISCO-08.</param>
/// <param name="WageMonthlyRequired">The least gross monthly pay, or null.</param>
/// <param name="Status">Where it stands today.</param>
[GenerateSerializer, Immutable]
public sealed record PermitView(
    PermitId Id, string Scheme, string SchemeVersion, ApplicationId Application, WorkerId Holder, EmployerId Employer,
    DateOnly ValidFrom, DateOnly ValidTo, string? Isco, Money? WageMonthlyRequired, PermitStatus Status)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>Refusals about permits.</summary>
public static class PermitProblems
{
    /// <summary>Unknown, or not the caller's: the two look the same.</summary>
    public static readonly Problem Unknown = new("PRM-00001", 404, "There is no such permit");
}

/// <summary>Owns one permit's stream. Key: the permit's id.</summary>
[GrainInterfaceType("sw.permit")]
public interface IPermitGrain : IGrainWithStringKey
{
    /// <summary>Runs a command.</summary>
    [Alias("Handle")] Task<Outcome<Versioned<PermitView>>> Handle(PermitCommand command, CommandContext context, CancellationToken ct);

    /// <summary>The permit as it stands today.</summary>
    [Alias("Read"), Orleans.Concurrency.ReadOnly] Task<Outcome<Versioned<PermitView>>> Read(CancellationToken ct);
}
