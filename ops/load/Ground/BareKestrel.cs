using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace SingleWindow.Load.Ground;

/// <summary>The limit of the machine for answers over HTTP: the same server with nothing behind it, in a process of its own as the hub is.</summary>
internal sealed class BareKestrel : IAsyncDisposable
{
    /// <summary>The word that makes this program one.</summary>
    public const string Word = "bare";

    private readonly Process process;

    private BareKestrel(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>One that answers with so many bytes.</summary>
    public static async Task<BareKestrel> Start(int bytes)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(BareKestrel).Assembly.Location, Word, $"--bytes={bytes}"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        return new(process, new(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the bare endpoint did not start")));
    }

    /// <summary>Is one, until the standard input ends.</summary>
    public static async Task<int> Serve(int bytes)
    {
        var body = new byte[bytes];
        Array.Fill(body, (byte)'x');
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet("/{**any}", () => Microsoft.AspNetCore.Http.Results.Bytes(body, "application/json"));
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
