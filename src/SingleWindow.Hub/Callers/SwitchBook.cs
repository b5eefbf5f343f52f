using System.Collections.Immutable;
using System.Security.Claims;
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

    /// <summary>True when whoever holds this token is switched off: the person or client, the application by which a person comes, the party, or the person's seat in it.</summary>
    public bool Refuses(ClaimsPrincipal token)
    {
        var off = Off;
        if (off.IsEmpty) return false;
        var (subject, party) = (Caller.Subject(token), token.FindFirstValue("sw_party") ?? "");
        return off.ContainsKey(CallerName.Client(subject).Text) || off.ContainsKey(CallerName.Client(token.FindFirstValue("client_id") ?? "").Text)
            || off.ContainsKey(CallerName.Party(party).Text) || off.ContainsKey(CallerName.Seat(subject, party).Text);
    }

    /// <summary>True when this party is switched off: nobody acts for it.</summary>
    public bool Refuses(string party) => Off.ContainsKey(CallerName.Party(party).Text);

    private ImmutableDictionary<string, DateTimeOffset> Off => Volatile.Read(ref switches).Off;

    protected override async Task Take(IReadOnlyList<StoredEvent> news, CancellationToken ct)
    {
        foreach (var stored in news) Volatile.Write(ref switches, Switches.Evolve(switches, (SwitchEvent)await format.Read(stored, ct)));
    }
}
