using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;

namespace SingleWindow.Identity.Pages;

/// <summary>Where a form may lead beside ourselves: after the last step of a sign-in browsers are redirected to the app, and they count that as a target of the form.</summary>
internal static class FormTargets
{
    public static async Task<string> Of(HttpContext http)
    {
        var back = http.Back();
        var query = QueryHelpers.ParseQuery(back[(back.IndexOf('?', StringComparison.Ordinal) + 1)..]);
        var clientId = query.TryGetValue("client_id", out var named) ? named.ToString() : http.Request.Query["client_id"].ToString();
        if (clientId.Length == 0) return "";
        var applications = http.RequestServices.GetRequiredService<IOpenIddictApplicationManager>();
        if (await applications.FindByClientIdAsync(clientId, http.RequestAborted) is not { } application) return "";
        string[] targets = [.. await applications.GetRedirectUrisAsync(application, http.RequestAborted), .. await applications.GetPostLogoutRedirectUrisAsync(application, http.RequestAborted)];
        return string.Concat(targets.Select(target => Origin(new Uri(target))).Distinct().Select(origin => " " + origin));
    }

    // The app of a telephone has a scheme of its own.
    private static string Origin(Uri target) => target.Scheme is "http" or "https" ? target.GetLeftPart(UriPartial.Authority) : $"{target.Scheme}:";
}
