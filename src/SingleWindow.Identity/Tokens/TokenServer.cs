using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Server;
using SingleWindow.Identity.Clients;

namespace SingleWindow.Identity.Tokens;

internal static class TokenServer
{
    public static IServiceCollection AddTokenServer(this IServiceCollection services, Uri issuer, string storePath)
    {
        services.AddOpenIddict().AddServer(server =>
        {
            server.SetIssuer(issuer);
            server.SetTokenEndpointUris("connect/token");
            server.AllowClientCredentialsFlow();
            server.RegisterScopes([.. Scopes.All]);
            // The grant checks scopes itself: OpenIddict would answer invalid_request where RFC 6749 says invalid_scope.
            server.IgnoreScopePermissions();
            server.SetAccessTokenLifetime(TimeSpan.FromMinutes(5));
            server.DisableAccessTokenEncryption();
            // Access tokens are validated by signature alone, so a row per token would be written and never read.
            server.DisableTokenStorage();
            server.DisableAuthorizationStorage();
            server.AddSigningKey(TokenKeys.Signing(storePath));
            server.AddEncryptionKey(TokenKeys.Encryption(storePath));
            server.AddEventHandler<OpenIddictServerEvents.HandleTokenRequestContext>(handler => handler.UseScopedHandler<ClientCredentialsGrant>());
            // TLS ends at the gateway.
            server.UseAspNetCore().DisableTransportSecurityRequirement();
        });
        return services;
    }
}
