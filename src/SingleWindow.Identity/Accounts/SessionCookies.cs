using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace SingleWindow.Identity.Accounts;

/// <summary>The cookies of people: who is signed in, who has given a password and owes a second factor, and the one against forged forms.</summary>
internal static class SessionCookies
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    public static void AddSessionCookies(this IServiceCollection services, Uri issuer)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, cookie =>
            {
                Describe(cookie.Cookie, "session");
                (cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (Idle, true);
                cookie.Events.OnValidatePrincipal = IsSessionThere;
            })
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, cookie =>
            {
                Describe(cookie.Cookie, "second-factor");
                (cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (TimeSpan.FromMinutes(5), false);
            });
        services.AddAntiforgery(antiforgery =>
        {
            Describe(antiforgery.Cookie, "form");
            // The gateway and the pages say what may frame them.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });

        void Describe(CookieBuilder cookie, string name)
        {
            var tls = issuer.Scheme == Uri.UriSchemeHttps;
            // A browser takes a cookie with this prefix only over TLS, from this very host. On plain http, which is for localhost, it would take none.
            cookie.Name = tls ? $"__Host-{name}" : $"sw-{name}";
            cookie.SecurePolicy = tls ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            (cookie.HttpOnly, cookie.Path, cookie.IsEssential) = (true, "/", true);
            // Not Strict: an app sends the person here from another site.
            cookie.SameSite = SameSiteMode.Lax;
        }
    }

    private static async Task IsSessionThere(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
        if (await sessions.Find(context.Principal!.FindFirstValue(Sessions.Claim), context.HttpContext.RequestAborted) is null) context.RejectPrincipal();
    }
}
