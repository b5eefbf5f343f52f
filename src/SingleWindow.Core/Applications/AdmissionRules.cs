using SingleWindow.Core.Reference;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>For whom and for what a scheme is: audience, occupation, sector and place of application.</summary>
internal static class AdmissionRules
{
    // Of several conditions the nearest is told: the one against which the least is known, and of which the least is missing.
    public static void Audience(FieldErrors errors, ApplicationForm form, Scheme scheme, CaseFacts facts)
    {
        if (scheme.Audience.Allow(facts)) return;
        var nearest = scheme.Audience.Select(condition => condition.Terms.Where(term => !term.Holds(facts)).ToArray())
            .MinBy(missing => (missing.Count(term => !IsOpen(term, form)), missing.Length))!;
        foreach (var missing in nearest.DistinctBy(term => Pointer(term)))
            errors.Add(Pointer(missing), "audience", missing is { Name: "third-country-national", Negated: false }
                ? "Citizens of the Union, the EEA and Switzerland need no permit."
                : $"This scheme is for: {string.Join(" or ", scheme.Audience)}.");
    }

    public static void Occupation(FieldErrors errors, ApplicationForm form, Scheme scheme) => errors.Require(
        scheme.Occupations.Any(group => form.Employment!.Isco!.StartsWith(group, StringComparison.Ordinal)),
        "/employment/isco", "occupation", $"This scheme is for the ISCO-08 groups {string.Join(", ", scheme.Occupations)}.");

    public static void Sector(FieldErrors errors, ApplicationForm form, Scheme scheme) => errors.Require(
        scheme.Sectors.Any(sector => ReferenceData.IsPartOf(form.Employment!.Nace!, sector)),
        "/employment/nace", "sector", $"This scheme is for the NACE Rev. 2.1 activities {string.Join(", ", scheme.Sectors)}.");

    public static void Place(FieldErrors errors, ApplicationForm form, Scheme scheme) => errors.Require(
        Places(form.LegalStay!.Basis!).Intersect(scheme.ApplyFrom).Any(),
        "/legalStay/basis", "apply-from", $"The application is made from: {string.Join(", ", scheme.ApplyFrom.Select(WireName.Of))}.");

    /// <summary>Where the form says what a term asks for; null for what no form says.</summary>
    public static string? Asks(ConditionTerm term) => term.Name switch
    {
        "third-country-national" or "citizenship" => "/worker/citizenships",
        "resident-outside-union" => "/worker/residence",
        "foreign-qualification" => "/worker/qualificationCountry",
        "isco" => "/employment/isco",
        "nace" => "/employment/nace",
        "agency-work" => "/employment/userUndertaking",
        "visa-required" => "/legalStay/basis",
        "category" => "/employment/category",
        _ => null,
    };

    /// <summary>True when the form does not say what the term asks for.</summary>
    public static bool IsOpen(ConditionTerm term, ApplicationForm form) => Asks(term) is { } pointer && !FormPointers.Says(form, pointer);

    private static string Pointer(ConditionTerm term) => Asks(term) ?? "/employment/category";

    // With a visa in hand the worker may be at home still, or here already.
    private static ApplyFrom[] Places(string basis) => basis switch
    {
        ApplicationFormRules.VisaToBeSought => [ApplyFrom.BeforeEntry, ApplyFrom.Consulate],
        "residence-permit" => [ApplyFrom.LegalStay, ApplyFrom.ResidencePermit],
        _ => [ApplyFrom.BeforeEntry, ApplyFrom.Consulate, ApplyFrom.LegalStay],
    };
}
