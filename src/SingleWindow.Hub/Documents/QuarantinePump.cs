using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Documents;

/// <summary>Has what is in quarantine scanned, outside any request and beside the legal clocks, which no scanner may hold up.</summary>
internal sealed partial class QuarantinePump(IViewStore views, Scanner scanner, DocumentContents contents, IGrainFactory grains, LegalClock clock, ILeases leases, ILogger<QuarantinePump> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private const int MaxBatch = 20;
    private const int Parallelism = 2;

    private readonly ConcurrentDictionary<DocumentId, (long Since, TimeSpan Pause)> failing = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!scanner.IsThere) return;
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Poll(stoppingToken);
            }
            catch (Exception cause) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(cause);
            }
        }
    }

    private async Task Poll(CancellationToken ct)
    {
        // One node scans: the others would only do the same again.
        if (leases.Held("quarantine") is null) return;
        var waiting = await views.Query(
            "SELECT document, application, size FROM quarantine ORDER BY position LIMIT $1",
            row => (Document: EntityId.Parse<DocumentId>(row.Text(0)), Application: row.Text(1), Size: row.Long(2)), [MaxBatch + failing.Count], ct);
        if (waiting.Count == 0) failing.Clear();
        var ready = waiting.Where(one => !failing.TryGetValue(one.Document, out var failed) || Stopwatch.GetElapsedTime(failed.Since) >= failed.Pause);
        await Parallel.ForEachAsync(ready, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = ct }, async (one, token) => await Scan(one.Document, one.Application, one.Size, token));
    }

    private async Task Scan(DocumentId document, string application, long size, CancellationToken ct)
    {
        var result = DocumentStatus.ScanFailed;
        try
        {
            // Without its key it is about to leave the quarantine by itself.
            if (await contents.Open(document, size, ct) is not { } content) return;
            await using (content) result = await scanner.Ask(content, ct);
            var context = Commands.ByHub($"{document}/scan/{result}", clock.Now);
            await grains.GetGrain<IApplicationGrain>(application).HandleDocument(new ApplicationCommand.OfDocument.Scan(document, result), context, ct);
        }
        catch (Exception cause) when (!ct.IsCancellationRequested)
        {
            LogFailed(cause);
        }
        // Also what was answered waits a moment: the row goes with the feed.
        failing.AddOrUpdate(document, _ => (Stopwatch.GetTimestamp(), Period * 4), (_, last) => (Stopwatch.GetTimestamp(), last.Pause * 2 < LongestPause ? last.Pause * 2 : LongestPause));
    }

    [LoggerMessage(EventIds.ScanFailed, LogLevel.Warning, "A document could not be scanned; it is tried again")]
    private partial void LogFailed(Exception cause);
}
