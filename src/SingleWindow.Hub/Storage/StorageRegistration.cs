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
        if (options.Connection is null) services.AddSqlite(options);
        else services.AddPostgres(options);
        services.AddSingleton(provider => new OpeningVault(ct => OpenVault(provider.GetRequiredService<IKeyRows>(), options, provider.GetRequiredService<ILogger<KeyVault>>(), ct))).AddSingleton<IKeyVault>(provider => provider.GetRequiredService<OpeningVault>());
        services.AddSingleton<Sealer>();
        services.AddSingleton<BlindIndex>();
        services.TryAddSingleton(new LegalClock(TimeProvider.System));
        services.AddHostedService<StorageStart>();
        services.TryAddSingleton<ILeases, SoleLeases>();
        services.AddSingleton<FeedPump>();
        services.AddHostedService(provider => provider.GetRequiredService<FeedPump>());
        services.AddSingleton<DueWorkPump>();
        services.AddHostedService(provider => provider.GetRequiredService<DueWorkPump>());
        services.AddHealthChecks().AddCheck<StoreHealth>("store", tags: ["ready"]).AddCheck<FeedHealth>("feed", tags: ["ready"]);
        return services;
    }

    /// <summary>Creates or migrates all stores and closes them again. Tables of read models are the projections' own, made when those start.</summary>
    public static async Task Initialise(StorageOptions options, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        await using var stores = new ServiceCollection().AddLogging().AddSingleton(loggers).AddStorage(options).BuildServiceProvider();
        // First, since others look into it.
        if (stores.GetService<PostgresCluster>() is { } cluster) await (await cluster.Open(cancellationToken)).DisposeAsync();
        await ActivatorUtilities.CreateInstance<StorageStart>(stores).StartAsync(cancellationToken);
    }

    private static void AddSqlite(this IServiceCollection services, StorageOptions options)
    {
        services.AddSingleton<IEventStore>(provider => new SqliteEventStore(options.Events, provider.GetRequiredService<ILogger<SqliteEventStore>>()));
        services.AddSingleton<IDocumentStore>(provider => new SqliteDocumentStore(options.Documents, provider.GetRequiredService<ILogger<SqliteDocumentStore>>()));
        services.AddSingleton<IBatchStore>(provider => new SqliteBatchStore(options.Batches, provider.GetRequiredService<ILogger<SqliteBatchStore>>()));
        services.AddSingleton<IKeyRows>(provider => new SqliteKeyRows(options.Keys, provider.GetRequiredService<ILogger<SqliteKeyRows>>()));
        services.AddSingleton<IViewStore>(_ => new SqliteViewStore(options.Views));
    }

    private static void AddPostgres(this IServiceCollection services, StorageOptions options)
    {
        services.AddSingleton(provider => new PostgresTargets(options.Connection!, options.KeysConnection!, provider.GetRequiredService<ILogger<PostgresTarget>>()));
        services.AddSingleton(provider => new PostgresCluster(Targets(provider).Stores));
        services.AddSingleton<IEventStore>(provider => new PostgresEventStore(Targets(provider).Stores, provider.GetRequiredService<ILogger<PostgresEventStore>>(), Node(provider)));
        services.AddSingleton<IDocumentStore>(provider => new PostgresDocumentStore(Targets(provider).Stores, Node(provider)));
        services.AddSingleton<IBatchStore>(provider => new PostgresBatchStore(Targets(provider).Stores, Node(provider)));
        services.AddSingleton(provider => new PostgresKeyRows(Targets(provider).Keys)).AddSingleton<IKeyRows>(provider => provider.GetRequiredService<PostgresKeyRows>());
        services.AddHostedService<ErasureFollower>();
        services.AddSingleton<IViewStore>(provider => new PostgresViewStore(Targets(provider).Stores, Node(provider)));
        if (services.Any(service => service.ServiceType == typeof(ClusterNode)))
        {
            // Started before what asks for leases, so that it stops after it.
            services.AddSingleton<PostgresLeases>().AddSingleton<ILeases>(provider => provider.GetRequiredService<PostgresLeases>());
            services.AddHostedService(provider => provider.GetRequiredService<PostgresLeases>());
        }

        static PostgresTargets Targets(IServiceProvider provider) => provider.GetRequiredService<PostgresTargets>();
        static ClusterNode? Node(IServiceProvider provider) => provider.GetService<ClusterNode>();
    }

    private static async Task<KeyVault> OpenVault(IKeyRows rows, StorageOptions options, ILogger<KeyVault> logger, CancellationToken ct)
    {
        var master = MasterKey.Load(options.MasterKey, options.OtherMasterKeys, options.KeyFolder, mayCreate: !await rows.Any(ct), logger);
        return await KeyVault.Open(rows, master, logger, ct);
    }
}
