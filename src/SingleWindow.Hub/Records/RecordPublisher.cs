using System.Text.Json;
using SingleWindow.Core.Fees;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Records;

/// <summary>Takes an entry of a register in: judged whole, named by its key, linked to its person and employer by blind indexes.</summary>
internal sealed class RecordPublisher(RecordShape shape, RecordSubjects subjects, IGrainFactory grains)
{
    /// <summary>Publishes a version; the same content again is none.</summary>
    public async Task<Outcome<Versioned<RecordView>>> Publish(RecordType type, JsonElement content, CommandContext context, CancellationToken ct)
    {
        var judged = await Judge(type, content, context.At, ct);
        return judged.Value is { } publish ? await grains.GetGrain<IRecordGrain>(publish.Record.ToString()).Handle(publish, context, ct) : judged.Problem!;
    }

    /// <summary>What publishing this content, which came at that time, would be, or why it cannot be.</summary>
    public async ValueTask<Outcome<RecordCommand.Publish>> Judge(RecordType type, JsonElement content, DateTimeOffset came, CancellationToken ct)
    {
        var errors = shape.Check(type, content, came);
        if (errors.IsEmpty && type.Id == FeePayment.RecordType) FeePayment.Check(content, errors);
        if (!errors.IsEmpty) return RecordProblems.Invalid.At(errors.All);
        var id = await subjects.Id(type, content, type.Owner, ct);
        var people = await subjects.People(type, content, ct);
        return new RecordCommand.Publish(id, type.Id, type.Owner, await subjects.Employer(type, content, ct), content.GetRawText(), people is [var person, ..] ? person : null, people.Count > 1 ? [.. people.Skip(1)] : null);
    }
}
