using Microsoft.Extensions.Logging;
using SingleWindow.Core.Callers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Http;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Callers;

/// <summary>Whom this node lets in no more. It is looked at with every request.</summary>
internal sealed class SwitchBook(IEventStore store, EventFormat format, ILogger<SwitchBook> logger) : LawFollower(Stream, store, logger)
{
    /// <summary>The one stream of all switches.</summary>
    public static readonly StreamId Stream = new("switches");

    private Switches switches = Switches.Initial;

    /// <summary>True when the client or the party of this caller is switched off; the party that he acts for is asked about where he names it.</summary>
    public bool Refuses(Caller caller)
    {
        var off = Volatile.Read(ref switches).Off;
        return !off.IsEmpty && (off.ContainsKey(CallerName.Client(caller.Client).Text) || off.ContainsKey(CallerName.Party(caller.Party).Text));
    }

    protected override async Task Take(IReadOnlyList<StoredEvent> news, CancellationToken ct)
    {
        foreach (var stored in news) Volatile.Write(ref switches, Switches.Evolve(switches, (SwitchEvent)await format.Read(stored, ct)));
    }
}
