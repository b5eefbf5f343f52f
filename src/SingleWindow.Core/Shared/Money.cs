namespace SingleWindow.Core.Shared;

/// <summary>An amount of money: decimal, two places, never binary floating point.</summary>
/// <param name="Amount">The amount in major units, such as 2092.00.</param>
/// <param name="Currency">ISO 4217 code.</param>
[GenerateSerializer, Immutable]
public sealed record Money([property: Id(0)] decimal Amount, [property: Id(1)] string Currency);
