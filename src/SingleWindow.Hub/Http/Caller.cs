using System.Security.Claims;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Http;

/// <summary>Who calls, as the verified token says. Nothing here ever comes from a header or a body.</summary>
internal sealed record Caller(string Client, string Party, string? Unit, IReadOnlyList<string> Purposes)
{
    public Actor Actor => new(Client, Party, Unit);

    /// <summary>The caller of an authenticated request.</summary>
    public static Caller Of(ClaimsPrincipal user) => new(
        user.FindFirstValue("client_id") ?? "", user.FindFirstValue("sw_party") ?? "", user.FindFirstValue("sw_unit"),
        [.. user.FindAll("sw_purposes").SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))]);

    /// <summary>True when the token carries the scope; RFC 8693 writes them in one claim with spaces.</summary>
    public static bool HasScope(ClaimsPrincipal user, string scope) => user.FindAll("scope").Any(claim => claim.Value.Split(' ').Contains(scope));
}
