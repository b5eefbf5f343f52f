using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Documents;
using SingleWindow.Hub.Feeds;

namespace SingleWindow.Hub.Documents;

/// <summary>
/// Removes what a crash left: content whose event was never stored. What is unconfirmed when a node that is alone starts is no upload that runs; of several nodes one looks again and
/// again at what those have left that live no more. The application says whether it knows the document; the feed may only be late.
/// </summary>
internal sealed partial class DocumentSweep(IDocumentStore store, DocumentContents contents, IGrainFactory grains, ILeases leases, ILogger<DocumentSweep> logger) : BackgroundService
{
    private const string Lease = "document-sweep";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private IReadOnlyList<(DocumentId Document, ApplicationId Application)>? left;

    // Asked before the first request is served, which ExecuteAsync is not: later ones are no leftovers.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        left = await store.Left(cancellationToken);
        // Said at once: what only one node asks for, no other would take over.
        leases.Held(Lease);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Sweep(stoppingToken);
        while (!leases.IsAlone && await Wait(Period, stoppingToken))
            if (leases.Held(Lease) is not null) await Sweep(stoppingToken);
    }

    private async Task Sweep(CancellationToken ct)
    {
        do
        {
            try
            {
                left ??= await store.Left(ct);
                if (left.Count > 0) await Remove(left, ct);
                left = null;
                return;
            }
            catch (Exception cause) when (!ct.IsCancellationRequested)
            {
                LogFailed(cause);
            }
        }
        while (await Wait(Pause, ct));
    }

    private async Task Remove(IReadOnlyList<(DocumentId Document, ApplicationId Application)> unconfirmed, CancellationToken ct)
    {
        var removed = 0;
        foreach (var (document, application) in unconfirmed)
        {
            if (await grains.GetGrain<IApplicationGrain>(application.ToString()).HasDocument(document, ct) is { Value: { } known } && known.Items.Count > 0) continue;
            await contents.Destroy(document, ct);
            removed++;
        }
        LogRemoved(removed);
    }

    // False when the host stops.
    private static async Task<bool> Wait(TimeSpan time, CancellationToken ct)
    {
        await Task.Delay(time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !ct.IsCancellationRequested;
    }

    [LoggerMessage(EventIds.OrphansRemoved, LogLevel.Information, "{Count} uploads that never ended were removed")]
    private partial void LogRemoved(int count);

    [LoggerMessage(EventIds.SweepFailed, LogLevel.Warning, "Uploads that never ended could not be removed; it is tried again")]
    private partial void LogFailed(Exception cause);
}
