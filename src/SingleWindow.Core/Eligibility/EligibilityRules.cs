using SingleWindow.Core.Applications;
using SingleWindow.Core.Quotas;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Eligibility;

/// <summary>What the hub knows besides the law when it is asked.</summary>
/// <param name="Books">The quota books of this year.</param>
/// <param name="MedianDecisionDays">By scheme, where it is published.</param>
public sealed record EligibilityFacts(IReadOnlyList<QuotaView> Books, IReadOnlyDictionary<string, int> MedianDecisionDays);

/// <summary>Judges a question by the rules of submission themselves, scheme by scheme. What is not told is asked for, never held against anybody.</summary>
public static class EligibilityRules
{
    /// <summary>What every scheme says that takes applications at this moment, or what is wrong with the question under all of them.</summary>
    public static Outcome<EligibilityAnswer> Judge(EligibilityQuestion question, SchemeCatalog schemes, EligibilityFacts facts, DateTimeOffset at)
    {
        if (QuestionRules.Check(question, schemes.All, at) is { IsEmpty: false } errors) return SchemeProblems.BadQuestion.At(errors.All);
        return new EligibilityAnswer([.. schemes.Taking(at).Select(scheme => JudgeAlone(question, scheme, facts, at))]);
    }

    // What was activated before a check existed may count beyond the calendar: that is one law's fault, and the others still answer.
    private static SchemeEligibility JudgeAlone(EligibilityQuestion question, Scheme scheme, EligibilityFacts facts, DateTimeOffset at)
    {
        try
        {
            return Judge(question, scheme, facts, scheme.DayOf(at));
        }
        catch (Exception broken) when (broken is ArgumentException or OverflowException or InvalidOperationException)
        {
            return new(
                scheme.Id, scheme.Version, scheme.Title, scheme.Status, Verdict.MoreNeeded, [new("not-judged", "", "This scheme cannot be judged here: ask its authority.", ReasonResult.NeededToKnow)],
                scheme.Applicant, scheme.ApplyFrom, null, [], null, scheme.Fees, scheme.Decision.Period, scheme.ChangeEmployer, null);
        }
    }

    private static SchemeEligibility Judge(EligibilityQuestion question, Scheme scheme, EligibilityFacts known, DateOnly today)
    {
        var form = question.Form(scheme);
        var facts = form.Facts(scheme);
        var reasons = new Reasons(form);
        Form(reasons, form, scheme, facts, today);
        Stays(reasons, question, form, scheme, facts);
        Evidence(reasons, form, scheme, facts, today);
        var quota = Places(reasons, form, scheme, facts, known.Books);
        return new(
            scheme.Id, scheme.Version, scheme.Title, scheme.Status, reasons.Verdict, reasons.All, scheme.Applicant, scheme.ApplyFrom,
            form.Employment!.WeeklyHours is null ? null : SubmissionRules.RequiredPay(form, scheme, facts), [.. scheme.Evidence.Where(rule => MayApply(rule, form, facts)).Select(Asked)], quota, scheme.Fees,
            scheme.Decision.PeriodFor(facts), scheme.ChangeEmployer, known.MedianDecisionDays.TryGetValue(scheme.Id, out var median) ? median : null);
    }

    private static void Form(Reasons reasons, ApplicationForm form, Scheme scheme, CaseFacts facts, DateOnly today)
    {
        // What is right elsewhere and not here is no refusal: this scheme counts in another currency.
        var otherwise = ApplicationFormRules.CheckDraft(form, scheme, today).All;
        foreach (var error in otherwise) reasons.Needed(error.Code, error.Pointer, error.Detail);
        foreach (var rule in SubmissionRule.All)
        {
            if (rule.Needs(scheme) is not { } needs || otherwise.Any(error => needs.Any(need => error.Pointer.StartsWith(need, StringComparison.Ordinal)))) continue;
            if (reasons.Lacks(rule.Code, rule.Title, needs)) continue;
            var errors = new FieldErrors();
            rule.Check(errors, form, scheme, facts, today);
            reasons.Judged(rule.Code, rule.Title, needs.Count > 0 ? needs[0] : "", errors.All);
        }
    }

    private static void Stays(Reasons reasons, EligibilityQuestion question, ApplicationForm form, Scheme scheme, CaseFacts facts)
    {
        const string title = "The stays together.";
        if (!scheme.Stay.CountsOthers || reasons.Breaks("/employment/plannedStart", "/employment/plannedEnd") || form.Employment is not { PlannedStart: { } start, PlannedEnd: { } end }) return;
        if (question.StaysUnder(scheme) is not { } stays) reasons.Needed("stay-window", "/earlierStays", title);
        else reasons.Judged("stay-window", title, "/earlierStays", StayRules.TooMuch(new(start, end), stays, scheme.Stay, facts) is { } tooMuch ? [tooMuch] : []);
    }

    // Most evidence comes with the application; what the form itself would prove can be told now.
    private static void Evidence(Reasons reasons, ApplicationForm form, Scheme scheme, CaseFacts facts, DateOnly today)
    {
        foreach (var rule in scheme.Evidence.Where(rule => rule is { Mandatory: true, Sources: ["form"] } && rule.AppliesTo(facts)))
            if (EvidenceTests.Judge(rule, form, [], today).Result == EvidenceResult.NotMet) reasons.NotMet(rule.Type, "/employment/plannedEnd", "The work is shorter than this scheme wants.");
    }

    private static PlacesLeft? Places(Reasons reasons, ApplicationForm form, Scheme scheme, CaseFacts facts, IReadOnlyList<QuotaView> books)
    {
        if (scheme.Quota is not { } quota || books.FirstOrDefault(book => book.Id == quota.Id) is not { } book) return null;
        var exempt = quota.Exempt.Exempt(facts);
        var left = book.Size is { } size ? Math.Max(0, size - book.Reserved - book.Used) : (int?)null;
        const string title = "The places of this year.";
        if (exempt || left is null or > 0) reasons.Met("quota", "", title);
        // Some need no place; whether this is one of them may depend on what was not told.
        else if (!reasons.Lacks("quota", title, SubmissionRule.Asked(quota.Exempt)))
            reasons.NotMet("quota", "", "No place is left in this year. An application can be filed and waits for one; without it nobody is granted.");
        return new(book.Id, book.Year, exempt, left, book.PerEmployerMax);
    }

    private static bool MayApply(EvidenceRule rule, ApplicationForm form, CaseFacts facts) =>
        rule.When is not { Count: > 0 } when || when.Any(condition => condition.Terms.All(term => term.Holds(facts) || AdmissionRules.IsOpen(term, form)));

    private static EvidenceAsked Asked(EvidenceRule rule) => new(
        rule.Type, rule.Subject, rule.RecordType, [.. rule.Sources.Where(source => !source.StartsWith("record:", StringComparison.Ordinal))], rule.Mandatory,
        rule.When is { Count: > 0 } when ? [.. when.Select(condition => condition.Text)] : null);
}
