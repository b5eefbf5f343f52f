using System.Globalization;

namespace SingleWindow.Load.Results;

/// <summary>What a figure should be.</summary>
/// <param name="AtMost">True: at most this; false: at least.</param>
internal sealed record Aim(double Value, bool AtMost)
{
    public static Aim Least(double value) => new(value, AtMost: false);

    public static Aim Most(double value) => new(value, AtMost: true);

    public bool IsMetBy(double value) => AtMost ? value <= Value : value >= Value;

    public override string ToString() => $"{(AtMost ? "≤" : "≥")} {Figure.Text(Value)}";
}

/// <summary>One figure of one run.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">Of what; empty for a ratio.</param>
/// <param name="Aim">What it should be, if anything.</param>
internal sealed record Figure(string Name, double Value, string Unit, Aim? Aim)
{
    /// <summary>With as many digits as mean something.</summary>
    public static string Text(double value) => value.ToString(Math.Abs(value) switch { >= 100 => "#,##0", >= 10 => "0.#", _ => "0.##" }, CultureInfo.InvariantCulture);

    public override string ToString() => $"{Name,-58} {Text(Value),9} {Unit}{(Aim is null ? "" : $"   aim {Aim}{(Aim.IsMetBy(Value) ? "" : ": missed")}")}";
}
