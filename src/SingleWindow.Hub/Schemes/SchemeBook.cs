using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Schemes;

/// <summary>
/// Keeps this node's catalogue true: reads what operators have activated before anything is served, and follows it from then on. One stream lists all activations,
/// so a look costs one indexed read; the node on which a version is activated looks at once, every other one within a second.
/// </summary>
internal sealed partial class SchemeBook(SchemeCatalog catalog, IEventStore store, EventFormat format, AccessMatrix matrix, ILogger<SchemeBook> logger) : BackgroundService
{
    /// <summary>The stream that lists every activation of every scheme.</summary>
    public static readonly StreamId List = new("schemes");

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<Scheme> shipped = catalog.All;
    private readonly Dictionary<string, IReadOnlyList<Scheme>> activated = [];
    private readonly SemaphoreSlim gate = new(1);
    private long seen;

    /// <summary>The stream of one scheme.</summary>
    public static StreamId Stream(string scheme) => new($"scheme/{scheme}");

    /// <summary>The versions of a scheme that nobody activated: those of the program and of the installation's folder.</summary>
    public IReadOnlyList<Scheme> Shipped(string id) => [.. shipped.Where(scheme => scheme.Id == id)];

    /// <summary>Takes in what was activated since the last look.</summary>
    public async Task Refresh(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            var news = await store.ReadStream(List, seen, ct);
            if (news.Count == 0) return;
            foreach (var line in news) await Read(((SchemeListed)await format.Read(line, ct)).Scheme, ct);
            catalog.Replace([.. shipped.Where(scheme => !activated.ContainsKey(scheme.Id)), .. activated.Values.SelectMany(versions => versions)]);
            seen = news[^1].Version;
        }
        finally
        {
            gate.Release();
        }
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Refresh(cancellationToken);
        if (SchemeCatalog.Conflicts(catalog.All) is { IsEmpty: false } conflicts)
            throw new InvalidDataException($"The schemes of this installation contradict what was activated: {string.Join("; ", conflicts.All.Select(error => error.Detail))}");
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        gate.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        while (await Tick(timer, stoppingToken))
        {
            try
            {
                await Refresh(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogBehind(failure);
            }
        }
    }

    private static async Task<bool> Tick(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task Read(string id, CancellationToken ct)
    {
        var law = SchemeLaw.Initial;
        foreach (var stored in await store.ReadStream(Stream(id), 0, ct)) law = SchemeLaw.Evolve(law, (SchemeEvent)await format.Read(stored, ct));
        activated[id] = law.Versions(Shipped(id), matrix);
    }

    [LoggerMessage(EventIds.LawBehind, LogLevel.Error, "The newest versions of schemes cannot be read; the law as known before is applied")]
    private partial void LogBehind(Exception failure);
}
