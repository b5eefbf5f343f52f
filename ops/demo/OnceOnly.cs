using System.Globalization;
using SingleWindow.Demo.Country;
using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo;

/// <summary>How much of the evidence nobody had to give: items taken from a register of all items that the schemes ask for (domain, 6), the form's own proofs and those that are missing included.</summary>
internal static class OnceOnly
{
    public static async Task<(int Percent, string Line)> Of(IEnumerable<Employer> employers, CancellationToken ct)
    {
        var evidence = new List<Evidence>();
        foreach (var employer in employers)
            await foreach (var row in employer.Hub.List<ApplicationRow>("applications", ct))
                if (row.Status != "draft") evidence.AddRange((await employer.Read(row.Id, ct)).Evidence);
        return Line(evidence);
    }

    public static (int Percent, string Line) Line(IReadOnlyCollection<Evidence> evidence)
    {
        int From(string source) => evidence.Count(item => item.Result != "missing" && item.Source.StartsWith(source, StringComparison.Ordinal));
        var rate = evidence.Count == 0 ? 0 : 100.0 * From("record:") / evidence.Count;
        var line = string.Create(CultureInfo.InvariantCulture,
            $"once-only: {From("record:")} of {evidence.Count} evidence items from registers ({rate:0.0} %); {From("form")} from the form, {From("declaration")} declared, {From("upload")} uploaded, {evidence.Count(item => item.Result == "missing")} still missing");
        return ((int)rate, line);
    }
}
