using System.Globalization;
using SingleWindow.Demo.Country;
using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo;

/// <summary>How much of the evidence nobody had to give: counted from what the hub shows of every application, the form's own proofs included.</summary>
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
        var there = evidence.Where(item => item.Result != "missing").ToArray();
        int From(string source) => there.Count(item => item.Source.StartsWith(source, StringComparison.Ordinal));
        var rate = there.Length == 0 ? 0 : 100.0 * From("record:") / there.Length;
        var line = string.Create(CultureInfo.InvariantCulture,
            $"once-only: {From("record:")} of {there.Length} evidence items from registers ({rate:0.0} %); {From("form")} from the form, {From("declaration")} declared, {From("upload")} uploaded, {evidence.Count - there.Length} still missing");
        return ((int)rate, line);
    }
}
