using System.Diagnostics;
using System.Net;
using SingleWindow.Host;

namespace SingleWindow.Load.Ground;

/// <summary>The host in a process of its own, on free ports and a store of its own, so that its processor time and memory are nobody else's.</summary>
internal sealed class HostRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string file;
    private readonly string folder;
    private readonly Process process;
    private readonly long started;

    private HostRun(string file, StorePlace place, IReadOnlyList<string> arguments)
    {
        (this.file, folder) = (file, place.Folder);
        using var ports = new Ports();
        int[] free = [.. Enumerable.Range(0, 6).Select(_ => ports.Free())];
        Gateway = new($"http://localhost:{free[0]}/");
        Management = new($"http://127.0.0.1:{free[1]}/");
        Hub = new($"http://127.0.0.1:{free[2]}/");
        Silo = new(IPAddress.Loopback, free[5]);
        ports.Dispose();
        started = Stopwatch.GetTimestamp();
        process = Launch(file, [
            $"--Gateway:Urls=http://localhost:{free[0]}", $"--Management:Urls=http://127.0.0.1:{free[1]}", $"--Hub:Urls=http://127.0.0.1:{free[2]}",
            $"--Identity:Urls=http://127.0.0.1:{free[3]}", $"--Silo:Port={free[4]}", $"--Silo:GatewayPort={free[5]}", .. place.Settings.Select(setting => $"--{setting.Key}={setting.Value}"), .. arguments]);
        process.BeginOutputReadLine();
        // What it says at every start is not said again here.
        process.ErrorDataReceived += (_, said) =>
        {
            if (said.Data is { } text && !text.Contains(" info: ", StringComparison.Ordinal) && !text.Contains(" warn: ", StringComparison.Ordinal)) Console.Error.WriteLine(text);
        };
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += EndWithUs;
    }

    public Uri Gateway { get; }

    public Uri Management { get; }

    /// <summary>Behind the gateway.</summary>
    public Uri Hub { get; }

    /// <summary>Where clients of Orleans come in.</summary>
    public IPEndPoint Silo { get; }

    /// <summary>Processor time so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory now, in MB of 10^6 bytes.</summary>
    public double ResidentMegabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>Resident memory at its peak, in MB of 10^6 bytes.</summary>
    public double PeakMegabytes
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64 / 1e6;
        }
    }

    /// <summary>Seconds until every consumer of the feed has taken in everything.</summary>
    public async Task<double> SettledAfter()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var begun = Stopwatch.GetTimestamp();
        // The head that the lag is counted from is looked at once a second, so what is asked before that says nothing.
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        while (await Lags(http) is not [_, ..] lags || lags.Any(lag => lag != "0")) await Task.Delay(100);
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    public static HostRun Start(string file, StorePlace place, IReadOnlyList<string> arguments) => new(file, place, arguments);

    /// <summary>Milliseconds from the start of the process until this address answered 200.</summary>
    public async Task<double> AnsweredAfter(Uri address)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };
        while (!await Answers(http, address))
        {
            if (process.HasExited) throw new InvalidOperationException($"the host ended with {process.ExitCode}");
            if (Stopwatch.GetElapsedTime(started) > Patience) throw new TimeoutException($"no 200 from {address}");
            await Task.Delay(5);
        }
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>Makes a client by the command line, as an operator would.</summary>
    public async Task<(string Id, string Secret)> CreateClient(params IEnumerable<string> words)
    {
        using var command = Launch(file, [.. words, $"--Store:Path={folder}"]);
        var errors = command.StandardError.ReadToEndAsync();
        var output = (await command.StandardOutput.ReadToEndAsync()).Split('\n');
        await command.WaitForExitAsync();
        if (command.ExitCode != 0) throw new InvalidOperationException($"no client was made: {await errors}");
        string Value(string name) => output.First(line => line.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..].Trim();
        return (Value("client_id"), Value("client_secret"));
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= EndWithUs;
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString()]);
            await process.WaitForExitAsync();
        }
        process.Dispose();
    }

    private async Task<string[]> Lags(HttpClient http) =>
        [.. (await http.GetStringAsync(new Uri(Management, "metrics"))).Split('\n').Where(line => line.StartsWith("singlewindow_feed_lag", StringComparison.Ordinal)).Select(line => line.Split(' ')[1])];

    // Whoever stops a run in the middle finds no hosts left.
    private void EndWithUs(object? sender, EventArgs e)
    {
        if (!process.HasExited) process.Kill();
    }

    private static Process Launch(string file, IEnumerable<string> arguments)
    {
        var managed = file.EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(managed ? "dotnet" : file) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (managed) start.ArgumentList.Add(file);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        // As it is deployed (ops/deploy).
        start.Environment.TryAdd("DOTNET_GCgen0size", "0x3000000");
        return Process.Start(start)!;
    }

    private static async Task<bool> Answers(HttpClient http, Uri address)
    {
        try
        {
            using var answer = await http.GetAsync(address);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
