using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>What the law asks of a post to which a permit holder changes: the same as of one for which he would be admitted, judged by the law of today.</summary>
public static class EmployerChangeRules
{
    /// <summary>Everything that is missing or against a rule of the scheme, in the post.</summary>
    /// <param name="form">What is known of the worker, and the new post.</param>
    /// <param name="law">The scheme as it governs today.</param>
    /// <param name="today">The legal day.</param>
    /// <param name="admittedAs">The category in which the permit was granted: what it eases was proven then, by the worker. Another one is proven in an application, or not at all.</param>
    public static FieldErrors Check(ApplicationForm form, Scheme law, DateOnly today, string? admittedAs)
    {
        var errors = new FieldErrors();
        var post = form.Employment;
        errors.RequirePresent(post?.JobTitle, "/employment/jobTitle");
        errors.RequirePresent(post?.Isco, "/employment/isco");
        errors.RequirePresent(post?.WageMonthly, "/employment/wageMonthly");
        errors.RequirePresent(post?.WeeklyHours, "/employment/weeklyHours");
        errors.RequirePresent(post?.WorkplaceAddress, "/employment/workplaceAddress");
        errors.RequirePresent(post?.PlannedStart, "/employment/plannedStart");
        if (law.Sectors.Count > 0 || law.AsksFor("nace")) errors.RequirePresent(post?.Nace, "/employment/nace");
        Take(errors, ApplicationFormRules.CheckDraft(form, law, today));
        errors.Require(post?.Category is null or ApplicationFormRules.StandardCategory || (post.Category == admittedAs && IsProvenByWorker(admittedAs, law)), "/employment/category", "not-proven", "The standard category, or the one in which the permit was granted.");
        if (!errors.IsEmpty) return errors;
        var (judged, facts) = (new FieldErrors(), Facts(form, law));
        // Where the worker is, and for how long, the permit says.
        foreach (var rule in SubmissionRule.All.Where(rule => rule.Code is "audience" or "occupation" or "sector" or "pay-threshold" && rule.Needs(law) is not null)) rule.Check(judged, form, law, facts, today);
        Take(errors, judged);
        return errors;
    }

    /// <summary>The post, as the permit will say it.</summary>
    public static (PermitPost Post, PermitTerms Terms) Terms(ApplicationForm form, Scheme law)
    {
        var post = form.Employment!;
        return (new(post.JobTitle!, post.WageMonthly!, post.WeeklyHours!.Value, post.WorkplaceAddress!, post.Category), new(post.Isco!, SubmissionRules.RequiredPay(form, law, Facts(form, law))));
    }

    private static CaseFacts Facts(ApplicationForm form, Scheme law) => form.Facts(law) with { ChangeOfEmployer = true };

    // What the former employer proved, such as a hosting agreement, the next one has not.
    private static bool IsProvenByWorker(string category, Scheme law) => !law.Evidence.Any(rule =>
        rule.Subject == Party.Employer && rule.When is { } when && when.Any(condition => condition.Terms.Any(term => term is { Name: "category", Negated: false } && term.Value == category)));

    private static void Take(FieldErrors errors, FieldErrors found)
    {
        foreach (var error in found.All.Where(error => error.Pointer.StartsWith("/employment/", StringComparison.Ordinal))) errors.Add(error.Pointer, error.Code, error.Detail);
    }
}
