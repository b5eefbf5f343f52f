using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Applications;

/// <summary>What a form tells the conditions of a scheme.</summary>
public static class CaseFactsOfForm
{
    /// <summary>The facts of a form; of nothing when it has been erased.</summary>
    /// <param name="form">What the applicant wrote.</param>
    /// <param name="scheme">Whose country counts.</param>
    /// <param name="evidence">What is proven already.</param>
    public static CaseFacts Facts(this ApplicationForm? form, Scheme scheme, IReadOnlyList<EvidenceItem>? evidence = null) => new()
    {
        Category = form?.Employment?.Category,
        Citizenships = form?.Worker?.Citizenships ?? [],
        Residence = form?.Worker?.Residence,
        QualificationCountry = form?.Worker?.QualificationCountry,
        Isco = form?.Employment?.Isco,
        Nace = form?.Employment?.Nace,
        StayBasis = form?.LegalStay?.Basis,
        AgencyWork = form?.Employment?.UserUndertaking is not null,
        Country = scheme.Country,
        Proven = [.. evidence?.Where(item => item.Result == EvidenceResult.Met).Select(item => item.Type) ?? []],
    };

    /// <summary>The facts of an application.</summary>
    public static CaseFacts Facts(this Application app, Scheme scheme) => app.FactsWith(app.Form, scheme);

    /// <summary>The facts of an application, were its form, and what is proven, this.</summary>
    internal static CaseFacts FactsWith(this Application app, ApplicationForm? form, Scheme scheme, IReadOnlyList<EvidenceItem>? evidence = null) =>
        form.Facts(scheme, evidence ?? app.Evidence) with { Renewal = app.Renews is not null && !app.ChangesEmployer, ChangeOfEmployer = app.ChangesEmployer };
}
