using System.Globalization;
using System.Security.Claims;
using Microsoft.Extensions.Configuration;
using SingleWindow.Identity.Accounts;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SingleWindow.Identity.External;

/// <summary>The issuer of others through which people may sign in: a state's, or that of an authority. It says who somebody is; which account that is, an operator has said (<c>account link</c>).</summary>
internal sealed class ExternalIssuer
{
    /// <summary>The authentication scheme, and what it is called in <c>amr</c>.</summary>
    public const string Scheme = "external";
    private const string Federated = "fed";

    // Whoever has not signed in there for so long does it again: an open browser is no proof that somebody sits before it.
    public static readonly TimeSpan Recent = TimeSpan.FromMinutes(5);

    private readonly string[] twoFactors;

    private ExternalIssuer(IConfigurationSection settings, string authority)
    {
        (Authority, ClientId, Secret) = (authority, settings["ClientId"]!, settings["Secret"]);
        Name = settings["Name"] ?? new Uri(authority).Host;
        twoFactors = settings["TwoFactorAcr"]?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
    }

    public string Authority { get; }

    public string ClientId { get; }

    public string? Secret { get; }

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>The <c>acr</c> values that stand for two factors, as a request names them; null when there are none.</summary>
    public string? AcrValues => twoFactors.Length == 0 ? null : string.Join(' ', twoFactors);

    /// <summary>Null when none is configured.</summary>
    public static ExternalIssuer? Of(IConfiguration settings) =>
        settings.GetSection("Identity:External") is var section && section["Authority"] is { Length: > 0 } authority ? new(section, authority) : null;

    /// <summary>How the person signed in there. Our own second factor is asked for as well, unless it says by a value that an operator listed that there were two.</summary>
    public string MethodsOf(ClaimsPrincipal person) =>
        person.FindFirstValue(Claims.AuthenticationContextReference) is { } acr && twoFactors.Contains(acr, StringComparer.Ordinal) ? $"{Federated} {AuthenticationMethods.Several}" : Federated;

    /// <summary>Whether the issuer says that the person has just signed in there. It was asked with <c>max_age</c>, so it has to say when (OpenID Connect Core, 2); a minute is for clocks that differ.</summary>
    public static bool IsRecent(ClaimsPrincipal person) => long.TryParse(person.FindFirstValue(Claims.AuthenticationTime), NumberStyles.None, CultureInfo.InvariantCulture, out var time)
        && TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - time is var age && age >= -60 && age <= (long)Recent.TotalSeconds + 60;
}
