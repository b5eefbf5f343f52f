using System.Text.Json;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Audit;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Schemes;

/// <summary>Owns what was activated of one scheme; the list that all nodes follow grows in the same transaction.</summary>
[GrainType("scheme")]
internal sealed class SchemeGrain(IEventStore store, EventFormat format, SchemeBook book, AccessMatrix matrix, AuditLog audit)
    : EventSourcedGrain<SchemeLaw, SchemeEvent>(store, format), ISchemeGrain
{
    private readonly IEventStore store = store;

    private string Id => Stream.Value["scheme/".Length..];

    public async Task<Outcome<Versioned<SchemeActivation>>> Activate(ActivateScheme command, CommandContext context, CancellationToken ct)
    {
        var version = VersionOf(command.Document);
        var outcome = await Run(
            law => SchemeLaw.Decide(law, command, Id, context, book.Shipped(Id), matrix),
            law => law.Of(Id, version, context.At) ?? new(Id, version, SchemeActivation.Effective), context, ct);
        if (outcome.Value?.View.Status == SchemeActivation.Effective) await book.Refresh(ct);
        return outcome;
    }

    public Task<Outcome<Versioned<SchemeActivation>>> Read(DateTimeOffset at, CancellationToken ct)
    {
        var view = State.Newest(Id, at) ?? (book.Shipped(Id) is [.., var newest] ? new(Id, newest.Version, SchemeActivation.Effective) : null);
        return Task.FromResult<Outcome<Versioned<SchemeActivation>>>(view is null ? SchemeProblems.Unknown : new Versioned<SchemeActivation>(view, Version));
    }

    protected override SchemeLaw Initial => SchemeLaw.Initial;

    protected override SchemeLaw Evolve(SchemeLaw state, SchemeEvent happened) => SchemeLaw.Evolve(state, happened);

    // Nothing in a law is personal.
    protected override KeyRef KeyFor(SchemeLaw after) => default;

    protected override async ValueTask<IReadOnlyList<StreamAppend>> BornWith(SchemeLaw after, IReadOnlyList<SchemeEvent> events, CommandContext context, CancellationToken ct)
    {
        var born = new List<StreamAppend>();
        foreach (var happened in events)
        {
            if (happened is SchemeEvent.Activated activated) born.Add(await Line(activated, ct));
            var (version, decision) = happened switch { SchemeEvent.Activated e => (e.Version, "confirmed"), SchemeEvent.Proposed e => (e.Version, "proposed"), _ => ("", "") };
            var payload = JsonSerializer.Serialize(new { scheme = Id, version });
            born.Add(await audit.Entry(new(AuditLog.NewXid(context.At), "scheme.activation", context.At, context.Actor, null, null, ["definition"], decision, payload), Stream.Value, ct));
        }
        return born;
    }

    private static string VersionOf(string document)
    {
        using var json = JsonDocument.Parse(document);
        return json.RootElement.TryGetProperty("version", out var version) ? version.ToString() : "";
    }

    // Two schemes that are activated at once meet here: the second tries again.
    private async ValueTask<StreamAppend> Line(SchemeEvent.Activated activated, CancellationToken ct)
    {
        var lines = (await store.ReadStream(SchemeBook.List, 0, ct)).Count;
        return new(SchemeBook.List, lines, [await Format.Write(new SchemeListed(activated.Scheme, activated.Version, activated.At), SchemeBook.List, lines + 1, default, ct)]);
    }
}
