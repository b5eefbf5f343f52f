using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SingleWindow.Identity.Tokens;

/// <summary>Codes, refresh tokens and pushed requests have a row, so that each works once. Access tokens are validated by signature alone: a row for each would be written and never read.</summary>
internal sealed class RowsOfTokens : IOpenIddictServerHandler<OpenIddictServerEvents.GenerateTokenContext>
{
    /// <summary>Before OpenIddict makes the row.</summary>
    public const int First = int.MinValue;

    public ValueTask HandleAsync(OpenIddictServerEvents.GenerateTokenContext context)
    {
        if (context.TokenType is TokenTypeIdentifiers.AccessToken or TokenTypeIdentifiers.IdentityToken) context.CreateTokenEntry = false;
        return ValueTask.CompletedTask;
    }
}
