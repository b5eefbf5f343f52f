using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;
using SingleWindow.Identity.Accounts;
using SingleWindow.Identity.Storage;

namespace SingleWindow.Identity.Tokens;

/// <summary>Takes away, at the start and every ten minutes, the rows of tokens that nobody can use any more. They stay for as long as a session may last, so that a replay is still recognised; pushed requests, which anybody may send, go when their five minutes are over.</summary>
internal sealed partial class Pruning(IServiceScopeFactory scopes, ILogger<Pruning> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var period = new PeriodicTimer(TimeSpan.FromMinutes(10));
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await Prune(scope.ServiceProvider, TimeProvider.System.GetUtcNow() - Sessions.Longest, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotPruned(exception);
            }
        }
        while (await period.WaitForNextTickAsync(stoppingToken));
    }

    internal static async Task Prune(IServiceProvider services, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await services.GetRequiredService<IdentityStore>().Set<OpenIddictEntityFrameworkCoreToken>()
            .Where(token => token.Type == OpenIddictConstants.TokenTypeIdentifiers.Private.RequestToken && token.ExpirationDate < now).ExecuteDeleteAsync(cancellationToken);
        await services.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before, cancellationToken);
        await services.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(before, cancellationToken);
    }

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Rows of old tokens could not be removed; the next try is in ten minutes")]
    private partial void LogNotPruned(Exception exception);
}
