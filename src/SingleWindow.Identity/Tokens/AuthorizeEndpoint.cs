using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using SingleWindow.Identity.Accounts;
using SingleWindow.Identity.Pages;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SingleWindow.Identity.Tokens;

/// <summary>Where an app sends a person to sign in. OpenIddict has checked the request by then: client, exact redirect URI, PKCE.</summary>
internal static class AuthorizeEndpoint
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static void MapAuthorize(this IEndpointRouteBuilder routes) => routes.MapMethods("/connect/authorize", [HttpMethods.Get, HttpMethods.Post], Authorize);

    private static async Task<IResult> Authorize(HttpContext http, SignedIn signedIn, Sessions sessions)
    {
        var request = http.GetOpenIddictServerRequest()!;
        var silent = request.HasPromptValue(PromptValues.None);
        // What was posted comes back as a GET after the sign-in.
        var here = http.Request.PathBase + http.Request.Path + (HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType ? QueryString.Create(await http.Request.ReadFormAsync()) : http.Request.QueryString);

        if (await signedIn.Find() is not { } person || IsTooOld(person.Since, request))
            return silent ? Refuse(Errors.LoginRequired, "The person has to sign in.") : Results.Redirect(SafeReturn.Link("/account/sign-in", here));

        var (account, session) = person;
        var asked = request.GetScopes();
        var wanted = asked.Intersect(Clients.Scopes.All, StringComparer.Ordinal).ToArray();
        var roles = (await sessions.RolesOf(account.Id, http.RequestAborted)).Where(role => wanted.Length == 0 || wanted.Contains(role.Scope)).ToArray();
        if (roles.Length == 0) return Refuse(Errors.AccessDenied, "The person has no role of the kind that was asked for.");
        if (roles.Length > 1 && !Array.Exists(roles, role => role.Id == session.RoleId))
            return silent ? Refuse(Errors.InteractionRequired, "The person has to choose a role.") : Results.Redirect(SafeReturn.Link("/account/role", here));
        var chosen = Array.Find(roles, role => role.Id == session.RoleId) ?? roles[0];
        if (!PersonGrant.IsEnough(session, chosen))
            return silent ? Refuse(Errors.InteractionRequired, "The person has to sign in with two factors.") : Results.Redirect(SafeReturn.Link("/account/second-factor", here));
        return Results.SignIn(PersonGrant.Principal(account, session, chosen, asked), properties: null, Scheme);
    }

    // An app that wants the person to sign in anew is content with a sign-in of the last two minutes: that is the one it has just sent the person to.
    private static bool IsTooOld(TimeSpan since, OpenIddictRequest request)
    {
        var most = request.HasPromptValue(PromptValues.Login) ? 120 : request.MaxAge is { } age ? Math.Max(age, 120) : long.MaxValue;
        return since.TotalSeconds > most;
    }

    private static IResult Refuse(string error, string description) => Results.Forbid(new AuthenticationProperties(new Dictionary<string, string?>
    {
        [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
        [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
    }), [Scheme]);
}
