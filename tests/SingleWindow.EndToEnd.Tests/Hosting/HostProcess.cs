using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using SingleWindow.Host;
using SingleWindow.Hub.Tests.Storage;

namespace SingleWindow.EndToEnd.Tests.Hosting;

/// <summary>The real program in a real process, with its own ports and its own store, so that it can be killed and started again as an operator would.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly ConcurrentDictionary<int, bool> Given = [];

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("singlewindow-test-");
    private readonly int[] ports = FreePorts(6);
    private readonly List<string> extra;
    private readonly ConcurrentQueue<string> output = new();
    private Process? process;

    public HostProcess(params IEnumerable<string> extraArguments)
    {
        extra = [.. extraArguments];
        Gateway = new Uri($"http://localhost:{ports[0]}/");
        Management = new Uri($"http://127.0.0.1:{ports[1]}/");
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = Gateway };
    }

    public Uri Gateway { get; }

    public Uri Management { get; }

    /// <summary>Where the role <c>hub</c> listens.</summary>
    public Uri Hub => new($"http://127.0.0.1:{ports[2]}/");

    /// <summary>Where the role <c>identity</c> listens.</summary>
    public Uri Identity => new($"http://127.0.0.1:{ports[3]}/");

    /// <summary>Where the silo lets clients in.</summary>
    public string SiloGateway => $"127.0.0.1:{ports[5]}";

    /// <summary>Speaks to the gateway.</summary>
    public HttpClient Client { get; }

    public string DataPath => data.FullName;

    /// <summary>Everything that the process wrote, both streams.</summary>
    public string Output => string.Join('\n', output);

    public bool IsRunning => process is { HasExited: false };

    /// <summary>Settings that say where data are kept, if not in its folder: for the process and for commands.</summary>
    public IReadOnlyList<string> Store { get; init; } = [];

    /// <summary>How often it was started.</summary>
    public int Starts { get; private set; }

    public int ProcessId => process?.Id ?? throw new InvalidOperationException("not started");

    /// <summary>Adds arguments, for the next start.</summary>
    public void Add(params IEnumerable<string> arguments) => extra.AddRange(arguments);

    /// <summary>Starts the process and waits until every role is ready.</summary>
    public async Task Start()
    {
        Starts++;
        process = Launch(output.Enqueue, [
            $"--Gateway:Urls={Gateway.GetLeftPart(UriPartial.Authority)}",
            $"--Management:Urls={Management.GetLeftPart(UriPartial.Authority)}",
            $"--Hub:Urls=http://127.0.0.1:{ports[2]}",
            $"--Identity:Urls=http://127.0.0.1:{ports[3]}",
            $"--Silo:Port={ports[4]}",
            $"--Silo:GatewayPort={ports[5]}",
            $"--Store:Path={DataPath}",
            .. await StoreSettings(),
            .. extra]);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var clock = Stopwatch.StartNew();
        while (!await IsReady(http))
        {
            if (process.HasExited) throw new InvalidOperationException($"the host ended with {process.ExitCode}:\n{Output}");
            if (clock.Elapsed > Patience) throw new TimeoutException($"the host is not ready after {Patience}:\n{Output}");
            await Task.Delay(50);
        }
    }

    /// <summary>Runs a command of the program on this process's store, beside the running server.</summary>
    public async Task<Finished> Run(params IEnumerable<string> arguments) => await RunHost([.. arguments, $"--Store:Path={DataPath}", .. await StoreSettings()]);

    /// <summary>Ends the process as a crash does; nothing of it gets a chance to tidy up.</summary>
    public async Task Kill9()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks the process to end, as systemd and Kubernetes do.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Terminate(TimeSpan within)
    {
        await Signal("TERM");
        return await Ended(within);
    }

    /// <summary>Sends a signal, such as <c>STOP</c>.</summary>
    public async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", ProcessId.ToString()]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Completes when the process has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Ended(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        await process!.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false }) await Kill9();
        process?.Dispose();
        Client.Dispose();
        data.Delete(recursive: true);
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<Finished> RunHost(params IEnumerable<string> arguments)
    {
        StringBuilder stdout = new(), stderr = new();
        using var process = Launch(null, arguments);
        process.OutputDataReceived += (_, line) => stdout.AppendLine(line.Data);
        process.ErrorDataReceived += (_, line) => stderr.AppendLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return new Finished(process.ExitCode, stdout.ToString().TrimEnd(), stderr.ToString().TrimEnd());
    }

    // In a database also when all tests shall (SINGLEWINDOW_TEST_STORE).
    private async Task<IEnumerable<string>> StoreSettings() => Store.Count > 0 || extra.Any(argument => argument.StartsWith("--Store:", StringComparison.Ordinal))
        ? Store : (await PostgresServer.SettingsFor(DataPath)).Select(setting => $"--{setting.Key}={setting.Value}");

    private static Process Launch(Action<string>? onLine, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "SingleWindow.Host.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        // Somebody else's setting must not move our ports.
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:1";
        var process = Process.Start(start)!;
        if (onLine is null) return process;
        process.OutputDataReceived += (_, line) => onLine(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => onLine(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task<bool> IsReady(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Management, "readyz"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    // None twice in a run of the tests: another host has it, or will when it starts again.
    private static int[] FreePorts(int count)
    {
        using var ports = new Ports();
        return [.. Enumerable.Repeat(ports, int.MaxValue).Select(free => free.Free()).Where(port => Given.TryAdd(port, true)).Take(count)];
    }
}

/// <summary>A program that has ended.</summary>
public sealed record Finished(int ExitCode, string Output, string Errors)
{
    /// <summary>A value that the command printed as <c>name: value</c>.</summary>
    public string this[string name] => Output.Split('\n').First(line => line.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..].Trim();
}
