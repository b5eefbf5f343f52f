namespace SingleWindow.Load;

/// <summary>How all scenarios tell their results.</summary>
internal static class Report
{
    public static void Line(this TextWriter output, string name, FormattableString text) => output.WriteLine($"{name,-14} {FormattableString.Invariant(text)}");
}
