using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Documents;

namespace SingleWindow.Hub.Documents;

/// <summary>
/// Removes what a crash left: content whose event was never stored. A single machine has one hub, so what is unconfirmed when it starts is no upload that runs.
/// The application says whether it knows the document; the feed may only be late.
/// </summary>
internal sealed partial class DocumentSweep(IDocumentStore store, DocumentContents contents, IGrainFactory grains, ILogger<DocumentSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private IReadOnlyList<(DocumentId Document, ApplicationId Application)> left = [];

    // Asked before the first request is served, which ExecuteAsync is not: later ones are no leftovers.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        left = await store.Unconfirmed(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (left.Count > 0 && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                var removed = 0;
                foreach (var (document, application) in left)
                {
                    if (await grains.GetGrain<IApplicationGrain>(application.ToString()).HasDocument(document, stoppingToken) is { Value: { } known } && known.Items.Count > 0) continue;
                    await contents.Destroy(document, stoppingToken);
                    removed++;
                }
                LogRemoved(removed);
                return;
            }
            catch (Exception cause) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(cause);
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    [LoggerMessage(EventIds.OrphansRemoved, LogLevel.Information, "{Count} uploads that never ended were removed")]
    private partial void LogRemoved(int count);

    [LoggerMessage(EventIds.SweepFailed, LogLevel.Warning, "Uploads that never ended could not be removed; it is tried again")]
    private partial void LogFailed(Exception cause);
}
