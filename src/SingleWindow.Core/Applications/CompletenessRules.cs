using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>
/// Since when an application is complete, and by which law. Neither is known without the other: the fee to pay is that of the law of the day, and the day is that on which it was paid.
/// </summary>
internal static class CompletenessRules
{
    /// <summary>The first day on which nothing was missing that the law of that day asks for, with that law; today, with today's, while something is.</summary>
    public static (DateOnly On, Scheme Law) Since(Application app, Scheme scheme, DateOnly today, SchemeCatalog schemes)
    {
        var filed = app.Inquiries.Where(inquiry => inquiry.Kind == InquiryKind.Information).Select(inquiry => inquiry.AnsweredOn).Append(app.SubmittedOn).Max() ?? today;
        // What is missing changes with a payment, a document and the law, on no other day.
        var changes = schemes.All.Where(version => version.Id == scheme.Id && version.ValidFrom <= today).Select(version => version.ValidFrom!.Value).Concat(app.Payments.Select(payment => payment.KnownOn))
            .Concat(app.Documents.Select(document => scheme.DayOf(document.AddedAt)));
        return changes.Append(today).Append(filed).Where(day => day >= filed).Order()
            .Select(day => (On: day, Law: schemes.Governing(scheme.Id, day) is { } law ? CaseLaw.Of(app, law, schemes) : scheme))
            .FirstOrDefault(one => app.Dues(one.Law, one.On).All(due => due.Missing is null) && Sent(app, one.Law, one.On), (On: today, Law: scheme));
    }

    /// <summary>
    /// Why it is not complete under this law, or may not be granted under it, or null: a fee is due, what was filed is against a rule, or evidence is missing that the applicant must give.
    /// What nothing but a register can hold is looked up by the authority: nobody is incomplete because a register is silent.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <param name="law">The law that governs it.</param>
    /// <param name="judged">The evidence as it is judged now; null: as it was judged last.</param>
    public static Problem? Lacking(Application app, Scheme law, IReadOnlyList<EvidenceItem>? judged = null)
    {
        if (FeeRules.Unpaid(app, law) is { } unpaid) return unpaid;
        if (app.Form is not { } form) return ApplicationProblems.Erased;
        var evidence = judged ?? app.Evidence;
        var facts = app.FactsWith(form, law, evidence);
        // A statement that this law does not ask for is nobody's fault; and the day of filing stays the yardstick.
        var asked = form with { Evidence = form.Evidence?.Where(statement => law.Evidence.Any(rule => rule.IsDeclared && rule.Type == statement?.Type)).ToArray() };
        if (SubmissionRules.Check(asked, law, app.SubmittedOn!.Value, facts).All is { Count: > 0 } faults)
            return ApplicationProblems.AgainstLaw.At([.. faults.Select(fault => new FieldError("/outcome", fault.Code, $"{fault.Pointer}: {fault.Detail}"))]);
        var missing = Owed(form, law, facts, evidence).Where(rule => EvidenceTests.Judge(rule, form, [], app.SubmittedOn.Value, app.Documents).Result == EvidenceResult.Missing).ToArray();
        if (missing.Length > 0) return ApplicationProblems.EvidenceMissing.At([.. missing.Select(rule => new FieldError("/outcome", "missing", $"{rule.Type}: nothing proves it yet."))]);
        // What the form itself shows needs no official to weigh it: passport, stay and contract are as long as the law wants, or the applicant is asked.
        var disproven = Shown(EvidenceResult.NotMet, form, law, facts, evidence).ToArray();
        return disproven.Length == 0 ? null : ApplicationProblems.AgainstLaw.At([.. disproven.Select(rule => new FieldError("/outcome", rule.Type, $"{rule.Type}: the application itself says that it is not so."))]);
    }

    // A document that must be there counts from the day on which it came; of what never came an official is told.
    private static bool Sent(Application app, Scheme law, DateOnly day) => app.Form is not { } form || Owed(form, law, app.Facts(law), app.Evidence)
        .Select(rule => app.Documents.Where(document => document.Type == rule.Type && document.IsKept).ToArray())
        .All(sent => sent.Length == 0 || sent.Any(document => law.DayOf(document.AddedAt) <= day));

    // What the applicant must prove with a document: neither does a register, nor has he stated it where a statement is enough.
    private static IEnumerable<EvidenceRule> Owed(ApplicationForm form, Scheme law, CaseFacts facts, IReadOnlyList<EvidenceItem> evidence) =>
        Shown(EvidenceResult.Missing, form, law, facts, evidence).Where(rule => rule.IsGiven);

    // What the form alone says about what must be proven, where no register says anything.
    private static IEnumerable<EvidenceRule> Shown(EvidenceResult result, ApplicationForm form, Scheme law, CaseFacts facts, IReadOnlyList<EvidenceItem> evidence) => law.Evidence.Where(rule =>
        rule.Mandatory && rule.AppliesTo(facts) && !evidence.Any(item => item.Type == rule.Type && item.IsOfRegister) && EvidenceTests.Judge(rule, form, [], default).Result == result);

    /// <summary>The law by whose fees an application is judged. What awaits an answer is complete today at the earliest.</summary>
    public static Scheme FeeLaw(Application app, Scheme scheme, DateOnly today, SchemeCatalog schemes) =>
        app.CompleteOn is not null || app.Inquiries.Exists(inquiry => inquiry.Awaits(InquiryKind.Information)) ? scheme : Since(app, scheme, today, schemes).Law;
}
