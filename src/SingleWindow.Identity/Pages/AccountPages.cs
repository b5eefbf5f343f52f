using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Identity.External;

namespace SingleWindow.Identity.Pages;

/// <summary>Everything under <c>/account</c>.</summary>
internal static class AccountPages
{
    public static void MapAccount(this IEndpointRouteBuilder routes, ExternalIssuer? external)
    {
        var pages = routes.MapGroup("/account").AddEndpointFilter<RouteGroupBuilder, OwnForms>();
        pages.MapSignIn();
        pages.MapFirst();
        pages.MapPasskeys();
        if (external is not null) pages.MapExternal(external);
        pages.MapRole();
        pages.MapSecurity();
        pages.MapSecondFactor();
        pages.MapSignOut();
        pages.MapGet("/style.css", (HttpContext http) => Own(http, "style.css", "text/css; charset=utf-8"));
        pages.MapGet("/passkey.js", (HttpContext http) => Own(http, "passkey.js", "text/javascript; charset=utf-8"));
    }

    private static IResult Own(HttpContext http, string name, string type)
    {
        http.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Stream(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!, type);
    }
}
