using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SingleWindow.Hub.Callers;

namespace SingleWindow.Hub.Http;

/// <summary>Who may call the hub: holders of an access token of the one issuer that settings name.</summary>
internal static class TokenValidation
{
    private const string Audience = "singlewindow";

    /// <summary>Adds bearer authentication by <c>Identity:Authority</c> (an external issuer) or <c>Identity:Issuer</c> (the embedded one).</summary>
    internal static IServiceCollection AddTokenValidation(this IServiceCollection services, IConfiguration settings)
    {
        var external = settings["Identity:Authority"] is { Length: > 0 } authority ? authority : null;
        // The embedded issuer writes its name as a URI with a path; an external one is taken letter by letter.
        var issuer = external ?? new Uri(settings["Identity:Issuer"] ?? "http://localhost:8080/").AbsoluteUri;
        var documents = external is null
            ? new IssuerDocuments(issuer, settings["Identity:InternalUrl"] ?? "http://127.0.0.1:5002")
            : new IssuerDocuments(issuer, internalUrl: null);

        services.AddDataProtection().SetApplicationName("SingleWindow").PersistKeysToFileSystem(
            new DirectoryInfo(Path.Combine(Path.GetFullPath(settings["Store:Path"] ?? "./data"), "keys", "data-protection")));
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.TokenHandlers.Clear();
            bearer.TokenHandlers.Add(new KnownTokens { MapInboundClaims = false });
            bearer.IncludeErrorDetails = false;
            bearer.SaveToken = false;
            // A good token of somebody who was switched off is none, nor is one that is bound to a certificate without it: asked at every request, since good tokens are remembered.
            bearer.Events = new JwtBearerEvents { OnTokenValidated = Refuse };
            // Legal time may be stepped; whether a token has expired is a matter of real time.
            bearer.TimeProvider = TimeProvider.System;
            bearer.ConfigurationManager = KeysOf(issuer, documents);
            bearer.TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuer = issuer,
                ValidAudience = Audience,
                // An allow-list: neither "none", nor HMAC with a public key as the secret, nor an id token in place of an access token.
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256],
                ValidTypes = ["at+jwt", "application/at+jwt"],
                RequireExpirationTime = true,
                RequireSignedTokens = true,
                ClockSkew = TimeSpan.FromSeconds(30),
                NameClaimType = "client_id",
            };
        });
        return services;
    }

    /// <summary>What the issuer publishes, its keys among it. What it has withdrawn is believed no more: by default the library would believe the former keys for an hour beside the new ones.</summary>
    internal static ConfigurationManager<OpenIdConnectConfiguration> KeysOf(string issuer, IDocumentRetriever documents) =>
        new(issuer.TrimEnd('/') + "/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(), documents)
        {
            AutomaticRefreshInterval = TimeSpan.FromHours(1),
            RefreshInterval = KeysOfIssuer.Pause,
            UseLastKnownGoodConfiguration = false,
        };

    private static Task Refuse(TokenValidatedContext context)
    {
        if (!CertificateBinding.Holds(context.Principal!, context.HttpContext)) context.Fail("bound to another certificate");
        else if (context.HttpContext.RequestServices.GetRequiredService<SwitchBook>().Refuses(context.Principal!)) context.Fail("switched off");
        return Task.CompletedTask;
    }
}
