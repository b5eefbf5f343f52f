using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SingleWindow.Hub.PersonalData;

namespace SingleWindow.Hub.Storage;

/// <summary>Forgets within a second what another node destroyed; and everything, when it cannot ask for a while: an erasure holds everywhere or nothing is read.</summary>
internal sealed partial class ErasureFollower(PostgresKeyRows rows, OpeningVault vault, ILogger<ErasureFollower> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private long seen;
    private long asked;

    // Before anything is served, and before anything that is kept was read.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        seen = await rows.LastDestroyed(cancellationToken);
        vault.Forget(null, null);
        asked = Stopwatch.GetTimestamp();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Period, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // Also after this process was frozen: what it knew was true then.
            if (Stopwatch.GetElapsedTime(asked) > Patience) vault.Forget(null, null);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            patience.CancelAfter(Patience);
            try
            {
                foreach (var (number, subject, retentionClass) in await rows.DestroyedAfter(seen, patience.Token))
                {
                    vault.Forget(subject, retentionClass);
                    seen = number;
                }
                asked = Stopwatch.GetTimestamp();
            }
            catch (Exception away) when (!stoppingToken.IsCancellationRequested)
            {
                LogUnknown(away);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(EventIds.ErasuresUnknown, LogLevel.Warning, "What other nodes erased cannot be read; keys are asked for anew until it can")]
    private partial void LogUnknown(Exception cause);
}
