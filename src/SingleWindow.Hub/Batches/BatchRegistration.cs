using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Hub.Feeds;

namespace SingleWindow.Hub.Batches;

/// <summary>What batches are made of.</summary>
internal static class BatchRegistration
{
    public static IServiceCollection AddBatches(this IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton(BatchOptions.From(settings));
        services.AddSingleton<BatchRows>().AddSingleton<BatchIntake>().AddSingleton<BatchFiler>();
        services.AddSingleton<IProjection, BatchIndex>().AddSingleton<IProjection, BatchRetention>().AddSingleton<IDueWorkHandler, BatchExpiry>();
        return services.AddHostedService<BatchPump>();
    }
}
