using System.Security.Claims;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SingleWindow.Identity.Clients;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SingleWindow.Identity.Tokens;

/// <summary>Turns an authenticated client into the claims that the hub decides by.</summary>
internal sealed class ClientCredentialsGrant(IOpenIddictApplicationManager applications)
    : IOpenIddictServerHandler<OpenIddictServerEvents.HandleTokenRequestContext>
{
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

        var identity = HubClaims.For(client.ClientId, client.Party, client.Unit, client.Purposes)
            .SetScopes(asked.IsEmpty ? [.. client.Scopes] : asked)
            .SetDestinations(_ => [Destinations.AccessToken]);
        context.SignIn(new ClaimsPrincipal(identity));
    }
}
