using System.Globalization;
using SingleWindow.Core.Fees;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>What fees do to an application. Unpaid is incomplete; what the register says beats what was declared, and a declaration counts until the register contradicts it.</summary>
internal static class FeeRules
{
    /// <summary>How many payments an application may have.</summary>
    public const int Most = 20;

    private const string Item = "fee:";

    public static Decision<ApplicationEvent> Report(Application app, ApplicationCommand.ReportPayment report, CommandContext context, Scheme scheme, SchemeCatalog schemes)
    {
        if (!ApplicantRules.Owns(app, context)) return ApplicationProblems.Unknown;
        if (app.HasEnded) return ApplicationProblems.Ended;
        if (Known(app, report.BankReference) is { } known) return IsSame(app, known, report) ? Decision<ApplicationEvent>.Nothing : Used;
        if (app.Payments.Count >= Most) return FeeProblems.TooMany;
        if (!TryFind(app.Dues(app.FeeLaw(context.At, scheme, schemes)), app, report.Reference, out var due, out var problem)) return problem;
        if (due.Fee is { Payer: Party.Employer } && report.Payer == Payer.Worker) return FeeProblems.EmployerPays.At(new FieldError("/payer", "employer", "The employer pays this fee and does not recover it from the worker."));
        if (Check(app, report, due.Fee, context.At, scheme) is { IsEmpty: false } errors) return FeeProblems.Invalid.At(errors.All);
        var story = new Story(app, scheme, context.At);
        return story.Then(new ApplicationEvent.OfFee.PaymentReported(app.Payments.Count + 1, due.Number, report.Amount, report.PaidOn, report.Payer, report.BankReference, story.Today, context.At))
            .AnswerWhatAskedForFees(scheme, schemes, context.At).Told;
    }

    /// <summary>The register speaks late, twice, and out of order, also after the end: only a newer version says anything new, or a later record of the same payment.</summary>
    public static Decision<ApplicationEvent> Record(Application app, ApplicationCommand.RecordPayment record, CommandContext context, Scheme scheme, SchemeCatalog schemes)
    {
        if (context.Actor != Actor.Hub) return ApplicationProblems.Unknown;
        var fact = record.Fact;
        var known = app.Payments.Find(payment => payment.Record == fact.Record) ?? Known(app, fact.BankReference);
        var isOurs = fact.Reference.StartsWith(PaymentReference.Stem(app.Id), StringComparison.Ordinal);
        if (known is null ? !isOurs : !IsNews(known, fact)) return Decision<ApplicationEvent>.Nothing;
        var fee = isOurs ? PaymentReference.Fee(fact.Reference) : known!.Fee;
        var story = new Story(app, scheme, context.At);
        story.Then(new ApplicationEvent.OfFee.PaymentRecorded(
            known?.Number ?? app.Payments.Count + 1, fee, fact.Amount, fact.PaidOn, fact.Payer, isOurs ? Judge(fact, app.Dues(app.FeeLaw(context.At, scheme, schemes)).FirstOrDefault(due => due.Number == fee)?.Fee) : PaymentStatus.Contradicted,
            fact.Record, fact.RecordVersion, fact.BankReference, story.Today, context.At, fact.PublishedAt));
        return (app.HasEnded ? story : story.AnswerWhatAskedForFees(scheme, schemes, context.At)).Told;
    }

    /// <summary>Why the application is not complete, or not to be granted, or null: what is due at filing is not paid.</summary>
    public static Problem? Unpaid(Application app, Scheme scheme)
    {
        var errors = app.Dues(scheme).Where(due => due.Missing is not null)
            .Select(due => new FieldError("/outcome", "unpaid", FormattableString.Invariant($"{Item}{due.Number}: {due.Missing!.Amount:0.00} {due.Missing.Currency} are missing."))).ToArray();
        return errors.Length == 0 ? null : FeeProblems.Unpaid.At(errors);
    }

    /// <summary>True for the name of a fee that can still be paid, such as <c>fee:1</c>.</summary>
    public static bool CanBeAskedFor(string item, Application app, Scheme feeLaw) => app.Dues(feeLaw).Any(due => Name(due) == item && !due.IsAnswered);

    private static Problem Used => FeeProblems.BankReferenceUsed.At(new FieldError("/bankReference", "used", "A payment with this bank reference is known, and it was for something else."));

    private static PaymentStatus Judge(FeePayment fact, Fee? fee) =>
        fact.Status != FeePaymentStatus.Received || fee is null || (fee.Amount is { } amount && amount.Currency != fact.Amount.Currency) ? PaymentStatus.Contradicted
        : fee.Payer == Party.Employer && fact.Payer == Payer.Worker ? PaymentStatus.ToReimburse
        : PaymentStatus.Confirmed;

    private static Payment? Known(Application app, string bankReference) =>
        app.Payments.Find(payment => payment.BankReference is { } named && BankReference.Plain(named) == BankReference.Plain(bankReference));

    // One payment has as many records as its owner writes its bank reference in ways: their versions do not compare, their days do. Of one moment the same one wins for all.
    private static bool IsNews(Payment known, FeePayment fact) =>
        known.Record is not { } record || (record == fact.Record
            ? known.RecordVersion < fact.RecordVersion
            : (known.PublishedAt, record.Value).CompareTo((fact.PublishedAt, fact.Record.Value)) < 0);

    // The same said again is one payment, also when the register has spoken since.
    private static bool IsSame(Application app, Payment known, ApplicationCommand.ReportPayment report) =>
        (known.Amount, known.PaidOn, known.Payer) == (report.Amount, report.PaidOn, report.Payer) && (report.Reference is null || report.Reference == PaymentReference.Of(app.Id, known.Fee));

    private static bool TryFind(IReadOnlyList<Due> dues, Application app, string? reference, out Due due, out Problem problem)
    {
        var payable = dues.Where(one => one.Fee.IsDueAtFiling || one.Fee.IsSetByNationalLaw).ToArray();
        due = (reference is null ? (payable.Length == 1 ? payable[0] : null) : dues.FirstOrDefault(one => PaymentReference.Of(app.Id, one.Number) == reference))!;
        problem =
            payable.Length == 0 || (due is not null && !payable.Contains(due)) ? FeeProblems.NothingDue.At(new FieldError("/reference", "nothing-due", "This fee costs nothing for an application through the hub."))
            : due is null ? FeeProblems.Invalid.At(new FieldError("/reference", reference is null ? "required" : "unknown", "The reference of one of the application's fees."))
            : null!;
        return problem is null;
    }

    private static FieldErrors Check(Application app, ApplicationCommand.ReportPayment report, Fee fee, DateTimeOffset at, Scheme scheme)
    {
        var errors = new FieldErrors();
        errors.Require(report.Amount.Amount is > 0 and <= Amounts.Largest && Amounts.AreCents(report.Amount.Amount), "/amount/amount", "range", "More than 0, at most two places.");
        errors.Require(Amounts.IsCurrency(report.Amount.Currency), "/amount/currency", "currency", "An ISO 4217 code.");
        if (fee.Amount is { } due) errors.Require(report.Amount.Currency == due.Currency, "/amount/currency", "currency", $"This fee is paid in {due.Currency}.");
        errors.Require(report.PaidOn <= scheme.DayOf(at), "/paidOn", "future", "Not after today.");
        errors.Require(report.PaidOn >= scheme.DayOf(app.DraftedAt!.Value), "/paidOn", "before-draft", "Not before the application was begun: its payment reference did not exist yet.");
        errors.Require(BankReference.IsWellFormed(report.BankReference), "/bankReference", "format", "1 to 35 letters, digits and / ? : ( ) . , ' + - or spaces, beginning with a letter or digit.");
        return errors;
    }

    // Who is asked for nothing but fees has answered when they are paid; also late, as with an answer in words.
    private static Story AnswerWhatAskedForFees(this Story story, Scheme scheme, SchemeCatalog schemes, DateTimeOffset at)
    {
        var answered = story.App.Dues(story.App.FeeLaw(at, scheme, schemes)).Where(due => due.IsAnswered).Select(Name).ToHashSet();
        foreach (var asked in story.App.Inquiries.Where(inquiry => inquiry is { Kind: InquiryKind.Information, AnsweredOn: null, Waived: false } && inquiry.Items.All(answered.Contains)))
            story.Then(new ApplicationEvent.InquiryAnswered(asked.Number, story.Today, "Paid.", null, at)).Resume(story.App.Task(asked.Task)).SetDue();
        return story;
    }

    private static string Name(Due due) => Item + due.Number.ToString(CultureInfo.InvariantCulture);
}
