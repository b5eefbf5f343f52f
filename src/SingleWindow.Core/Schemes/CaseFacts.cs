namespace SingleWindow.Core.Schemes;

/// <summary>What the conditions of a scheme may ask about a case. A fact that is not known does not hold.</summary>
public sealed record CaseFacts
{
    /// <summary>Category of the worker, such as <c>top-specialist</c>.</summary>
    public string? Category { get; init; }

    /// <summary>ISO 3166-1 alpha-3 codes.</summary>
    public IReadOnlyList<string> Citizenships { get; init; } = [];

    /// <summary>Where the worker lives, ISO 3166-1 alpha-3.</summary>
    public string? Residence { get; init; }

    /// <summary>ISCO-08 unit group of the post.</summary>
    public string? Isco { get; init; }

    /// <summary>NACE Rev. 2.1 code of the activity in which the work is done.</summary>
    public string? Nace { get; init; }

    /// <summary>On what basis the worker may stay.</summary>
    public string? StayBasis { get; init; }

    /// <summary>Where the qualification was awarded, ISO 3166-1 alpha-3.</summary>
    public string? QualificationCountry { get; init; }

    /// <summary>Country of the scheme, ISO 3166-1 alpha-3; null for the Union.</summary>
    public string? Country { get; init; }

    /// <summary>True when the worker is assigned to a user undertaking.</summary>
    public bool AgencyWork { get; init; }

    /// <summary>True when a permit is renewed.</summary>
    public bool Renewal { get; init; }

    /// <summary>True when a permit holder goes to another employer.</summary>
    public bool ChangeOfEmployer { get; init; }

    /// <summary>Evidence types that are proven.</summary>
    public IReadOnlyCollection<string> Proven { get; init; } = [];
}
