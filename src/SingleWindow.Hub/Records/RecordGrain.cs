using System.Text.Json.Nodes;
using SingleWindow.Core.Audit;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Audit;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Records;

/// <summary>Owns the hub's copy of one record.</summary>
[GrainType("record")]
internal sealed class RecordGrain(IEventStore store, EventFormat format, AccessMatrix matrix, AuditLog audit)
    : EventSourcedGrain<Record, RecordEvent>(store, format), IRecordGrain
{
    public Task<Outcome<Versioned<RecordView>>> Handle(RecordCommand command, CommandContext context, CancellationToken ct) =>
        Run(record => Record.Decide(record, command, context), record => View(record.Newest!), context, ct);

    public Task<Outcome<Versioned<RecordView>>> Read(CancellationToken ct) =>
        Task.FromResult<Outcome<Versioned<RecordView>>>(State.Newest is { } newest ? new Versioned<RecordView>(View(newest), Version) : RecordProblems.Unknown);

    public async Task<Outcome<RecordView>> Disclose(string type, string purpose, CommandContext context, CancellationToken ct)
    {
        // The right comes first: without it the answer must not depend on whether the record exists.
        if (matrix.Allowing(type, context.Actor.Party, purpose) is not { } row) return RecordProblems.NotGranted;
        if (State.Newest is not { Content: not null } newest || newest.Type != type) return RecordProblems.Unknown;
        return await Shown(Cut(View(newest), row.Fields, out var seen), seen, purpose, row.Id, context, ct);
    }

    public async Task<Outcome<RecordView>> ReadBack(string type, CommandContext context, CancellationToken ct)
    {
        if (State.Newest is not { Content: not null } newest || newest.Type != type || newest.Owner != context.Actor.Party) return RecordProblems.Unknown;
        return await Shown(Cut(View(newest), ["*"], out var seen), seen, null, "owner", context, ct);
    }

    protected override Record Initial => Record.Initial;

    protected override Record Evolve(Record state, RecordEvent happened) => Record.Evolve(state, happened);

    // What is about a person goes with the person, also while the hub knows nobody with that code: the key is that of the identifier.
    protected override KeyRef KeyFor(Record after) => new(after.Newest!.PersonKey is { } person ? $"idk_{person}" : after.Newest.Record.ToString(), "record");

    private async Task<RecordView> Shown(RecordView view, IReadOnlyList<string> seen, string? purpose, string basis, CommandContext context, CancellationToken ct)
    {
        var act = new AuditAct(AuditLog.NewXid(context.At), "record.read", context.At, context.Actor, purpose, basis, seen, "allowed", $$"""{"record":"{{view.Id}}","version":{{view.Version}}}""");
        await audit.Record(act, view.Id.ToString(), ct);
        return view;
    }

    private static RecordView View(RecordEvent.Published newest) => new(newest.Record, newest.Type, newest.Owner, newest.Version, newest.At, newest.Content?.GetRawText());

    private static RecordView Cut(RecordView view, IReadOnlyList<string> granted, out IReadOnlyList<string> seen)
    {
        var content = JsonNode.Parse(view.Content!)!.AsObject();
        if (!granted.Contains("*"))
            foreach (var name in content.Select(member => member.Key).Except(granted).ToArray()) content.Remove(name);
        seen = [.. content.Select(member => member.Key)];
        return view with { Content = content.ToJsonString() };
    }
}
