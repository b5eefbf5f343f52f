using System.Text.Json.Serialization;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Fees;

/// <summary>A payment of a fee, as far as the application knows.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Fee">Which fee of the scheme, from 1.</param>
/// <param name="Amount">How much.</param>
/// <param name="PaidOn">On which day.</param>
/// <param name="Payer">Who paid.</param>
/// <param name="BankReference">How the bank names it; null after erasure.</param>
/// <param name="Status">Whether it counts, and on whose word.</param>
/// <param name="KnownOn">Legal day on which the hub learned that it counts so.</param>
/// <param name="Record">The register's entry, once there is one.</param>
/// <param name="RecordVersion">Which version of it was taken in; 0: none.</param>
/// <param name="PublishedAt">When that version came in.</param>
public sealed record Payment(int Number, int Fee, Money Amount, DateOnly PaidOn, Payer Payer, string? BankReference, PaymentStatus Status, DateOnly KnownOn, RecordId? Record = null, int RecordVersion = 0, DateTimeOffset? PublishedAt = null)
{
    /// <summary>True when it pays its fee: the register says so, or the applicant does and the register has not contradicted him.</summary>
    public bool Counts => Status is PaymentStatus.Reported or PaymentStatus.Confirmed;

    /// <summary>As it is shown.</summary>
    public PaymentView View() => new(Number, Amount, PaidOn, Payer, BankReference, Status, Record);

    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>Who paid.</summary>
[JsonConverter(typeof(KebabCaseEnum<Payer>))]
public enum Payer
{
    /// <summary>The employer, or somebody for him.</summary>
    Employer,

    /// <summary>The worker, or somebody for him.</summary>
    Worker,
}

/// <summary>Whether a payment counts, and on whose word. What the register says beats what was declared.</summary>
[JsonConverter(typeof(KebabCaseEnum<PaymentStatus>))]
public enum PaymentStatus
{
    /// <summary>The applicant says so; it counts until the register says otherwise.</summary>
    Reported,

    /// <summary>The register says so.</summary>
    Confirmed,

    /// <summary>The register says that it never came, was given back, or was for something else: it does not count.</summary>
    Contradicted,

    /// <summary>The register says that the worker paid what is the employer's to pay: it does not count, and the worker gets it back.</summary>
    ToReimburse,
}
