using System.Text.Json.Serialization;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Fees;

/// <summary>The fees of an application, by its scheme: of the version that is pinned; before, of the law of the day since which nothing is missing, or of today's while something is.</summary>
/// <param name="Application">Opaque id.</param>
/// <param name="Scheme">Scheme id.</param>
/// <param name="SchemeVersion">Its version.</param>
/// <param name="Settled">True when nothing that is due at filing is left to pay.</param>
/// <param name="Fees">Each fee; empty when the scheme has none.</param>
[GenerateSerializer, Immutable]
public sealed record FeesView(ApplicationId Application, string Scheme, string SchemeVersion, bool Settled, IReadOnlyList<FeeView> Fees);

/// <summary>A fee and what was paid for it.</summary>
/// <param name="Number">From 1; a request for information names it as <c>fee:1</c>.</param>
/// <param name="Reference">What the payment has to carry.</param>
/// <param name="Payer">Who pays.</param>
/// <param name="Amount">How much; null when national law sets it.</param>
/// <param name="Channel">self-service, counter, online or any.</param>
/// <param name="RecoverableFromWorker">Whether the worker may be charged for it; null when the law does not say.</param>
/// <param name="LegalBasis">Acts.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Text">The same in words.</param>
/// <param name="Paid">What was paid and counts; null when the amount is not known.</param>
/// <param name="Missing">What is left to pay; null when nothing is.</param>
/// <param name="Overpaid">What was paid too much; null when nothing was.</param>
/// <param name="Payments">Every payment, also those that do not count.</param>
[GenerateSerializer, Immutable]
public sealed record FeeView(
    int Number, string Reference, Party Payer, Money? Amount, string Channel, bool? RecoverableFromWorker, IReadOnlyList<string> LegalBasis, FeeStatus Status, string Text,
    Money? Paid, Money? Missing, Money? Overpaid, IReadOnlyList<PaymentView> Payments);

/// <summary>A payment, for the applicant.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Amount">How much.</param>
/// <param name="PaidOn">On which day.</param>
/// <param name="Payer">Who paid.</param>
/// <param name="BankReference">How the bank names it; null after erasure.</param>
/// <param name="Status">Whether it counts, and on whose word.</param>
/// <param name="Record">The register's entry, once there is one.</param>
[GenerateSerializer, Immutable]
public sealed record PaymentView(int Number, Money Amount, DateOnly PaidOn, Payer Payer, string? BankReference, PaymentStatus Status, RecordId? Record)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>A fee as the authority sees it that judges whether an application is complete, or decides it: the answer to a test, not the payments.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Missing">What is left to pay; null when nothing is.</param>
/// <param name="Reimburse">True when the worker paid what is the employer's and has to get it back.</param>
[GenerateSerializer, Immutable]
public sealed record FeeStanding(int Number, FeeStatus Status, Money? Missing, bool Reimburse);

/// <summary>Where a fee stands.</summary>
[JsonConverter(typeof(KebabCaseEnum<FeeStatus>))]
public enum FeeStatus
{
    /// <summary>Nothing that counts was paid.</summary>
    Unpaid,

    /// <summary>A part was paid.</summary>
    PartlyPaid,

    /// <summary>Paid, as the applicant says.</summary>
    Paid,

    /// <summary>Paid, as the register says.</summary>
    Confirmed,

    /// <summary>National law sets the amount, and the hub does not know it: nothing waits for it.</summary>
    NotSet,

    /// <summary>It costs nothing, or is the price of another way, such as a counter.</summary>
    NothingDue,
}
