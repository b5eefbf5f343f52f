using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SingleWindow.Identity.Clients;

/// <summary>
/// A certificate says something about clients that are registered with one: it is that very one or they are nobody, and their tokens are bound to it. All others may open their connection with any certificate that the
/// gateway wants; it counts for nothing. In place of OpenIddict's own check, which takes only certificates with the right extended key usage, RSA keys alone, and looks at those of all others too. It has to happen before OpenIddict
/// asks whether a client has shown anything at all: the mere presence of a certificate would do.
/// </summary>
internal sealed class CertificateClients(IOpenIddictApplicationManager applications) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        var shown = context.Transaction.RemoteCertificate;
        context.Transaction.RemoteCertificate = null;
        if (context.ClientId is not { Length: > 0 } id || await applications.FindByClientIdAsync(id, context.CancellationToken) is not { } application) return;
        if (ClientCertificates.Of(await applications.GetPropertiesAsync(application, context.CancellationToken), await applications.GetJsonWebKeySetAsync(application, context.CancellationToken)) is not { } registered) return;
        if (shown is null || !ClientCertificates.IsSame(shown, registered)) context.Reject(Errors.InvalidClient, "This client signs in with its certificate.");
        else context.Transaction.RemoteCertificate = shown;
    }
}
