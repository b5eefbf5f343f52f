using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenIddict.Abstractions;
using SingleWindow.Identity.Accounts;

namespace SingleWindow.Identity.Tokens;

/// <summary>Takes away, at the start and each hour, the rows of tokens that nobody can use any more. They stay for as long as a session may last, so that a replay is still recognised.</summary>
internal sealed class Pruning(IServiceScopeFactory scopes) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1));
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            await Prune(scope.ServiceProvider, TimeProvider.System.GetUtcNow() - Sessions.Longest, stoppingToken);
        }
        while (await hourly.WaitForNextTickAsync(stoppingToken));
    }

    internal static async Task Prune(IServiceProvider services, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before, cancellationToken);
        await services.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(before, cancellationToken);
    }
}
