using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SingleWindow.Demo.Systems;

/// <summary>The HTTP server of an authority's system, on a port of its own: <c>GET /</c> tells what it did, <c>POST /work</c> makes it look into its inbox.</summary>
internal sealed class AuthorityServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly CancellationTokenSource stop = new();
    private readonly HttpClient caller = new();
    private Task loop = Task.CompletedTask;

    private AuthorityServer(AuthoritySystem system, WebApplication app) => (System, this.app) = (system, app);

    public AuthoritySystem System { get; }

    public Uri Address => new(app.Urls.First());

    public static async Task<AuthorityServer> Start(AuthoritySystem system, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        // Signals belong to the host that the country runs in.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var app = builder.Build();
        app.MapGet("/", () => Results.Json(system.Overview));
        app.MapPost("/work", async (CancellationToken aborted) => Results.Json(await system.Work(aborted)));
        await app.StartAsync(ct);
        return new(system, app);
    }

    /// <summary>Asks the server to look into its inbox, by HTTP, as its own staff would.</summary>
    public async Task<IReadOnlyList<string>> Work(CancellationToken ct)
    {
        using var answer = await caller.PostAsync(new Uri(Address, "work"), content: null, ct);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<string[]>(ct))!;
    }

    public void KeepWorking(TimeSpan pause) => loop = System.KeepWorking(pause, stop.Token);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await loop.ContinueWith(static _ => { }, TaskScheduler.Default);
        await app.DisposeAsync();
        System.Dispose();
        caller.Dispose();
        stop.Dispose();
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
