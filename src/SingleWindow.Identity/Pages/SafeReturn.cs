using Microsoft.AspNetCore.Http;

namespace SingleWindow.Identity.Pages;

/// <summary>Where a person goes after a page: back to an app's request, or to the own account; never where a link from elsewhere says.</summary>
internal static class SafeReturn
{
    public const string Field = "return";
    private const string Home = "/account/security";

    /// <summary>A page of the account that leads back to there.</summary>
    public static string Link(string page, string? back) => page + QueryString.Create(Field, Of(back));

    public static string Of(string? back) => back is not null && back.StartsWith("/connect/authorize?", StringComparison.Ordinal) ? back : Home;
}
