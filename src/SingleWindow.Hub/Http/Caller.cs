using System.Security.Claims;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Http;

/// <summary>Who calls, as the verified token says; for whom, as a verified mandate says. Nothing here is ever believed because a header or a body says so.</summary>
internal sealed record Caller(string Client, string Party, string? Unit, IReadOnlyList<string> Purposes, Representation? Representation = null)
{
    public Actor Actor => new(Client, Party, Unit, Representation);

    /// <summary>Tells callers apart wherever something is kept for one of them: a key, a cursor.</summary>
    public string Name => Representation is { } right ? $"{Party} by {right.Representative}" : Party;

    /// <summary>The schemes that a mandate is limited to, each between blanks, for lists; null for all.</summary>
    public string? SchemeWords => Representation?.Schemes is { } only ? $" {string.Join(' ', only)} " : null;

    /// <summary>The purposes of the token, each between blanks, for lists.</summary>
    public string PurposeWords => Purposes.Count == 0 ? "" : $" {string.Join(' ', Purposes)} ";

    /// <summary>The caller of an authenticated request.</summary>
    public static Caller Of(ClaimsPrincipal user)
    {
        var caller = new Caller(
            Subject(user), user.FindFirstValue("sw_party") ?? "", user.FindFirstValue("sw_unit"),
            [.. user.FindAll("sw_purposes").SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))]);
        return user is RepresentingPrincipal representing ? caller with { Party = representing.Principal, Unit = null, Purposes = [], Representation = representing.Right } : caller;
    }

    /// <summary>The person, or the client that acts for itself: for our issuer these have the same id. Two people who use one app are two, and one who uses two apps is one: four eyes depend on it.</summary>
    public static string Subject(ClaimsPrincipal user) => user.FindFirstValue("sub") ?? user.FindFirstValue("client_id") ?? "";

    /// <summary>True when the token carries the scope; RFC 8693 writes them in one claim with spaces.</summary>
    public static bool HasScope(ClaimsPrincipal user, string scope) => user.FindAll("scope").Any(claim => claim.Value.Split(' ').Contains(scope));
}
