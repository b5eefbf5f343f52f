using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using SingleWindow.Hub.Cluster;
using SingleWindow.Hub.Http;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub;

/// <summary>The role <c>hub</c>: an Orleans silo and the HTTP API in one web application.</summary>
public static class HubApplication
{
    /// <summary>Builds the application; the host starts and stops it.</summary>
    /// <param name="settings">All settings of the installation.</param>
    /// <param name="shared">What every role has in common: logging.</param>
    /// <param name="legalTime">The clock by which law is applied; null is the system's.</param>
    public static WebApplication Create(IConfiguration settings, Action<WebApplicationBuilder> shared, TimeProvider? legalTime = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddConfiguration(settings);
        builder.WebHost.UseUrls((settings["Hub:Urls"] ?? "http://127.0.0.1:5001").Split(';'));
        shared(builder);
        var node = ClusterNode.New();
        builder.Services.AddSingleton(node).AddCluster(settings).AddLaw(settings);
        // Before Orleans' own: the first answer counts.
        builder.Services.AddSingleton<IGrainInterfaceTypeProvider, GrainInterfaceNames>();
        builder.Host.UseOrleans(silo =>
        {
            silo.Join(NodeOptions.From(settings), StorageOptions.From(settings), node);
            // A grain is cheap to read again; what was looked at once need not stay for a quarter of an hour.
            silo.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = TimeSpan.FromMinutes(3));
            // Where grains of other nodes are: the default of a million places is 25 MB before any is known.
            silo.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = 20_000);
            silo.AddOutgoingGrainCallFilter<AskAgain>();
            // A call in flight to a dead silo hangs until this (architecture.md); every command is idempotent, so the caller may retry.
            silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(5));
        });
        // After Orleans: the feed starts when the silo can answer, and stops before it.
        builder.Services.AddHub(settings, legalTime ?? TimeProvider.System);
        var app = builder.Build();
        app.MapHub();
        app.MapGet("/healthz", (Drain drain) => drain.HasBegun ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable) : Results.Ok()).ExcludeFromDescription().Public().DisableRateLimiting();
        return app;
    }

    /// <summary>How long a hub that stops goes on serving before its door closes.</summary>
    /// <param name="settings">All settings of the installation.</param>
    public static TimeSpan DrainOf(IConfiguration settings) => NodeOptions.From(settings).Drain;

    /// <summary>Who may use which operation; nothing is started, and no store is opened.</summary>
    /// <param name="settings">All settings of the installation.</param>
    public static async Task<IReadOnlyList<OperationAccess>> Explain(IConfiguration settings)
    {
        await using var app = Create(settings, builder => builder.Logging.ClearProviders());
        return AccessTable.Of(app);
    }

    /// <summary>Creates or migrates what the hub stores, for installations that separate migration from start.</summary>
    /// <exception cref="IOException">A store cannot be used as it is; the message says why.</exception>
    public static Task Initialise(IConfiguration settings, ILoggerFactory loggers, CancellationToken cancellationToken) =>
        StorageRegistration.Initialise(StorageOptions.From(settings), loggers, cancellationToken);

    /// <summary>Wraps the keys of persons anew, under another master key; how many there are, and how many that concerned.</summary>
    /// <exception cref="IOException">It cannot be done; the message says why. What is done is done, and it may be run again.</exception>
    public static Task<(long All, long Anew)> RotateKeys(IConfiguration settings, ILoggerFactory loggers, CancellationToken cancellationToken) =>
        KeyRotation.Run(StorageOptions.From(settings), loggers, cancellationToken);

    /// <summary>Copies what the hub stores, beside running hubs; the position of the newest event in the copy.</summary>
    /// <param name="settings">All settings of the installation.</param>
    /// <param name="folder">Is made; must be empty.</param>
    /// <param name="stores">False: only what other roles keep.</param>
    /// <param name="others">Adds what other roles keep, before the backup is described.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="IOException">It cannot be done; the message says why.</exception>
    public static Task<long> BackUp(IConfiguration settings, string folder, bool stores, Action<string> others, CancellationToken cancellationToken) =>
        Backup.Take(stores ? StorageOptions.From(settings) : null, folder, others, TimeProvider.System.GetUtcNow(), cancellationToken);

    /// <summary>Restores a copy into empty stores beside the current key store, and proves it.</summary>
    /// <exception cref="IOException">It cannot be done; the message says why, and nothing is left behind.</exception>
    public static async Task<string> Restore(IConfiguration settings, string folder, bool stores, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var report = await Backup.Restore(stores ? StorageOptions.From(settings) : null, folder, loggers, cancellationToken);
        return FormattableString.Invariant($"{report.Events} events, without a gap; the key store opens {report.Opened} of them, {report.Erased} are erased.");
    }
}
