using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>What the employer fills in. Every member may be missing in a draft; <c>submit</c> says what is still needed.</summary>
/// <param name="Reference">The employer's own reference, for finding the application again.</param>
/// <param name="Worker">The worker.</param>
/// <param name="Employment">The post.</param>
/// <param name="LegalStay">On what basis the worker may stay in the country.</param>
/// <param name="Evidence">What the employer declares, for evidence that no register holds.</param>
[GenerateSerializer, Immutable]
public sealed record ApplicationForm(
    string? Reference = null,
    PersonForm? Worker = null,
    EmploymentForm? Employment = null,
    LegalStayForm? LegalStay = null,
    IReadOnlyList<EvidenceStatement>? Evidence = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);

    /// <summary>True when the two say the same; lists are compared by what is in them.</summary>
    internal bool SameAs(ApplicationForm? other) =>
        other is not null && this with { Worker = null, Evidence = null } == other with { Worker = null, Evidence = null }
        && Same(Worker?.Citizenships, other.Worker?.Citizenships) && Same(Evidence, other.Evidence)
        && (Worker is { } worker ? worker with { Citizenships = null } : null) == (other.Worker is { } theirs ? theirs with { Citizenships = null } : null);

    private static bool Same<T>(IReadOnlyList<T>? mine, IReadOnlyList<T>? theirs) => mine is null ? theirs is null : theirs is not null && mine.SequenceEqual(theirs);
}

/// <summary>The worker, as in the travel document.</summary>
/// <param name="GivenNames">Given names; left out by people who have one name only.</param>
/// <param name="FamilyName">Family name, or the only name.</param>
/// <param name="BirthDate">Birth date.</param>
/// <param name="Sex">F, M or X, as in the travel document.</param>
/// <param name="Citizenships">ISO 3166-1 alpha-3 codes, or XXA, XXB, XXC, XXX (ICAO Doc 9303) for people without one.</param>
/// <param name="PersonalCode">Estonian personal code, if the worker has one.</param>
/// <param name="TravelDocument">Passport or other travel document.</param>
/// <param name="Email">The worker's own address, never the employer's.</param>
/// <param name="Residence">Country in which the worker lives, ISO 3166-1 alpha-3; where a scheme asks for it.</param>
/// <param name="QualificationCountry">Country in which the qualification was awarded, ISO 3166-1 alpha-3; where a scheme asks for it.</param>
[GenerateSerializer, Immutable]
public sealed record PersonForm(
    string? GivenNames = null,
    string? FamilyName = null,
    DateOnly? BirthDate = null,
    string? Sex = null,
    IReadOnlyList<string>? Citizenships = null,
    string? PersonalCode = null,
    TravelDocumentForm? TravelDocument = null,
    string? Email = null,
    string? Residence = null,
    string? QualificationCountry = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>A travel document.</summary>
/// <param name="Type">passport, or travel-document for refugees and stateless persons.</param>
/// <param name="Number">As printed.</param>
/// <param name="Issuer">ISO 3166-1 alpha-3 code.</param>
/// <param name="Expires">Last day of validity.</param>
[GenerateSerializer, Immutable]
public sealed record TravelDocumentForm(string? Type = null, string? Number = null, string? Issuer = null, DateOnly? Expires = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>The post for which the worker is hired.</summary>
/// <param name="Category">standard, or a category that the scheme names, such as top-specialist.</param>
/// <param name="JobTitle">In words.</param>
/// <param name="Isco">ISCO-08 unit group, four digits.</param>
/// <param name="WageMonthly">Gross pay a month.</param>
/// <param name="WeeklyHours">Hours a week.</param>
/// <param name="WorkplaceAddress">Where the work is done.</param>
/// <param name="PlannedStart">First day of work.</param>
/// <param name="PlannedEnd">Last day of work.</param>
/// <param name="UserUndertaking">Registry code of the undertaking to which a temporary-work agency assigns the worker.</param>
/// <param name="Nace">NACE Rev. 2.1 code of the activity in which the work is done; where a scheme is for some sectors only.</param>
[GenerateSerializer, Immutable]
public sealed record EmploymentForm(
    string? Category = null,
    string? JobTitle = null,
    string? Isco = null,
    Money? WageMonthly = null,
    decimal? WeeklyHours = null,
    string? WorkplaceAddress = null,
    DateOnly? PlannedStart = null,
    DateOnly? PlannedEnd = null,
    string? UserUndertaking = null,
    string? Nace = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);

    /// <summary>The planned days; null while one end is missing.</summary>
    public Stay? Days() => PlannedStart is { } from && PlannedEnd is { } to ? new(from, to) : null;
}

/// <summary>On what basis the worker may stay.</summary>
/// <param name="Basis">visa, visa-free, residence-permit, or visa-to-be-sought when it follows the registration.</param>
/// <param name="Number">Number of the visa or permit.</param>
/// <param name="Until">Last day of the stay; not needed while the visa is still to be sought.</param>
[GenerateSerializer, Immutable]
public sealed record LegalStayForm(string? Basis = null, string? Number = null, DateOnly? Until = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>A fact that the employer declares as evidence.</summary>
/// <param name="Type">The scheme's evidence type.</param>
/// <param name="Statement">The declaration in words.</param>
[GenerateSerializer, Immutable]
public sealed record EvidenceStatement(string? Type = null, string? Statement = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}
