using SingleWindow.Core.Reference;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>For whom and for what a scheme is: audience, occupation, sector and place of application.</summary>
internal static class AdmissionRules
{
    public static void Check(FieldErrors errors, ApplicationForm form, Scheme scheme, CaseFacts facts)
    {
        if (!scheme.Audience.Allow(facts)) Audience(errors, scheme, facts);
        errors.Require(
            scheme.Occupations.Count == 0 || scheme.Occupations.Any(group => form.Employment!.Isco!.StartsWith(group, StringComparison.Ordinal)),
            "/employment/isco", "occupation", $"This scheme is for the ISCO-08 groups {string.Join(", ", scheme.Occupations)}.");
        errors.Require(
            scheme.Sectors.Count == 0 || scheme.Sectors.Any(sector => ReferenceData.IsPartOf(form.Employment!.Nace!, sector)),
            "/employment/nace", "sector", $"This scheme is for the NACE Rev. 2.1 activities {string.Join(", ", scheme.Sectors)}.");
        errors.Require(Places(form.LegalStay!.Basis!).Intersect(scheme.ApplyFrom).Any(), "/legalStay/basis", "apply-from", $"The application is made from: {string.Join(", ", scheme.ApplyFrom.Select(WireName.Of))}.");
    }

    // Of several conditions the nearest is told: the one of which the least is missing.
    private static void Audience(FieldErrors errors, Scheme scheme, CaseFacts facts)
    {
        var nearest = scheme.Audience.MinBy(condition => condition.Terms.Count(term => !term.Holds(facts)))!;
        foreach (var missing in nearest.Terms.Where(term => !term.Holds(facts)).DistinctBy(term => Pointer(term.Name)))
            errors.Add(Pointer(missing.Name), "audience", missing is { Name: "third-country-national", Negated: false }
                ? "Citizens of the Union, the EEA and Switzerland need no permit."
                : $"This scheme is for: {string.Join(" or ", scheme.Audience)}.");
    }

    private static string Pointer(string term) => term switch
    {
        "third-country-national" or "citizenship" => "/worker/citizenships",
        "resident-outside-union" => "/worker/residence",
        "foreign-qualification" => "/worker/qualificationCountry",
        "isco" => "/employment/isco",
        "nace" => "/employment/nace",
        "agency-work" => "/employment/userUndertaking",
        "visa-required" => "/legalStay/basis",
        _ => "/employment/category",
    };

    // With a visa in hand the worker may be at home still, or here already.
    private static ApplyFrom[] Places(string basis) => basis switch
    {
        ApplicationFormRules.VisaToBeSought => [ApplyFrom.BeforeEntry, ApplyFrom.Consulate],
        "residence-permit" => [ApplyFrom.LegalStay, ApplyFrom.ResidencePermit],
        _ => [ApplyFrom.BeforeEntry, ApplyFrom.Consulate, ApplyFrom.LegalStay],
    };
}
