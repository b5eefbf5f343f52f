using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Fees;

/// <summary>A fee of an application with what was paid for it, in the order in which it became known.</summary>
/// <param name="Number">From 1, as the scheme lists it.</param>
/// <param name="Fee">What the scheme says.</param>
/// <param name="Payments">What was paid.</param>
public sealed record Due(int Number, Fee Fee, IReadOnlyList<Payment> Payments)
{
    /// <summary>The fees of a scheme with the payments of an application.</summary>
    public static IReadOnlyList<Due> Of(Scheme scheme, IReadOnlyList<Payment> payments) =>
        [.. scheme.Fees.Select((fee, index) => new Due(index + 1, fee, [.. payments.Where(payment => payment.Fee == index + 1).OrderBy(payment => payment.KnownOn).ThenBy(payment => payment.Number)]))];

    /// <summary>What counts, in major units.</summary>
    public decimal Paid => Sum(payment => payment.Counts);

    /// <summary>What is left to pay before the application can be complete; null when nothing is.</summary>
    public Money? Missing => Fee is { IsDueAtFiling: true, Amount: { } amount } && Paid < amount.Amount ? amount with { Amount = amount.Amount - Paid } : null;

    /// <summary>True when a request that asks for it has its answer: it is paid, or, where only national law knows the amount, something was.</summary>
    public bool IsAnswered => Fee.IsSetByNationalLaw ? Payments.Any(payment => payment.Counts) : Missing is null;

    /// <summary>Where it stands.</summary>
    public FeeStatus Status =>
        Fee.IsSetByNationalLaw ? FeeStatus.NotSet
        : !Fee.IsDueAtFiling ? FeeStatus.NothingDue
        : Missing is null ? (Sum(payment => payment.Status == PaymentStatus.Confirmed) >= Fee.Amount!.Amount ? FeeStatus.Confirmed : FeeStatus.Paid)
        : Paid > 0 ? FeeStatus.PartlyPaid
        : FeeStatus.Unpaid;

    // A law that changes the currency finds payments in the former one: nobody knows here what they are worth.
    private decimal Sum(Func<Payment, bool> which) => Payments.Where(payment => which(payment) && (Fee.Amount is not { } amount || payment.Amount.Currency == amount.Currency)).Sum(payment => payment.Amount.Amount);

    /// <summary>For the applicant.</summary>
    public FeeView View(ApplicationId application, Scheme scheme) => new(
        Number, PaymentReference.Of(application, Number), Fee.Payer, Fee.Amount, Fee.Channel, Fee.RecoverableFromWorker, Fee.LegalBasis is { } own ? [own] : scheme.LegalBasis, Status, Words,
        Fee.Amount is { } amount ? amount with { Amount = Paid } : null, Missing, Fee is { IsDueAtFiling: true, Amount: { } due } && Paid > due.Amount ? due with { Amount = Paid - due.Amount } : null,
        [.. Payments.Select(payment => payment.View())]);

    /// <summary>For an authority.</summary>
    public FeeStanding Standing() => new(Number, Status, Missing, Payments.Any(payment => payment.Status == PaymentStatus.ToReimburse));

    private string Words => Status switch
    {
        FeeStatus.Unpaid => "To be paid at filing. Until it is paid, the application is incomplete.",
        FeeStatus.PartlyPaid => "A part is paid. Until the rest is, the application is incomplete.",
        FeeStatus.Paid => "Paid, as you say. The register may still contradict it.",
        FeeStatus.Confirmed => "Paid, and confirmed by the register.",
        FeeStatus.NotSet => "National law sets the amount, and the hub does not know it. Nothing waits for it here; ask the authority.",
        FeeStatus.NothingDue => Fee.Channel == "counter" ? "For applications at a counter. This one came through the hub." : "Nothing has to be paid.",
    };
}
