using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Systems;

/// <summary>The HTTP server of an authority's system, on a port of its own: <c>GET /</c> tells what it did, <c>POST /work</c> makes it look into its inbox,
/// <c>POST /register/TYPE</c> puts an entry into its register.</summary>
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
        app.MapPost("/register/{type}", (string type, JsonObject content, CancellationToken aborted) => Enter(system, new(system.Code, type, content), aborted));
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

    /// <summary>Tells the authority something for its register, by HTTP, as firms and neighbours would.</summary>
    public async Task Enter(RegisterEntry entry, CancellationToken ct)
    {
        using var answer = await caller.PostAsJsonAsync(new Uri(Address, $"register/{entry.Type}"), entry.Content, ct);
        if (!answer.IsSuccessStatusCode) throw new UnexpectedAnswerException(await answer.Content.ReadAsStringAsync(ct));
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

    private static async Task<IResult> Enter(AuthoritySystem system, RegisterEntry entry, CancellationToken ct)
    {
        try
        {
            await system.Enter(entry, ct);
            return Results.NoContent();
        }
        catch (UnexpectedAnswerException refused)
        {
            return Results.Text(refused.Message, statusCode: StatusCodes.Status502BadGateway);
        }
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
