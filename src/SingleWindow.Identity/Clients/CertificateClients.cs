using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SingleWindow.Identity.Clients;

/// <summary>
/// A certificate says something about clients that are registered with one, and these say nothing without it: their tokens are bound to it. All others may open their connection with any certificate that the gateway wants; it is
/// neither checked here nor bound to anything. OpenIddict would take or refuse it, whoever comes.
/// </summary>
internal sealed class CertificateClients(IOpenIddictApplicationManager applications) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context.ClientId is not { Length: > 0 } id || await applications.FindByClientIdAsync(id, context.CancellationToken) is not { } application) return;
        if (!ClientCertificates.IsOne(await applications.GetJsonWebKeySetAsync(application, context.CancellationToken))) context.Transaction.RemoteCertificate = null;
        else if (context.Transaction.RemoteCertificate is null) context.Reject(Errors.InvalidClient, "This client signs in with its certificate.");
    }
}
