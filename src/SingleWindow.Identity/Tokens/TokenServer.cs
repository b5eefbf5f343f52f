using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SingleWindow.Identity.Accounts;
using SingleWindow.Identity.Clients;
using SingleWindow.Identity.Storage;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SingleWindow.Identity.Tokens;

internal static class TokenServer
{
    public static IServiceCollection AddTokenServer(this IServiceCollection services, Uri issuer, IKeyFiles keys)
    {
        services.AddSingleton(new SigningKeys(keys, TimeProvider.System)).AddSingleton<KeyRing>().AddHostedService(provider => provider.GetRequiredService<KeyRing>());
        services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(provider => provider.GetRequiredService<KeyRing>());
        services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(new SealingKey(keys));
        services.AddSingleton<IOptionsChangeTokenSource<OpenIddictServerOptions>>(provider => provider.GetRequiredService<KeyRing>());
        services.AddOpenIddict().AddServer(server =>
        {
            server.SetIssuer(issuer);
            server.SetTokenEndpointUris("connect/token").SetAuthorizationEndpointUris("connect/authorize")
                .SetPushedAuthorizationEndpointUris("connect/par").SetEndSessionEndpointUris("connect/end-session");
            server.AllowClientCredentialsFlow().AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().RequireProofKeyForCodeExchange();
            server.Configure(options => options.CodeChallengeMethods.Remove(OpenIddictConstants.CodeChallengeMethods.Plain));
            // Whom a pushed request came from does not matter: whoever holds it follows it at once.
            server.Configure(options => options.RequestTokenLifetime = TimeSpan.FromMinutes(5));
            server.RegisterScopes([.. Scopes.All, OpenIddictConstants.Scopes.Profile, OpenIddictConstants.Scopes.OfflineAccess]);
            // The grants check scopes themselves: OpenIddict would answer invalid_request where RFC 6749 says invalid_scope.
            server.IgnoreScopePermissions();
            server.SetAccessTokenLifetime(TimeSpan.FromMinutes(5)).SetAuthorizationCodeLifetime(TimeSpan.FromSeconds(60)).SetIdentityTokenLifetime(TimeSpan.FromMinutes(5));
            // Refresh tokens end with the session, each works once, and one that comes again ends all that came from the same code.
            server.SetRefreshTokenLifetime(Sessions.Longest).DisableSlidingRefreshTokenExpiration().SetRefreshTokenReuseLeeway(TimeSpan.Zero);
            server.DisableAccessTokenEncryption();
            server.AddEventHandler<GenerateTokenContext>(handler => handler.UseSingletonHandler<KeyRing>().SetOrder(OpenIddictServerHandlers.Protection.AttachSecurityCredentials.Descriptor.Order + 1));
            server.AddEventHandler<GenerateTokenContext>(handler => handler.UseSingletonHandler<RowsOfTokens>().SetOrder(RowsOfTokens.First));
            server.AddEventHandler<ValidateTokenContext>(handler => handler.UseSingletonHandler<ClientAssertions>().SetOrder(OpenIddictServerHandlers.Protection.ResolveTokenValidationParameters.Descriptor.Order + 1));
            server.AddEventHandler<ProcessAuthenticationContext>(handler => handler.UseSingletonHandler<ClientAssertions>().SetOrder(OpenIddictServerHandlers.ValidateClientSecret.Descriptor.Order + 1));
            // Of clients that are registered with a certificate, see CertificateClients.
            server.EnableSelfSignedTlsClientAuthentication().UseClientCertificateBoundAccessTokens();
            server.RemoveEventHandler(OpenIddictServerHandlers.ValidateClientCertificate.Descriptor);
            server.AddEventHandler<ProcessAuthenticationContext>(handler => handler.UseScopedHandler<CertificateClients>().SetOrder(OpenIddictServerHandlers.ValidateClientType.Descriptor.Order - 1));
            server.AddEventHandler<ApplyTokenResponseContext>(handler => handler.UseScopedHandler<RefusedClients>().SetOrder(int.MinValue));
            server.AddEventHandler<ApplyPushedAuthorizationResponseContext>(handler => handler.UseScopedHandler<RefusedClients>().SetOrder(int.MinValue));
            server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseScopedHandler<ClientCredentialsGrant>());
            server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseScopedHandler<PersonGrant>());
            // TLS ends at the gateway.
            server.UseAspNetCore().DisableTransportSecurityRequirement().EnableAuthorizationEndpointPassthrough().EnableEndSessionEndpointPassthrough();
        });
        return services;
    }
}
