using OpenIddict.Abstractions;
using OpenIddict.Server;
using SingleWindow.Identity.Accounts;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SingleWindow.Identity.Clients;

/// <summary>Notes which client was refused with a wrong secret, assertion or certificate: somebody may be guessing, or uses what was taken away. A name that no client has is nothing that anybody could act on, and may be anything.</summary>
internal sealed class RefusedClients(IOpenIddictApplicationManager applications, SecurityLog log) : IOpenIddictServerHandler<ApplyTokenResponseContext>, IOpenIddictServerHandler<ApplyPushedAuthorizationResponseContext>
{
    public ValueTask HandleAsync(ApplyTokenResponseContext context) => Note(context.Error, context.Request?.ClientId, context.CancellationToken);

    public ValueTask HandleAsync(ApplyPushedAuthorizationResponseContext context) => Note(context.Error, context.Request?.ClientId, context.CancellationToken);

    private async ValueTask Note(string? error, string? client, CancellationToken cancellationToken)
    {
        if (error == OpenIddictConstants.Errors.InvalidClient && client is not null && await applications.FindByClientIdAsync(client, cancellationToken) is not null) log.ClientRefused(client);
    }
}
