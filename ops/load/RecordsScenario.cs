using System.Text;
using SingleWindow.Core.Reference;

namespace SingleWindow.Load;

/// <summary>How a register's stream is made.</summary>
/// <param name="Rows">Of the stream; each is a record about an employer of its own.</param>
/// <param name="StoreSeconds">How long the bare store is measured, before and after.</param>
/// <param name="HostFile">The program to start.</param>
/// <param name="HostSettings">Further settings for it.</param>
/// <param name="JsonFile">Where the result goes as JSON; null: nowhere.</param>
internal sealed record RecordsOptions(int Rows, int StoreSeconds, string HostFile, IReadOnlyList<string> HostSettings, string? JsonFile);

/// <summary>How fast a stream of records is taken in, and in how much memory; then the same rows again, as after a break.</summary>
internal static class RecordsScenario
{
    private const string Path = "api/v1/records/tax-standing";

    // As many as the hub holds of one stream.
    private const int Appenders = 64;

    public static async Task<int> Run(RecordsOptions options)
    {
        await using var host = HostRun.Start(options.HostFile, options.HostSettings);
        await host.AnsweredAfter(new(host.Management, "readyz"));
        using var gateway = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = host.Gateway, Timeout = Timeout.InfiniteTimeSpan };
        var client = await host.CreateClient("client", "create", "Tax", "--scope", "authority", "--party", "TAX", "--unit", "audit", "--purposes", "P01");
        var codes = Enumerable.Range(70_000_000, 20_000_000).Select(code => $"{code}").Where(NationalCodes.IsRegistryCode).Take(options.Rows + 1).ToArray();
        var resting = host.ResidentMegabytes;

        var store = await BareStore.Watch(host.Store, async () => await Send(host, gateway, client, "one", codes[^1..]));
        var time = TimeSpan.FromSeconds(options.StoreSeconds);
        var before = await store.Measure(host.Store, Appenders, time);
        var (load, busy, hub, own) = (Machine.LoadAverage, Machine.BusySeconds, host.Processor, Environment.CpuUsage.TotalTime);
        var first = await Send(host, gateway, client, "first", codes[..^1]);
        var others = (Machine.BusySeconds - busy - (host.Processor - hub).TotalSeconds - (Environment.CpuUsage.TotalTime - own).TotalSeconds) / (first.Seconds * Machine.Cores);
        var lag = await host.SettledAfter();
        var settled = host.Processor - hub;
        var again = await Send(host, gateway, client, "again", codes[..^1]);
        var after = await store.Measure(host.Store, Appenders, time);

        var result = new RecordsResult(Machine.Description, load, others, options, first, again, settled.TotalMilliseconds / options.Rows, lag, before, after, resting, host.PeakMegabytes);
        result.Print(Console.Out);
        await ResultFile.Write(result, options.JsonFile);
        return first.Created == options.Rows && again.Unchanged == options.Rows ? 0 : 1;
    }

    private static async Task<Intake> Send(HostRun host, HttpClient gateway, (string Id, string Secret) client, string key, string[] codes)
    {
        var register = await EmployerClient.Open(gateway, client.Id, client.Secret);
        var body = Encoding.UTF8.GetBytes(string.Join('\n', codes.Select(code => $"{{\"registryCode\":\"{code}\",\"asOf\":\"2026-11-01\",\"arrearsEur\":0}}")));
        var (begun, processor) = (System.Diagnostics.Stopwatch.GetTimestamp(), host.Processor);
        using var answer = await register.Post(Path, key, body, "application/x-ndjson");
        var rows = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var seconds = System.Diagnostics.Stopwatch.GetElapsedTime(begun).TotalSeconds;
        int Count(string status) => rows.Count(row => row.Contains($"\"status\":\"{status}\"", StringComparison.Ordinal));
        return new(seconds, codes.Length / seconds, (host.Processor - processor).TotalMilliseconds / codes.Length, Count("created"), Count("unchanged"), (int)answer.StatusCode);
    }
}

/// <summary>One stream.</summary>
/// <param name="Seconds">Until the last result was read.</param>
/// <param name="PerSecond">Rows.</param>
/// <param name="HostMilliseconds">Processor time of the host for one row, with what the feed did of it meanwhile.</param>
/// <param name="Created">Rows that made a record.</param>
/// <param name="Unchanged">Rows whose record said this already.</param>
/// <param name="Status">Of the answer.</param>
internal sealed record Intake(double Seconds, double PerSecond, double HostMilliseconds, int Created, int Unchanged, int Status)
{
    public override string ToString() => FormattableString.Invariant($"{PerSecond:0}/s in {Seconds:0.0} s, {HostMilliseconds:0.00} ms of the host for one; {Created} created, {Unchanged} unchanged, status {Status}");
}

/// <summary>One run.</summary>
/// <param name="Others">Share of all cores that other processes used meanwhile.</param>
/// <param name="SettledMilliseconds">Processor time of the host for one row until the read models had it, too.</param>
/// <param name="LagSeconds">How long the read models took after the answer.</param>
internal sealed record RecordsResult(
    string Machine, string LoadAverage, double Others, RecordsOptions Options, Intake First, Intake Again, double SettledMilliseconds, double LagSeconds, double StoreBefore, double StoreAfter,
    double RestingMegabytes, double PeakMegabytes)
{
    public double Ratio => First.PerSecond / ((StoreBefore + StoreAfter) / 2);

    public void Print(TextWriter output)
    {
        output.Line("machine", $"{Machine}");
        output.Line("others", $"{Others:P0} of the cores; load average {LoadAverage}");
        output.Line("first", $"{First}");
        output.Line("again", $"{Again}");
        output.Line("read models", $"{LagSeconds:0.0} s after the answer; {SettledMilliseconds:0.00} ms of the host for one row until then");
        output.Line("bare store", $"{StoreBefore:0}/s before, {StoreAfter:0}/s after");
        output.Line("ratio", $"{Ratio:0.000}");
        output.Line("host memory", $"{PeakMegabytes:0} MB at its peak, {RestingMegabytes:0} MB before");
    }
}
