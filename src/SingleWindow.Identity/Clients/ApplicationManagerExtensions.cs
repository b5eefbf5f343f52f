using OpenIddict.Abstractions;

namespace SingleWindow.Identity.Clients;

internal static class ApplicationManagerExtensions
{
    /// <summary>The client behind an OpenIddict application.</summary>
    public static async ValueTask<RegisteredClient> Read(
        this IOpenIddictApplicationManager manager, object application, CancellationToken cancellationToken) => ClientProperties.Read(
        (await manager.GetClientIdAsync(application, cancellationToken))!,
        await manager.GetDisplayNameAsync(application, cancellationToken),
        await manager.GetPermissionsAsync(application, cancellationToken),
        await manager.GetPropertiesAsync(application, cancellationToken));
}
