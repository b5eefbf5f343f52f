using System.Diagnostics;
using System.Globalization;
using Npgsql;
using SingleWindow.Load.Results;

namespace SingleWindow.Load.Ground;

/// <summary>The limit of the machine for durable writes: single-row inserts of 1 KB by PostgreSQL's own load tool, each a commit.</summary>
internal sealed record Pgbench(double One, double Eight, double ThirtyTwo)
{
    private const string Insert = """
        \set stream random(1, 4611686018427387904)
        insert into pgbench_events (stream, ver, data) values (:stream, :client_id, :data);
        """;

    /// <summary>The best of 1, 8 and 32 clients.</summary>
    public double Best => Math.Max(One, Math.Max(Eight, ThirtyTwo));

    /// <summary>Measures, and tells.</summary>
    public static async Task<Pgbench> Measure(Bench bench, Findings findings)
    {
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, Insert);
            var watch = bench.Watch();
            var limit = new Pgbench(await Rate(bench, script, 1), await Rate(bench, script, 8), await Rate(bench, script, 32));
            findings.Saw(watch);
            findings.Add("pgbench, best of 1, 8 and 32 clients", limit.Best, "/s");
            findings.Add("pgbench, 1 client", limit.One, "/s");
            findings.Add("pgbench, 32 clients", limit.ThirtyTwo, "/s");
            return limit;
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static async Task<double> Rate(Bench bench, string script, int clients)
    {
        await bench.Postgres.Execute("drop table if exists pgbench_events; create table pgbench_events (position bigserial primary key, stream bigint not null, ver bigint not null, data text not null, unique (stream, ver))");
        var place = new NpgsqlConnectionStringBuilder(bench.Postgres.Connection);
        var start = new ProcessStartInfo(Program(), [
            "--no-vacuum", "--protocol=prepared", $"--client={clients}", $"--jobs={Math.Min(clients, Machine.Cores)}", $"--time={bench.Line.Number("limit-seconds", 3)}",
            $"--file={script}", $"--define=data={new string('x', 1000)}", $"--host={place.Host}", $"--port={place.Port}", $"--username={place.Username}", place.Database!])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PGPASSWORD"] = place.Password;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Split('\n').FirstOrDefault(line => line.StartsWith("tps = ", StringComparison.Ordinal)) is { } tps
            ? double.Parse(tps.Split(' ')[2], CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench did nothing in its time: {await errors}");
    }

    private static string Program() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Order().Select(version => Path.Combine(version, "bin", "pgbench")).Last(File.Exists)
            : "pgbench";
}
