using System.Text.Json;
using System.Text.Json.Serialization;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Fees;

/// <summary>What the register of the state's income says about a payment: the content of a record of the type <c>fee-payment</c>.</summary>
/// <param name="Reference">What it was paid for.</param>
/// <param name="BankReference">How the bank names it.</param>
/// <param name="Amount">How much.</param>
/// <param name="PaidOn">On which day.</param>
/// <param name="Payer">Who paid.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Record">The record.</param>
/// <param name="RecordVersion">Its version, from 1.</param>
/// <param name="PublishedAt">When this version came in.</param>
[GenerateSerializer, Immutable]
public sealed record FeePayment(string Reference, string BankReference, Money Amount, DateOnly PaidOn, Payer Payer, FeePaymentStatus Status, RecordId Record, int RecordVersion, DateTimeOffset PublishedAt)
{
    /// <summary>The record type.</summary>
    public const string RecordType = "fee-payment";

    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);

    /// <summary>The content of a version of a record; null when it is none that <see cref="Check"/> would let in.</summary>
    public static FeePayment? Read(JsonElement content, RecordId record, int version, DateTimeOffset publishedAt)
    {
        var errors = new FieldErrors();
        Check(content, errors);
        return errors.IsEmpty
            ? new(
                Text(content, "reference")!, Text(content, "bankReference")!, new(Number(content)!.Value, Text(content, "currency")!), Records.RecordType.Day(content.GetProperty("paidOn"))!.Value,
                Word<Payer>(content, "payer")!.Value, Word<FeePaymentStatus>(content, "status")!.Value, record, version, publishedAt)
            : null;
    }

    /// <summary>Notes what is missing or wrong in a record before it is published.</summary>
    public static void Check(JsonElement content, FieldErrors errors)
    {
        errors.Require(PaymentReference.IsValid(Text(content, "reference")), "/reference", "check-digit", "Twenty digits of which the last is the check digit (7-3-1).");
        errors.Require(Fees.BankReference.IsWellFormed(Text(content, "bankReference")), "/bankReference", "format", "1 to 35 letters, digits and / ? : ( ) . , ' + - or spaces, beginning with a letter or digit.");
        errors.Require(Number(content) is > 0 and <= Amounts.Largest and var amount && Amounts.AreCents(amount), "/amount", "range", "More than 0, at most two places.");
        errors.Require(Amounts.IsCurrency(Text(content, "currency")), "/currency", "currency", "An ISO 4217 code.");
        errors.Require(content.TryGetProperty("paidOn", out var day) && Records.RecordType.Day(day) is not null, "/paidOn", "date", "A date as 2026-03-31.");
        errors.Require(Word<Payer>(content, "payer") is not null, "/payer", "one-of", "employer or worker.");
        errors.Require(Word<FeePaymentStatus>(content, "status") is not null, "/status", "one-of", "received, returned or not-received.");
    }

    private static string? Text(JsonElement content, string name) =>
        content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static decimal? Number(JsonElement content) =>
        content.TryGetProperty("amount", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : null;

    private static T? Word<T>(JsonElement content, string name) where T : struct, Enum =>
        Text(content, name) is { } text ? Enum.GetValues<T>().Cast<T?>().FirstOrDefault(one => WireName.Of(one!.Value) == text) : null;
}

/// <summary>What became of a payment, by the register.</summary>
[JsonConverter(typeof(KebabCaseEnum<FeePaymentStatus>))]
public enum FeePaymentStatus
{
    /// <summary>It is on the state's account.</summary>
    Received,

    /// <summary>It was given back.</summary>
    Returned,

    /// <summary>It never came.</summary>
    NotReceived,
}
