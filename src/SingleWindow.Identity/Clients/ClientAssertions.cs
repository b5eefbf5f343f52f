using Microsoft.Extensions.Caching.Memory;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SingleWindow.Identity.Clients;

/// <summary>
/// What OpenIddict leaves open about a client's own assertion (RFC 7523): only the algorithms for which keys are registered, five minutes at most, each <c>jti</c> once. There is one
/// process with this role, so its memory is enough; a replay after a restart finds an assertion of five minutes.
/// </summary>
internal sealed class ClientAssertions : IOpenIddictServerHandler<ValidateTokenContext>, IOpenIddictServerHandler<ProcessAuthenticationContext>, IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private readonly MemoryCache seen = new(new MemoryCacheOptions());

    public ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context.ValidTokenTypes.Contains(TokenTypeIdentifiers.Private.ClientAssertion)) context.TokenValidationParameters.ValidAlgorithms = ClientKeys.Algorithms;
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context.ClientAssertionPrincipal is not { } assertion) return ValueTask.CompletedTask;
        var (now, expires) = (TimeProvider.System.GetUtcNow(), assertion.GetExpirationDate());
        if (assertion.GetClaim(Claims.JwtId) is not { Length: > 0 } id) context.Reject(Errors.InvalidClient, "The assertion needs a jti.");
        else if (expires is null || expires > now + Longest + TimeSpan.FromSeconds(30)) context.Reject(Errors.InvalidClient, "An assertion lasts for five minutes at most.");
        else if (!IsNew($"{context.ClientId} {id}", expires.Value)) context.Reject(Errors.InvalidClient, "This assertion was used before.");
        return ValueTask.CompletedTask;
    }

    public void Dispose() => seen.Dispose();

    // One of two that come at once wins.
    private bool IsNew(string assertion, DateTimeOffset until)
    {
        lock (seen)
        {
            if (seen.TryGetValue(assertion, out _)) return false;
            // A little longer than the assertion itself, for clocks that differ.
            seen.Set(assertion, true, until + Longest);
            return true;
        }
    }
}
