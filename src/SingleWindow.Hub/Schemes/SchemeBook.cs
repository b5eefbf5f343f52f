using Microsoft.Extensions.Logging;
using SingleWindow.Core.Schemes;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Schemes;

/// <summary>Keeps this node's catalogue true to what operators have activated.</summary>
internal sealed class SchemeBook(SchemeCatalog catalog, IEventStore store, EventFormat format, ILogger<SchemeBook> logger) : LawFollower(List, store, logger)
{
    /// <summary>The stream that lists every activation of every scheme.</summary>
    public static readonly StreamId List = new("schemes");

    private readonly IEventStore store = store;
    private readonly IReadOnlyList<Scheme> shipped = catalog.All;
    private readonly Dictionary<string, IReadOnlyList<Scheme>> activated = [];

    /// <summary>The stream of one scheme.</summary>
    public static StreamId Stream(string scheme) => new($"scheme/{scheme}");

    /// <summary>The versions of a scheme that nobody activated: those of the program and of the installation's folder.</summary>
    public IReadOnlyList<Scheme> Shipped(string id) => [.. shipped.Where(scheme => scheme.Id == id)];

    protected override async Task Take(IReadOnlyList<StoredEvent> news, CancellationToken ct)
    {
        foreach (var line in news) await Read(((SchemeListed)await format.Read(line, ct)).Scheme, ct);
        catalog.Replace([.. shipped.Where(scheme => !activated.ContainsKey(scheme.Id)), .. activated.Values.SelectMany(versions => versions)]);
    }

    protected override void Check()
    {
        if (SchemeCatalog.Conflicts(catalog.All) is { IsEmpty: false } conflicts)
            throw new InvalidDataException($"The schemes of this installation contradict what was activated: {string.Join("; ", conflicts.All.Select(error => error.Detail))}");
    }

    private async Task Read(string id, CancellationToken ct)
    {
        var law = SchemeLaw.Initial;
        foreach (var stored in await store.ReadStream(Stream(id), 0, ct)) law = SchemeLaw.Evolve(law, (SchemeEvent)await format.Read(stored, ct));
        activated[id] = law.Versions(Shipped(id));
    }
}
