using SingleWindow.Core.Employers;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Permits;

/// <summary>Work for one employer under a permit.</summary>
/// <param name="Employer">For whom.</param>
/// <param name="From">First day on which it is allowed.</param>
/// <param name="RegisteredOn">Legal day on which the authority was told of this employer.</param>
public sealed record PermitEmployment(EmployerId Employer, DateOnly From, DateOnly RegisteredOn)
{
    /// <summary>Its last day, once it is over.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Day on which it should have begun and did not.</summary>
    public DateOnly? NotStartedOn { get; init; }

    /// <summary>When the employer gave notice of the end, or that it did not begin.</summary>
    public DateTimeOffset? ToldAt { get; init; }
}

/// <summary>What is known about one employment, from the permit and from registers.</summary>
internal sealed record WorkSpell(Permit Permit, PermitEmployment Employment, IReadOnlyList<RegisteredFact> Facts, Scheme Scheme)
{
    internal const string Entry = "employment-registration", Address = "residence-address";

    public bool IsFirst => Employment == Permit.Employments[0];

    public bool IsLast => Employment == Permit.Employments[^1];

    public DateOnly GrantedOn => Scheme.DayOf(Permit.Grant!.At);

    /// <summary>The last day on which it can go on, as things stand.</summary>
    public DateOnly LastDay => Earliest(Employment.To, Permit.OverOn, Permit.Grant!.ValidTo)!.Value;

    /// <summary>As the employer said; else the first day that an address or an employment shows, not before the permit.</summary>
    public DateOnly? ArrivedOn => Permit.ArrivedOn ?? Facts.Where(fact => fact.Type is Entry or Address && !(fact.To < Permit.Grant!.ValidFrom)).Min(fact => fact.From) switch
    {
        { } day when day < Permit.Grant!.ValidFrom => Permit.Grant.ValidFrom,
        var day => day,
    };

    /// <summary>As the register says; else as planned, and not before the arrival. Null when it did not begin.</summary>
    public DateOnly? StartsOn =>
        Records(Entry, Overlaps).Min(entry => entry.From) is { } start ? Latest(start, Employment.From)
        : Employment.NotStartedOn is not null ? null
        : Latest(Employment.From, Permit.ArrivedOn);

    /// <summary>As the employer or the register says, or the day on which the permit was withdrawn.</summary>
    public DateOnly? EndsOn =>
        Employment.To ?? Records(Entry, fact => fact.To is not null && Overlaps(fact)).Max(entry => entry.To) ?? (IsLast && Permit.Closed == PermitStatus.Revoked ? Permit.OverOn : null);

    /// <summary>The last day of every month with a day of work.</summary>
    public IEnumerable<DateOnly> MonthEnds
    {
        get
        {
            if (StartsOn is not { } start) yield break;
            var last = Earliest(EndsOn, LastDay);
            for (var month = new DateOnly(start.Year, start.Month, 1); month <= last; month = month.AddMonths(1)) yield return month.LastOfMonth();
        }
    }

    /// <summary>True when it is about this worker's time with this employer.</summary>
    public bool Overlaps(RegisteredFact fact) => !(fact.From > Permit.Grant!.ValidTo) && !(fact.To < Employment.From);

    /// <summary>On which day the hub was first told by a record that still says so.</summary>
    public DateOnly? First(string? type, Func<RegisteredFact, bool> says) => Records(type, says).Min(record => (DateOnly?)record.Told);

    /// <summary>The records of a type whose newest version says so, about this employer where the type names one, and since when they have.</summary>
    public IEnumerable<(DateOnly? From, DateOnly? To, DateOnly Told)> Records(string? type, Func<RegisteredFact, bool> says) => Facts
        .Where(fact => fact.Type == type && (type == Address || fact.Employer == Employment.Employer))
        .GroupBy(fact => fact.Record).Where(versions => says(versions.Last()))
        .Select(versions => (versions.Last().From, versions.Last().To, versions.First(says).On));

    private static DateOnly? Earliest(params ReadOnlySpan<DateOnly?> days)
    {
        DateOnly? first = null;
        foreach (var day in days)
            if (first is null || day < first) first = day ?? first;
        return first;
    }

    private static DateOnly Latest(DateOnly one, DateOnly? other) => other > one ? other.Value : one;
}
