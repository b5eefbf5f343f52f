using System.Text.Json;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Records;

/// <summary>
/// Takes in what employers and workers declare about themselves. A declaration has a record of its own for each who makes it, so it never stands in the place of a register's entry.
/// </summary>
internal sealed class DeclarationDesk(RecordShape shape, RecordSubjects subjects, WorkerRecords people, WorkerFamily family, IGrainFactory grains)
{
    /// <summary>On which side somebody with this id stands: <c>employer</c> or <c>worker</c>.</summary>
    public static string SideOf(string party) => party.StartsWith("wrk_", StringComparison.Ordinal) ? "worker" : "employer";

    /// <summary>Declares a version; the same content again is none.</summary>
    public async Task<Outcome<Versioned<RecordView>>> Declare(RecordType type, JsonElement content, CommandContext context, CancellationToken ct)
    {
        var party = context.Actor.Party;
        if (type.DeclarableBy?.Contains(SideOf(party)) is not true) return RecordProblems.NotDeclarable;
        var errors = shape.Check(type, content, context.At);
        if (!errors.IsEmpty) return RecordProblems.Invalid.At(errors.All);
        var (employer, person) = (await subjects.Employer(type, content, ct), await subjects.Person(type, content, ct));
        if (await Declarant(party, employer, person, ct) is not { } by) return RecordProblems.NotTheirs;
        var id = await subjects.Id(type, content, by, ct);
        return await grains.GetGrain<IRecordGrain>(id.ToString()).Handle(new RecordCommand.Declare(id, type.Id, by, employer, content.GetRawText(), person), context, ct);
    }

    /// <summary>A declaration of this party, whole; to all others it does not exist.</summary>
    public async Task<Outcome<Versioned<RecordView>>> Read(RecordType type, string id, string party, CancellationToken ct) =>
        EntityId.TryParse<RecordId>(id, out var record) && (await grains.GetGrain<IRecordGrain>(record.ToString()).Read(ct)).Value is { View: { IsDeclared: true } view } found
        && view.Type == type.Id && (await Names(party, ct)).Contains(view.Owner) ? found : RecordProblems.Unknown;

    /// <summary>Every id under which this party may have declared.</summary>
    public async Task<IReadOnlyList<string>> Names(string party, CancellationToken ct) =>
        EntityId.TryParse<WorkerId>(party, out var worker) && await family.Of(worker, ct) is { Count: > 0 } all ? [.. all.Select(one => one.ToString())] : [party];

    // Who declares, when the declaration names him. Of a worker it is the id that he came with, whatever ids are one with it now: a merge that was wrong must not hand it to somebody else.
    private async Task<string?> Declarant(string party, string? employer, string? person, CancellationToken ct)
    {
        if (EntityId.TryParse<WorkerId>(party, out var worker))
            return person is not null && (await people.Of(worker, null, ct)).Values.Contains(person) ? party : null;
        return EntityId.TryParse<EmployerId>(party, out var own) && (await grains.GetGrain<IEmployerGrain>(own.ToString()).Read(ct)).Value is { View.RegistryCode: { } code } && await subjects.Employer(code, ct) == employer ? party : null;
    }
}
