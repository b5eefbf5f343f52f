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
    // Each record that is looked at costs a grain and what its conditions ask: no question looks at more.
    private const int MostLookedAt = 2000;

    /// <summary>One record for a purpose.</summary>
    /// <param name="type">Of which type.</param>
    /// <param name="id">Which; null when there is none.</param>
    /// <param name="purpose">For what.</param>
    /// <param name="named">Whom the reader named to find it; null: the record itself.</param>
    /// <param name="context">Who reads.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Outcome<RecordAnswer>> Read(RecordType type, RecordId? id, string purpose, RecordSubject? named, CommandContext context, CancellationToken ct)
    {
        var ways = AccessRules.ForSubject(matrix.Ways(type.Id, context.Actor.Party, purpose), named?.IsPerson is true);
        // The right comes first: without it the answer must not depend on whether the record exists.
        if (AccessRules.MayAsk(ways) is { } refused) return await Refused(refused, type, named, purpose, context, ct);
        if (id is { } record && await Disclose(type, ways, record.ToString(), purpose, context, ct) is { } shown) return await Logged(shown, purpose, context, ct);
        await LoggedNothing("nothing", type, named, purpose, context, ct);
        return RecordProblems.Unknown;
    }

    /// <summary>Which version the hub holds of a record of the reader's own register, and nothing of what it says: the owner has that, and each of its units sees what the matrix grants it.</summary>
    public async Task<Outcome<RecordAnswer>> Receipt(RecordType type, RecordId? id, string owner, CancellationToken ct) =>
        id is { } record && await Find(type, record.ToString(), ct) is { } view && view.Owner == owner ? RecordAnswer.Of(view) : RecordProblems.Unknown;

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
        if (AccessRules.MayAsk(ways) is { } refused) return await Refused(refused, type, subject, purpose, context, ct);
        var list = $"{context.Actor.Party}|{context.Actor.Unit}|records/{type.Id}|{purpose}|{subject.Column}|{string.Join(' ', subject.Values)}";
        RecordPlace? last = null;
        if (after is not null && (last = RecordPlace.At(await cursors.Place(list, after, ct))) is null) return CommandProblems.BadCursor;
        var shown = new List<(RecordPlace Place, Disclosed Record)>();
        var lookedAt = 0;
        // What the reader may not see does not exist: neither does it fill a page, nor does a cursor stand on it, unless there is so much of it that a page ends there.
        while (shown.Count <= limit && lookedAt < MostLookedAt && await subject.Newest(views, type.Id, type.DeclarableBy is not null, last, Paging.MaxLimit, ct) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
                if (shown.Count <= limit && await Disclose(type, ways, row.Id, purpose, context, ct) is { } record) shown.Add((row, record));
            (last, lookedAt) = (rows[^1], lookedAt + rows.Count);
        }
        var items = new List<RecordAnswer>();
        foreach (var (_, record) in shown.Take(limit)) items.Add(await Logged(record, purpose, context, ct));
        if (items.Count == 0) await LoggedNothing("nothing", type, subject, purpose, context, ct);
        var goesOn = shown.Count > limit ? shown[limit - 1].Place : lookedAt >= MostLookedAt ? last : null;
        return new Page<RecordAnswer>(items, goesOn is null ? null : await cursors.After(list, goesOn.ToString(), ct));
    }

    private async Task<Disclosed?> Disclose(RecordType type, IReadOnlyList<AccessRow> ways, string id, string purpose, CommandContext context, CancellationToken ct)
    {
        if (await Find(type, id, ct) is not { } view) return null;
        var content = JsonElement.Parse(view.Content!);
        var facts = await desk.Facts(context.Actor.Party, ways, type, view, content, context.At, ct);
        if (AccessRules.Choose(ways, type, content, facts) is not { } row) return null;
        var pseudonym = row.Transform is AccessTransform.Pseudonymise && view.PersonKey is { } person ? await subjects.Pseudonym(person, context.Actor.Party, purpose, ct) : null;
        var shownAs = row.Transform is null ? view.Id : await subjects.Pseudonym(view.Id, context.Actor.Party, purpose, ct);
        return new(view, row.Id, Disclosure.Of(type, row, content, facts), pseudonym, shownAs);
    }

    private async Task<RecordView?> Find(RecordType type, string id, CancellationToken ct) =>
        (await grains.GetGrain<IRecordGrain>(id).Read(ct)).Value is { View: { Content: not null } view } && view.Type == type.Id ? view : null;

    private async Task<RecordAnswer> Logged(Disclosed shown, string purpose, CommandContext context, CancellationToken ct)
    {
        var view = shown.View;
        string[] seen = [.. shown.Content.EnumerateObject().Select(member => member.Name)];
        var act = new AuditAct(AuditLog.NewXid(context.At), "record.read", context.At, context.Actor, purpose, shown.Basis, seen, "allowed", $$"""{"record":"{{view.Id}}","version":{{view.Version}}}""");
        await audit.Record(act, RecordGrain.KeySubject(view.PersonKey, view.EmployerKey, view.Id), ct);
        return RecordAnswer.Of(view) with { Id = shown.Id, Content = shown.Content, Subject = shown.Subject };
    }

    private async Task<Problem> Refused(Problem refused, RecordType type, RecordSubject? named, string purpose, CommandContext context, CancellationToken ct)
    {
        await LoggedNothing("refused", type, named, purpose, context, ct);
        return refused;
    }

    // That somebody asked about a person is the person's to know, also when nothing was shown.
    private async Task LoggedNothing(string result, RecordType type, RecordSubject? named, string purpose, CommandContext context, CancellationToken ct)
    {
        if (named is null) return;
        var act = new AuditAct(AuditLog.NewXid(context.At), "record.query", context.At, context.Actor, purpose, null, [], result, $$"""{"type":"{{type.Id}}"}""");
        await audit.Record(act, named.IsPerson ? RecordGrain.KeySubject(named.Values[0]) : $"ide_{named.Values[0]}", ct);
    }

    private sealed record Disclosed(RecordView View, string Basis, JsonElement Content, string? Subject, RecordId Id);
}
