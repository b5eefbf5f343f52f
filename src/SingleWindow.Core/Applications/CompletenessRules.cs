using SingleWindow.Core.Schemes;

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
        // What is missing changes with a payment and with the law, on no other day.
        var changes = schemes.All.Where(version => version.Id == scheme.Id && version.ValidFrom <= today).Select(version => version.ValidFrom!.Value).Concat(app.Payments.Select(payment => payment.KnownOn));
        return changes.Append(today).Append(filed).Where(day => day >= filed).Order()
            .Select(day => (On: day, Law: schemes.Governing(scheme.Id, day) ?? scheme))
            .FirstOrDefault(one => app.Dues(one.Law, one.On).All(due => due.Missing is null), (On: today, Law: scheme));
    }

    /// <summary>The law by whose fees an application is judged. What awaits an answer is complete today at the earliest.</summary>
    public static Scheme FeeLaw(Application app, Scheme scheme, DateOnly today, SchemeCatalog schemes) =>
        app.CompleteOn is not null || app.Inquiries.Exists(inquiry => inquiry.Awaits(InquiryKind.Information)) ? scheme : Since(app, scheme, today, schemes).Law;
}
