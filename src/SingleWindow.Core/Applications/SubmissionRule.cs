using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>One rule of a scheme that a machine can judge on the form alone. A submission must pass all of them; whoever only asks hears what each says.</summary>
/// <param name="Code">Of what it refuses.</param>
/// <param name="Title">What it is about, for people.</param>
/// <param name="Needs">What the form must say before it can be judged, as JSON pointers; null: this scheme has no such rule.</param>
/// <param name="Check">Notes what is against it.</param>
internal sealed record SubmissionRule(
    string Code, string Title, Func<Scheme, IReadOnlyList<string>?> Needs, Action<FieldErrors, ApplicationForm, Scheme, CaseFacts, DateOnly> Check)
{
    // A form without them has a meaning: the standard category, and no agency.
    private static readonly string[] Optional = ["/employment/category", "/employment/userUndertaking"];

    /// <summary>All of them, in the order in which they are told.</summary>
    public static readonly IReadOnlyList<SubmissionRule> All =
    [
        // What is not known does not hold: that speaks for nobody, unless it must not hold.
        new("audience", "For whom the scheme is.", scheme => Asked(scheme.Audience.SelectMany(condition => condition.Terms).Where(term => term.Negated)),
            (errors, form, scheme, facts, _) => AdmissionRules.Audience(errors, form, scheme, facts)),
        new("occupation", "The occupation.", scheme => scheme.Occupations.Count > 0 ? ["/employment/isco"] : null, (errors, form, scheme, _, _) => AdmissionRules.Occupation(errors, form, scheme)),
        new("sector", "The activity in which the work is done.", scheme => scheme.Sectors.Count > 0 ? ["/employment/nace"] : null, (errors, form, scheme, _, _) => AdmissionRules.Sector(errors, form, scheme)),
        new("apply-from", "From where the application is made.", _ => ["/legalStay/basis"], (errors, form, scheme, _, _) => AdmissionRules.Place(errors, form, scheme)),
        new("start", "The first day of work.", _ => ["/employment/plannedStart"], (errors, form, _, _, today) => SubmissionRules.Start(errors, form.Employment!, today)),
        new("stay", "The length of the stay.", scheme => ["/employment/plannedStart", "/employment/plannedEnd", .. Asked(scheme.Stay.Shorter?.SelectMany(shorter => shorter.When))],
            (errors, form, scheme, facts, _) => SubmissionRules.Length(errors, form.Employment!, scheme, facts)),
        new("pay-threshold", "The pay.", scheme => scheme.Remuneration is { Amount: null, Exceptions.Count: 0 } ? null
                : ["/employment/wageMonthly", "/employment/weeklyHours", .. Asked(scheme.Remuneration.Exceptions.SelectMany(exception => exception.When))],
            (errors, form, scheme, facts, _) => SubmissionRules.Pay(errors, form, scheme, facts)),
    ];

    /// <summary>What a form must say before it is known whether these hold.</summary>
    public static string[] Asked(IEnumerable<Condition>? conditions) => Asked((conditions ?? []).SelectMany(condition => condition.Terms));

    private static string[] Asked(IEnumerable<ConditionTerm> terms) => [.. terms.Select(AdmissionRules.Asks).OfType<string>().Distinct().Except(Optional)];
}
