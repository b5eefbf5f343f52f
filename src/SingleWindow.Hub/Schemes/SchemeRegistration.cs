using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Hub.Schemes;

/// <summary>The law of this installation: what comes with the program, and what stands in its own folder.</summary>
internal static class SchemeRegistration
{
    /// <exception cref="InvalidDataException">A file changed since the settings were checked, and is wrong now.</exception>
    public static IServiceCollection AddSchemes(this IServiceCollection services, IConfiguration settings)
    {
        var (own, errors) = settings["Schemes:Path"] is { Length: > 0 } folder ? SchemeFolder.Read(folder) : ([], []);
        if (errors.Count > 0) throw new InvalidDataException($"Schemes:Path: {string.Join("; ", errors)}");
        services.AddSingleton(new SchemeCatalog([.. SchemeCatalog.Default.All, .. own], open: settings.GetValue("Schemes:AllowDraft", false))).AddSingleton<SchemeBook>();
        return services.AddHostedService(provider => provider.GetRequiredService<SchemeBook>());
    }
}
