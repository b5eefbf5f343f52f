using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SingleWindow.Identity.Accounts;
using SingleWindow.Identity.Pages;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SingleWindow.Identity.External;

/// <summary>Code and PKCE with the external issuer. What it says of a person becomes a sign-in of the linked account at once; no cookie keeps it.</summary>
internal static class ExternalSignIn
{
    public const string NotLinked = "/account/external/not-linked";
    public const string Failed = "/account/external/failed";

    public static void AddExternalSignIn(this IServiceCollection services, ExternalIssuer issuer, bool isTls)
    {
        services.AddSingleton(issuer);
        services.AddAuthentication().AddOpenIdConnect(ExternalIssuer.Scheme, oidc =>
        {
            (oidc.Authority, oidc.ClientId, oidc.ClientSecret) = (issuer.Authority, issuer.ClientId, issuer.Secret);
            oidc.RequireHttpsMetadata = issuer.Authority.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
            oidc.BackchannelTimeout = TimeSpan.FromSeconds(10);
            oidc.SignInScheme = IdentityConstants.ApplicationScheme;
            oidc.CallbackPath = "/account/external/callback";
            (oidc.ResponseType, oidc.ResponseMode, oidc.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
            // Who it is, and nothing else: names and birth dates stay there.
            oidc.Scope.Clear();
            oidc.Scope.Add(Scopes.OpenId);
            oidc.MaxAge = ExternalIssuer.Recent;
            // Nobody needs to know which library this is.
            oidc.DisableTelemetry = true;
            (oidc.MapInboundClaims, oidc.SaveTokens, oidc.GetClaimsFromUserInfoEndpoint) = (false, false, false);
            // By default it drops issuer and acr, which decide here.
            oidc.ClaimActions.Clear();
            oidc.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256];
            foreach (var cookie in new[] { oidc.NonceCookie, oidc.CorrelationCookie })
            {
                // By GET from another site; and on plain http, which is for localhost, a browser takes no cookie with SameSite=None.
                (cookie.SameSite, cookie.HttpOnly) = (SameSiteMode.Lax, true);
                cookie.SecurePolicy = isTls ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
                // The framework would have a path in it, with which no browser takes a name that begins so.
                if (isTls) (cookie.Name, cookie.Path) = ($"__Host-{(cookie == oidc.NonceCookie ? "nonce" : "correlation")}.", "/");
            }
            oidc.Events.OnRedirectToIdentityProvider = context =>
            {
                context.ProtocolMessage.AcrValues = issuer.AcrValues;
                return Task.CompletedTask;
            };
            oidc.Events.OnTicketReceived = SignIn;
            oidc.Events.OnRemoteFailure = context =>
            {
                // Given up there, an old tab, a broken answer: what it was is in nobody's interest but that of whoever tries.
                context.Response.Redirect(Failed);
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });
    }

    private static string Unknown(IServiceProvider services)
    {
        // Not who: the subject may be a personal code.
        services.GetRequiredService<SecurityLog>().Note("unknown", SecurityEvent.ExternalNotLinked);
        return NotLinked;
    }

    private static async Task SignIn(TicketReceivedContext context)
    {
        var services = context.HttpContext.RequestServices;
        var (person, back) = (context.Principal!, context.ReturnUri);
        context.HandleResponse();
        context.Response.Redirect(!ExternalIssuer.IsRecent(person) ? Failed
            : await services.GetRequiredService<UserManager<Account>>().FindByLoginAsync(person.FindFirstValue(Claims.Issuer)!, person.FindFirstValue(Claims.Subject)!) is not { } account ? Unknown(services)
            : await services.GetRequiredService<AccountSignIn>().External(account, services.GetRequiredService<ExternalIssuer>().MethodsOf(person)) is var result && result.Succeeded ? SafeReturn.Of(back)
            : result.RequiresTwoFactor ? SafeReturn.Link("/account/totp", back) : NotLinked);
    }
}
