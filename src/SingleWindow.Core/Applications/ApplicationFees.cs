using System.Collections.Immutable;
using System.Diagnostics;
using SingleWindow.Core.Fees;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

public abstract partial record ApplicationEvent
{
    /// <summary>What can happen to the payments of an application.</summary>
    public abstract record OfFee : ApplicationEvent
    {
        private OfFee() { }

        /// <summary>The applicant says that a fee was paid.</summary>
        [EventName("application.payment-reported", 1)]
        public sealed record PaymentReported(int Payment, int Fee, Money Amount, DateOnly PaidOn, Payer Payer, [Personal] string? BankReference, DateOnly On, DateTimeOffset At) : OfFee;

        /// <summary>The register says what became of a payment, reported before or not.</summary>
        [EventName("application.payment-recorded", 1)]
        public sealed record PaymentRecorded(
            int Payment, int Fee, Money Amount, DateOnly PaidOn, Payer Payer, PaymentStatus Status, RecordId Record, int RecordVersion, [Personal] string? BankReference, DateOnly On, DateTimeOffset At, DateTimeOffset? PublishedAt = null) : OfFee;
    }
}

public abstract partial record ApplicationCommand
{
    /// <summary>Say that a fee was paid.</summary>
    /// <param name="Reference">What the payment carried; null when there is one fee only that it can be for.</param>
    /// <param name="Amount">How much.</param>
    /// <param name="PaidOn">On which day.</param>
    /// <param name="Payer">Who paid.</param>
    /// <param name="BankReference">How the bank names it.</param>
    [GenerateSerializer, Immutable]
    public sealed record ReportPayment(string? Reference, Money Amount, DateOnly PaidOn, Payer Payer, string BankReference) : ApplicationCommand;

    /// <summary>Learn what the register says about a payment.</summary>
    [GenerateSerializer, Immutable]
    public sealed record RecordPayment(FeePayment Fact) : ApplicationCommand;
}

public sealed partial record Application
{
    /// <summary>When the draft was begun; null before.</summary>
    public DateTimeOffset? DraftedAt { get; private init; }

    /// <summary>Payments of fees, by number from 1.</summary>
    public ImmutableList<Payment> Payments { get; private init; } = [];

    /// <summary>The fees of its scheme, with what was paid for each.</summary>
    public IReadOnlyList<Due> Dues(Scheme scheme) => Due.Of(scheme, Payments);

    /// <summary>The same as far as payments were known by the end of a legal day.</summary>
    internal IReadOnlyList<Due> Dues(Scheme scheme, DateOnly day) => Due.Of(scheme, Payments.FindAll(payment => payment.KnownOn <= day));

    /// <summary>The version by whose fees it is judged: pinned at completeness; before that the law of the day since which nothing is missing, or today's while something is. Null when there is none.</summary>
    public Scheme? FeeLaw(DateTimeOffset at, SchemeCatalog schemes) => SchemeFor(at, schemes) is { } scheme ? FeeLaw(at, scheme, schemes) : null;

    internal Scheme FeeLaw(DateTimeOffset at, Scheme scheme, SchemeCatalog schemes) => CompletenessRules.FeeLaw(this, scheme, scheme.DayOf(at), schemes);

    private Application After(ApplicationEvent.OfFee happened) => happened switch
    {
        ApplicationEvent.OfFee.PaymentReported e => Told(new(e.At, "payment-reported")).With(new Payment(e.Payment, e.Fee, e.Amount, e.PaidOn, e.Payer, e.BankReference, PaymentStatus.Reported, e.On)),
        ApplicationEvent.OfFee.PaymentRecorded e => Told(new(e.At, $"payment-{WireName.Of(e.Status)}"))
            .With(new Payment(e.Payment, e.Fee, e.Amount, e.PaidOn, e.Payer, e.BankReference, e.Status, KnownOn(e), e.Record, e.RecordVersion, e.PublishedAt ?? e.At)),
        _ => throw new UnreachableException(),
    };

    private Application With(Payment changed) => this with { Payments = Payments.RemoveAll(payment => payment.Number == changed.Number).Add(changed) };

    // What was known and is confirmed as it was known is not known any later.
    private DateOnly KnownOn(ApplicationEvent.OfFee.PaymentRecorded e) =>
        Payments.Find(payment => payment.Number == e.Payment) is { Counts: true } known && e.Status == PaymentStatus.Confirmed && (known.Fee, known.Amount) == (e.Fee, e.Amount) ? known.KnownOn : e.On;
}
