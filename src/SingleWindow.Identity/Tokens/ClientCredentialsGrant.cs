using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SingleWindow.Identity.Clients;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SingleWindow.Identity.Tokens;

/// <summary>Turns an authenticated client into the claims that the hub decides by.</summary>
internal sealed class ClientCredentialsGrant(IOpenIddictApplicationManager applications)
    : IOpenIddictServerHandler<OpenIddictServerEvents.HandleTokenRequestContext>
{
    public const string Audience = "singlewindow";

    public async ValueTask HandleAsync(OpenIddictServerEvents.HandleTokenRequestContext context)
    {
        if (!context.Request.IsClientCredentialsGrantType()) return;
        var application = await applications.FindByClientIdAsync(context.ClientId!, context.CancellationToken)
            ?? throw new InvalidOperationException("the client vanished between its authentication and its token");
        var client = await applications.Read(application, context.CancellationToken);

        var asked = context.Request.GetScopes();
        if (asked.Except(client.Scopes, StringComparer.Ordinal).Any())
        {
            context.Reject(Errors.InvalidScope, "The client was not granted one of these scopes.");
            return;
        }

        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreScheme, Claims.Subject, Claims.Role);
        // An array also for one purpose: readers need one shape, and OpenIddict's own helpers would write a lone value as a string.
        identity.AddClaim(new Claim("sw_purposes", JsonSerializer.Serialize(client.Purposes), JsonClaimValueTypes.JsonArray));
        identity.SetClaim(Claims.Subject, client.ClientId)
            .SetClaim("sw_party", client.Party)
            .SetClaim("sw_unit", client.Unit)
            .SetScopes(asked.IsEmpty ? [.. client.Scopes] : asked)
            .SetResources(Audience)
            .SetDestinations(_ => [Destinations.AccessToken]);
        context.SignIn(new ClaimsPrincipal(identity));
    }

    private const string OpenIddictServerAspNetCoreScheme = OpenIddict.Server.AspNetCore.OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
}
