using System.Text.Json.Serialization;

namespace SingleWindow.Core.Schemes;

/// <summary>A state fee for handling an application; what the employer pays is never recovered from the worker (Dir. 2024/1233 art. 10).</summary>
/// <param name="Payer">Who pays.</param>
/// <param name="Amount">How much; null when national law sets it and the hub does not know.</param>
/// <param name="Channel">self-service, counter, online or any.</param>
/// <param name="RecoverableFromWorker">Whether the worker may be charged for it; null when the law does not say.</param>
/// <param name="LegalBasis">The act that sets it; null: the acts of the scheme.</param>
public sealed record Fee(Party Payer, Shared.Money? Amount, string Channel, bool? RecoverableFromWorker, string? LegalBasis = null)
{
    /// <summary>True when an application through the hub waits for it: a known amount, and not the price of another way. A counter's fee is for those who come to the counter.</summary>
    [JsonIgnore] public bool IsDueAtFiling => Payer != Party.Public && Amount is { Amount: > 0 } && Channel != "counter";

    /// <summary>True when nobody but national law knows the amount.</summary>
    [JsonIgnore] public bool IsSetByNationalLaw => Amount is null && Payer != Party.Public && Channel != "counter";
}
