using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using SingleWindow.Identity.Accounts;

namespace SingleWindow.Identity.Tokens;

/// <summary>Takes away, at the start and each hour, the rows of tokens that nobody can use any more. They stay for as long as a session may last, so that a replay is still recognised.</summary>
internal sealed partial class Pruning(IServiceScopeFactory scopes, ILogger<Pruning> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1));
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await Prune(scope.ServiceProvider, TimeProvider.System.GetUtcNow() - Sessions.Longest, stoppingToken);
            }
            catch (DbException exception)
            {
                LogNotPruned(exception);
            }
        }
        while (await hourly.WaitForNextTickAsync(stoppingToken));
    }

    internal static async Task Prune(IServiceProvider services, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before, cancellationToken);
        await services.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(before, cancellationToken);
    }

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Rows of old tokens could not be removed; the next try is in an hour")]
    private partial void LogNotPruned(Exception exception);
}
