using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Hub.Feeds;

namespace SingleWindow.Hub.Documents;

/// <summary>What documents are made of.</summary>
internal static class DocumentRegistration
{
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton(DocumentOptions.From(settings));
        services.AddSingleton<DocumentContents>().AddSingleton<DocumentUploads>().AddSingleton<Scanner>();
        services.AddSingleton<IProjection, Quarantine>().AddSingleton<IProjection, DocumentRetention>().AddSingleton<IDueWorkHandler, DocumentExpiry>();
        services.AddSingleton<IReactor, DocumentKeeper>();
        services.AddHostedService<QuarantinePump>().AddHostedService<DocumentSweep>();
        return services;
    }
}
