using SingleWindow.Core.Applications;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Eligibility;

/// <summary>
/// What is known before anything is filed: the part of a form that names nobody, under the same names, so that it can be copied into a draft.
/// Every member may be missing. Nothing of it is stored or logged.
/// </summary>
/// <param name="Worker">The worker.</param>
/// <param name="Employment">The post.</param>
/// <param name="LegalStay">On what basis the worker may stay in the country.</param>
/// <param name="EarlierStays">Stays under the same schemes that the worker has had, has or is promised; an empty list says that there are none.</param>
public sealed record EligibilityQuestion(WorkerInQuestion? Worker = null, PostInQuestion? Employment = null, StayInQuestion? LegalStay = null, IReadOnlyList<EarlierStay>? EarlierStays = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);

    /// <summary>As much of a form as it fills in. Under a scheme that does not know the category, the worker is one like all others.</summary>
    internal ApplicationForm Form(Scheme scheme) => new(
        Worker: new(Citizenships: Worker?.Citizenships, Residence: Worker?.Residence, QualificationCountry: Worker?.QualificationCountry),
        Employment: new(
            Employment?.Category is { } category && !scheme.Categories.Contains(category) ? ApplicationFormRules.StandardCategory : Employment?.Category, null, Employment?.Isco, Employment?.WageMonthly, Employment?.WeeklyHours, null,
            Employment?.PlannedStart, Employment?.PlannedEnd, Employment?.UserUndertaking, Employment?.Nace),
        LegalStay: new(LegalStay?.Basis));

    /// <summary>The earlier stays that count under a scheme.</summary>
    internal IReadOnlyList<Stay>? StaysUnder(Scheme scheme) =>
        EarlierStays is null ? null : [.. EarlierStays.Where(stay => stay.Scheme is null || stay.Scheme == scheme.Id).Select(stay => new Stay(stay.From!.Value, stay.To!.Value))];
}

/// <summary>The worker, without anything that tells who it is.</summary>
/// <param name="Citizenships">ISO 3166-1 alpha-3 codes, or XXA, XXB, XXC, XXX (ICAO Doc 9303) for people without one.</param>
/// <param name="Residence">Country in which the worker lives, ISO 3166-1 alpha-3.</param>
/// <param name="QualificationCountry">Country in which the qualification was awarded, ISO 3166-1 alpha-3.</param>
public sealed record WorkerInQuestion(IReadOnlyList<string>? Citizenships = null, string? Residence = null, string? QualificationCountry = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>The post.</summary>
/// <param name="Category">standard, or a category that a scheme names, such as top-specialist; absent: standard.</param>
/// <param name="Isco">ISCO-08 unit group, four digits.</param>
/// <param name="WageMonthly">Gross pay a month.</param>
/// <param name="WeeklyHours">Hours a week.</param>
/// <param name="PlannedStart">First day of work.</param>
/// <param name="PlannedEnd">Last day of work.</param>
/// <param name="UserUndertaking">Registry code of the undertaking to which a temporary-work agency assigns the worker; absent: no agency.</param>
/// <param name="Nace">NACE Rev. 2.1 code of the activity in which the work is done.</param>
public sealed record PostInQuestion(
    string? Category = null,
    string? Isco = null,
    Money? WageMonthly = null,
    decimal? WeeklyHours = null,
    DateOnly? PlannedStart = null,
    DateOnly? PlannedEnd = null,
    string? UserUndertaking = null,
    string? Nace = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>On what basis the worker may stay.</summary>
/// <param name="Basis">visa, visa-free, residence-permit, or visa-to-be-sought when it follows the registration.</param>
public sealed record StayInQuestion(string? Basis = null);

/// <summary>A stay of the worker.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Scheme">Under which scheme; absent: it counts under each.</param>
public sealed record EarlierStay(DateOnly? From = null, DateOnly? To = null, string? Scheme = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}
