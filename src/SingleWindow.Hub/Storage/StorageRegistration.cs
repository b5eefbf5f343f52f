using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SingleWindow.Hub.Batches;
using SingleWindow.Hub.Documents;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.PersonalData;

namespace SingleWindow.Hub.Storage;

/// <summary>Registers the stores: events, keys, views, and what feeds on them.</summary>
internal static class StorageRegistration
{
    /// <remarks>
    /// Call it after Orleans is added, so that the feed starts after the silo and stops before it. The caller registers an <c>IEventReader</c>, and each
    /// <see cref="IProjection"/>, <see cref="IReactor"/> and <see cref="IDueWorkHandler"/> as a singleton.
    /// </remarks>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options)
    {
        services.AddSingleton<IEventStore>(provider => new SqliteEventStore(options.Events, provider.GetRequiredService<ILogger<SqliteEventStore>>()));
        services.AddSingleton<IDocumentStore>(provider => new SqliteDocumentStore(options.Documents, provider.GetRequiredService<ILogger<SqliteDocumentStore>>()));
        services.AddSingleton<IBatchStore>(provider => new SqliteBatchStore(options.Batches, provider.GetRequiredService<ILogger<SqliteBatchStore>>()));
        services.AddSingleton<IKeyRows>(provider => new SqliteKeyRows(options.Keys, provider.GetRequiredService<ILogger<SqliteKeyRows>>()));
        services.AddSingleton<IKeyVault>(provider => OpenVault(provider, options));
        services.AddSingleton<Sealer>();
        services.AddSingleton<BlindIndex>();
        services.TryAddSingleton(new LegalClock(TimeProvider.System));
        services.AddSingleton<IViewStore>(_ => new SqliteViewStore(options.Views));
        services.AddHostedService<StorageStart>();
        services.AddSingleton<FeedPump>();
        services.AddHostedService(provider => provider.GetRequiredService<FeedPump>());
        services.AddSingleton<DueWorkPump>();
        services.AddHostedService(provider => provider.GetRequiredService<DueWorkPump>());
        services.AddHealthChecks().AddCheck<FeedHealth>("feed", tags: ["ready"]);
        return services;
    }

    /// <summary>Creates or migrates all stores and closes them again. Tables of read models are the projections' own, made when those start.</summary>
    public static async Task Initialise(StorageOptions options, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        await using var stores = new ServiceCollection().AddLogging().AddSingleton(loggers).AddStorage(options).BuildServiceProvider();
        await ActivatorUtilities.CreateInstance<StorageStart>(stores).StartAsync(cancellationToken);
    }

    // The container cannot wait; nothing else runs yet, and SQLite answers without waiting anyway.
    private static KeyVault OpenVault(IServiceProvider provider, StorageOptions options) =>
        OpenVault(provider.GetRequiredService<IKeyRows>(), options, provider.GetRequiredService<ILogger<KeyVault>>()).GetAwaiter().GetResult();

    private static async Task<KeyVault> OpenVault(IKeyRows rows, StorageOptions options, ILogger<KeyVault> logger)
    {
        var master = MasterKey.Load(options.MasterKey, options.KeyFolder, mayCreate: !await rows.Any(CancellationToken.None), logger);
        return await KeyVault.Open(rows, master, logger, CancellationToken.None);
    }
}
