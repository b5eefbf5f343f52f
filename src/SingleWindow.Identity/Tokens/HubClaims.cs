using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SingleWindow.Identity.Tokens;

/// <summary>The claims that the hub decides by, the same for clients and for people.</summary>
internal static class HubClaims
{
    public const string Audience = "singlewindow";
    private const string Purposes = "sw_purposes";

    public static ClaimsIdentity For(string subject, string party, string? unit, IEnumerable<string> purposes)
    {
        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Claims.Subject, Claims.Role);
        // An array also for one purpose: readers need one shape, and OpenIddict's own helpers would write a lone value as a string.
        identity.AddClaim(new Claim(Purposes, JsonSerializer.Serialize(purposes), JsonClaimValueTypes.JsonArray));
        return identity.SetClaim(Claims.Subject, subject).SetClaim("sw_party", party).SetClaim("sw_unit", unit).SetResources(Audience);
    }
}
