using System.Security.Cryptography;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SingleWindow.Gateway;
using SingleWindow.Hub;
using SingleWindow.Identity;

namespace SingleWindow.Host;

/// <summary>The roles of this process, each its own web application that speaks to the others over loopback as it would across machines.</summary>
internal sealed partial class Installation : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(8);

    private readonly ILoggerFactory loggers;
    private readonly ILogger log;
    private readonly TimeSpan drain;
    private readonly List<RunningRole> roles = [];
    private readonly WebApplication management;
    private readonly CancellationTokenSource failed = new();

    public Installation(IConfiguration settings, IReadOnlyList<Role> wanted, TimeProvider? legalTime)
    {
        loggers = Logs.CreateFactory(settings);
        log = loggers.CreateLogger("SingleWindow.Host");
        drain = HubApplication.DrainOf(settings);
        var whole = Enum.GetValues<Role>().All(wanted.Contains);
        if (!whole && string.IsNullOrEmpty(settings["Gateway:Secret"])) LogNoSecret();
        // Where all roles are in this process nobody else needs to know it.
        var secret = whole ? Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) : null;
        foreach (var role in wanted)
        {
            var own = settings.Copy();
            if (string.IsNullOrEmpty(own["Gateway:Secret"])) own["Gateway:Secret"] = secret;
            roles.Add(new RunningRole(role, Create(role, own, legalTime)));
        }
        management = Management.Create(settings, Share, roles);
    }

    /// <summary>Cancelled when a role gave up by itself; the others must not go on as if nothing had happened.</summary>
    public CancellationToken Failed => failed.Token;

    public async Task Start(CancellationToken cancellationToken)
    {
        await management.StartAsync(cancellationToken);
        foreach (var role in roles)
        {
            await role.Start(cancellationToken);
            role.App.Lifetime.ApplicationStopping.Register(() =>
            {
                if (role.State == RoleState.Running) failed.Cancel();
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var role in Enumerable.Reverse(roles))
        {
            // Each has a time of its own: who sends slowly at the gateway must not use up what the silo needs to end in order.
            using var patience = new CancellationTokenSource(PatienceWith(role.Role) + (role.Role == Role.Hub ? drain : TimeSpan.Zero));
            try
            {
                await role.Stop(patience.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or AggregateException)
            {
                LogStopIncomplete(exception, role.Role.Name());
            }
        }
        using var last = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await management.StopAsync(last.Token);
        await management.DisposeAsync();
        failed.Dispose();
        loggers.Dispose();
    }

    private static TimeSpan PatienceWith(Role role) => TimeSpan.FromSeconds(role switch
    {
        Role.Gateway => 3,
        Role.Identity => 1,
        Role.Hub => 4,
    });

    private WebApplication Create(Role role, IConfiguration settings, TimeProvider? legalTime) => role switch
    {
        Role.Hub => HubApplication.Create(settings, Share, legalTime),
        Role.Identity => IdentityApplication.Create(settings, Share),
        Role.Gateway => GatewayApplication.Create(settings, Share),
    };

    /// <summary>What all roles have in common. Signals belong to the host, so no role brings its own lifetime.</summary>
    private void Share(WebApplicationBuilder builder)
    {
        builder.Services.AddLogging();
        builder.Services.RemoveAll<ILoggerFactory>().AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopPatience + drain);
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Role {Role} did not stop in time")]
    private partial void LogStopIncomplete(Exception exception, string role);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "There is no Gateway:Secret: the gateway tells no certificates of clients, and none is believed")]
    private partial void LogNoSecret();

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
