using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Records;

/// <summary>Owns the hub's copy of one record.</summary>
[GrainType("record")]
internal sealed class RecordGrain(IEventStore store, EventFormat format, EarlierCommands earlier) : EventSourcedGrain<Record, RecordEvent>(store, format), IRecordGrain
{
    /// <summary>Whose key holds what is about a person: it goes with the person, also while the hub knows nobody with that code.</summary>
    public static string KeySubject(string personKey) => personKey.StartsWith("wrk_", StringComparison.Ordinal) ? personKey : $"idk_{personKey}";

    /// <summary>Whose key holds a record: the person's; else the employer's, for a key of its own for each record costs more than the record; else its own.</summary>
    public static string KeySubject(string? personKey, string? employerKey, RecordId record) =>
        personKey is not null ? KeySubject(personKey) : employerKey is not null ? $"ide_{employerKey}" : record.ToString();

    public Task<Outcome<Versioned<RecordView>>> Handle(RecordCommand command, CommandContext context, CancellationToken ct) =>
        Run(record => Record.Decide(record, command, context), View, context, ct);

    public async Task<Outcome<RecordReceipt>> Take(RecordCommand command, CommandContext context, CancellationToken ct)
    {
        var before = Version;
        var outcome = await Handle(command, context, ct);
        DeactivateOnIdle();
        if (outcome.Value is not { View: var view, Version: var version }) return outcome.Problem!;
        var wrote = version > before || await earlier.Wrote(Stream, version, context, ct);
        return new RecordReceipt(view.Id, view.Version, !wrote ? RecordRowStatus.Unchanged : view.Version == 1 ? RecordRowStatus.Created : RecordRowStatus.Corrected);
    }

    public Task<Outcome<Versioned<RecordView>>> Read(CancellationToken ct) =>
        Task.FromResult<Outcome<Versioned<RecordView>>>(State is { Newest: not null, IsExpired: false } ? new Versioned<RecordView>(View(State), Version) : RecordProblems.Unknown);

    protected override Record Initial => Record.Initial;

    protected override Record Evolve(Record state, RecordEvent happened) => Record.Evolve(state, happened);

    protected override KeyRef KeyFor(Record after) =>
        new(KeySubject(after.Newest!.PersonKey, after.Newest.EmployerKey, after.Newest.Record), RecordTypes.Find(after.Newest.Type)?.RetentionClass ?? "record");

    private static RecordView View(Record record)
    {
        var newest = record.Newest!;
        return new(newest.Record, newest.Type, newest.Owner, newest.Version, newest.At, newest.Content?.GetRawText(), newest.PersonKey, newest.EmployerKey, record.IsDeclared);
    }
}
