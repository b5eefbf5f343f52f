using System.Security.Claims;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SingleWindow.Identity.Accounts;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SingleWindow.Identity.Tokens;

/// <summary>
/// What a person's code or refresh token becomes: the same claims again, if the session is not over and the role is still held. OpenIddict has proved by then that the token is
/// this client's, not expired, and not used before.
/// </summary>
internal sealed class PersonGrant(Sessions sessions) : IOpenIddictServerHandler<OpenIddictServerEvents.HandleTokenRequestContext>
{
    private const string Role = "sw_role_id";

    public async ValueTask HandleAsync(OpenIddictServerEvents.HandleTokenRequestContext context)
    {
        if ((context.AuthorizationCodePrincipal ?? context.RefreshTokenPrincipal) is not { } principal) return;
        var held = await sessions.Find(principal.GetClaim(Sessions.Claim), context.CancellationToken) is { } session
            && (await sessions.RolesOf(session.AccountId, context.CancellationToken)).Any(role => role.Id.ToString() == principal.GetClaim(Role) && IsEnough(session, role));
        if (held) context.SignIn(principal);
        else context.Reject(Errors.InvalidGrant, "The session is over.");
    }

    /// <summary>Whether the person may act in the role after this sign-in: officials have shown two factors.</summary>
    public static bool IsEnough(AccountSession session, AccountRole role) => AuthenticationMethods.IsTwoFactors(session.Methods) || !Clients.Scopes.OfOfficials.Contains(role.Scope);

    /// <summary>What the code says of a person who acts in a role.</summary>
    public static ClaimsPrincipal Principal(Account account, AccountSession session, AccountRole role, IEnumerable<string> asked)
    {
        var identity = HubClaims.For(account.Id, role.Party, role.Unit, role.Purposes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .SetClaim(Sessions.Claim, session.Id)
            .SetClaim(Role, role.Id.ToString())
            .SetClaim(Claims.Name, account.DisplayName)
            .SetClaims(Claims.AuthenticationMethodReference, [.. session.Methods.Split(' ', StringSplitOptions.RemoveEmptyEntries)])
            .SetClaim(Claims.AuthenticationContextReference, AuthenticationMethods.IsTwoFactors(session.Methods) ? AuthenticationMethods.TwoFactorContext : null)
            .SetClaim(Claims.AuthenticationTime, new DateTimeOffset(session.Started, TimeSpan.Zero).ToUnixTimeSeconds());
        identity.SetScopes(asked.Except(Clients.Scopes.All, StringComparer.Ordinal).Append(role.Scope));
        // Claims without a destination stay in the code and in the refresh token, which only this server reads.
        return new ClaimsPrincipal(identity.SetDestinations(claim => claim.Type switch
        {
            Claims.Subject => [Destinations.AccessToken, Destinations.IdentityToken],
            "sw_party" or "sw_unit" or "sw_purposes" => [Destinations.AccessToken],
            Claims.Name when identity.HasScope(Scopes.Profile) => [Destinations.IdentityToken],
            Claims.AuthenticationTime or Claims.AuthenticationMethodReference or Claims.AuthenticationContextReference => [Destinations.IdentityToken],
            _ => [],
        }));
    }
}
