using System.Diagnostics;
using System.Text;
using SingleWindow.Core.Reference;
using SingleWindow.Load.Ground;
using SingleWindow.Load.Results;

namespace SingleWindow.Load.Scenarios;

/// <summary>How fast a stream of records is taken in, and in how much memory; then the same rows again, as after a break. Each is a record about an employer of its own.</summary>
internal static class RecordsScenario
{
    private const string Path = "api/v1/records/tax-standing";

    // The aim for memory is for a stream of so many.
    private const int OfTheAim = 100_000;

    public static async Task Run(Bench bench, Findings findings)
    {
        var rows = bench.Line.Number("rows", OfTheAim);
        await using var place = await bench.NewStore();
        await using var host = await bench.StartHub(place);
        using var gateway = EmployerClient.Http(host.Gateway);
        gateway.Timeout = Timeout.InfiniteTimeSpan;
        var client = await host.CreateClient("client", "create", "Tax", "--scope", "authority", "--party", "TAX", "--unit", "audit", "--purposes", "P01");
        var codes = Enumerable.Range(70_000_000, 20_000_000).Select(code => $"{code}").Where(NationalCodes.IsRegistryCode).Take(rows).ToArray();
        var limit = await Pgbench.Measure(bench, findings);

        var (watch, hub) = (bench.Watch(), host.Processor);
        var first = await Send(gateway, client, "first", codes, "created");
        findings.Saw(watch);
        findings.Add($"records, {rows} new", first.PerSecond, "/s");
        findings.Add("records / pgbench", first.PerSecond / limit.Best);
        findings.Add("read models, until they had the rows", await host.SettledAfter(), "s");
        findings.Add("hub, processor for a record with its read models", ((host.Processor - hub) / rows).TotalMilliseconds, "ms");
        var again = await Send(gateway, client, "again", codes, "unchanged");
        findings.Add("records, the same again", again.PerSecond, "/s");
        findings.Add("hub, resident memory at its peak", host.PeakMegabytes, "MB", rows == OfTheAim ? Aim.Most(400) : null);
        if (first.Rows != rows || again.Rows != rows) findings.Fault($"{first.Rows} of {rows} rows created, {again.Rows} unchanged; status {first.Status} and {again.Status}");
    }

    private static async Task<(double PerSecond, int Rows, int Status)> Send(HttpClient gateway, (string Id, string Secret) client, string key, string[] codes, string expected)
    {
        var register = await EmployerClient.Open(gateway, client.Id, client.Secret);
        var body = Encoding.UTF8.GetBytes(string.Join('\n', codes.Select(code => $"{{\"registryCode\":\"{code}\",\"asOf\":\"2026-11-01\",\"arrearsEur\":0}}")));
        var begun = Stopwatch.GetTimestamp();
        using var answer = await register.Post(Path, key, body, "application/x-ndjson");
        var rows = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        return (codes.Length / seconds, rows.Count(row => row.Contains($"\"status\":\"{expected}\"", StringComparison.Ordinal)), (int)answer.StatusCode);
    }
}
