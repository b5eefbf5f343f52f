using System.Text.Json;
using SingleWindow.Core.Audit;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Audit;
using SingleWindow.Hub.Http;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Records;

/// <summary>Reads records for authorities: each under a row of the matrix, cut to what it grants, and durable in the audit log before the answer leaves.</summary>
internal sealed class RecordReader(AccessMatrix matrix, AccessDesk desk, RecordSubjects subjects, AuditLog audit, IViewStore views, IGrainFactory grains, Cursors cursors)
{
    /// <summary>One record for a purpose.</summary>
    /// <param name="type">Of which type.</param>
    /// <param name="id">Which; null when there is none.</param>
    /// <param name="purpose">For what.</param>
    /// <param name="byPerson">True when the reader named the person to find it.</param>
    /// <param name="context">Who reads.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Outcome<RecordAnswer>> Read(RecordType type, RecordId? id, string purpose, bool byPerson, CommandContext context, CancellationToken ct)
    {
        var ways = AccessRules.ForSubject(matrix.Ways(type.Id, context.Actor.Party, purpose), byPerson);
        // The right comes first: without it the answer must not depend on whether the record exists.
        if (AccessRules.MayAsk(ways) is { } refused) return refused;
        return id is { } record && await Disclose(type, ways, record.ToString(), purpose, context, ct) is { } shown ? await Logged(shown, purpose, context, ct) : RecordProblems.Unknown;
    }

    /// <summary>A record of the reader's own register, whole.</summary>
    public async Task<Outcome<RecordAnswer>> ReadBack(RecordType type, RecordId? id, CommandContext context, CancellationToken ct)
    {
        if (id is not { } record || await Find(type, record.ToString(), ct) is not { } view || view.Owner != context.Actor.Party) return RecordProblems.Unknown;
        var shown = new Disclosed(view, "owner", JsonElement.Parse(view.Content!), null);
        return await Logged(shown, null, context, ct);
    }

    /// <summary>The records of a subject for a purpose, the latest day first.</summary>
    /// <param name="type">Of which type.</param>
    /// <param name="subject">Blind indexes and ids of the person or employer.</param>
    /// <param name="purpose">For what.</param>
    /// <param name="after">Cursor of the page before.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="context">Who reads.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Outcome<Page<RecordAnswer>>> Query(RecordType type, RecordSubject subject, string purpose, string? after, int limit, CommandContext context, CancellationToken ct)
    {
        var ways = AccessRules.ForSubject(matrix.Ways(type.Id, context.Actor.Party, purpose), subject.IsPerson);
        if (AccessRules.MayAsk(ways) is { } refused) return refused;
        var list = $"{context.Actor.Party}|{context.Actor.Unit}|records/{type.Id}|{purpose}|{subject.Column}|{string.Join(' ', subject.Values)}";
        RecordPlace? last = null;
        if (after is not null && (last = RecordPlace.At(await cursors.Place(list, after, ct))) is null) return CommandProblems.BadCursor;
        var shown = new List<(RecordPlace Place, Disclosed Record)>();
        // What the reader may not see does not exist: neither does it fill a page, nor does a cursor stand on it.
        while (shown.Count <= limit && await subject.Newest(views, type.Id, type.DeclarableBy is not null, last, Paging.MaxLimit, ct) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
                if (shown.Count <= limit && await Disclose(type, ways, row.Id, purpose, context, ct) is { } record) shown.Add((row, record));
            last = rows[^1];
        }
        var items = new List<RecordAnswer>();
        foreach (var (_, record) in shown.Take(limit)) items.Add(await Logged(record, purpose, context, ct));
        if (items.Count == 0) await LoggedNothing(type, subject, purpose, context, ct);
        return new Page<RecordAnswer>(items, shown.Count > limit ? await cursors.After(list, shown[limit - 1].Place.ToString(), ct) : null);
    }

    private async Task<Disclosed?> Disclose(RecordType type, IReadOnlyList<AccessRow> ways, string id, string purpose, CommandContext context, CancellationToken ct)
    {
        if (await Find(type, id, ct) is not { } view) return null;
        var content = JsonElement.Parse(view.Content!);
        var facts = await desk.Facts(context.Actor.Party, ways, type, view, content, context.At, ct);
        if (AccessRules.Choose(ways, type, content, facts) is not { } row) return null;
        var pseudonym = row.Transform is AccessTransform.Pseudonymise && view.PersonKey is { } person ? await subjects.Pseudonym(person, context.Actor.Party, purpose, ct) : null;
        return new(view, row.Id, JsonSerializer.SerializeToElement(Disclosure.Of(type, row, content, facts)), pseudonym);
    }

    private async Task<RecordView?> Find(RecordType type, string id, CancellationToken ct) =>
        (await grains.GetGrain<IRecordGrain>(id).Read(ct)).Value is { View: { Content: not null } view } && view.Type == type.Id ? view : null;

    private async Task<RecordAnswer> Logged(Disclosed shown, string? purpose, CommandContext context, CancellationToken ct)
    {
        var view = shown.View;
        string[] seen = [.. shown.Content.EnumerateObject().Select(member => member.Name)];
        var act = new AuditAct(AuditLog.NewXid(context.At), "record.read", context.At, context.Actor, purpose, shown.Basis, seen, "allowed", $$"""{"record":"{{view.Id}}","version":{{view.Version}}}""");
        await audit.Record(act, RecordGrain.KeySubject(view.PersonKey, view.EmployerKey, view.Id), ct);
        return RecordAnswer.Of(view) with { Content = shown.Content, Subject = shown.Subject };
    }

    // That somebody asked about a person is the person's to know, also when nothing was shown.
    private async Task LoggedNothing(RecordType type, RecordSubject subject, string purpose, CommandContext context, CancellationToken ct)
    {
        var act = new AuditAct(AuditLog.NewXid(context.At), "record.query", context.At, context.Actor, purpose, null, [], "nothing", $$"""{"type":"{{type.Id}}"}""");
        await audit.Record(act, subject.IsPerson ? RecordGrain.KeySubject(subject.Values[0]) : $"ide_{subject.Values[0]}", ct);
    }

    private sealed record Disclosed(RecordView View, string Basis, JsonElement Content, string? Subject);
}
