using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace SingleWindow.Identity.Accounts;

/// <summary>For whom passkeys are: the host of the issuer, in pages of the issuer.</summary>
internal static class PasskeyServices
{
    public static IServiceCollection AddPasskeys(this IServiceCollection services, Uri issuer)
    {
        var origin = issuer.GetLeftPart(UriPartial.Authority);
        return services.AddScoped<Passkeys>().Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.ServerDomain = issuer.Host;
            // Fingerprint, face or PIN: what one has and what one is or knows, so that no other factor is asked for.
            passkeys.UserVerificationRequirement = "required";
            // It is found without a login.
            passkeys.ResidentKeyRequirement = "required";
            passkeys.ValidateOrigin = asked => ValueTask.FromResult(asked is { CrossOrigin: false, TopOrigin: null } && asked.Origin == origin);
        });
    }

    /// <summary>Browsers have none for an address, and none without TLS but for this machine.</summary>
    public static bool MayHavePasskeys(this Uri site) => !IPAddress.TryParse(site.Host.Trim('[', ']'), out _) && (site.Scheme == Uri.UriSchemeHttps || site.IsLoopback);
}
