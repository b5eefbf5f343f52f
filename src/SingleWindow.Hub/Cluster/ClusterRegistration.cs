using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Cluster;

/// <summary>What makes several processes one hub.</summary>
internal static class ClusterRegistration
{
    /// <remarks>Call it before Orleans is added: the store is claimed before the silo joins.</remarks>
    public static IServiceCollection AddCluster(this IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton(NodeOptions.From(settings)).AddSingleton<Drain>().AddHostedService(provider => provider.GetRequiredService<Drain>());
        if (StorageOptions.From(settings).Connection is not null) services.AddHostedService<ClusterClaim>();
        return services;
    }
}
