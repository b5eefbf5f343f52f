using System.Text.Json;
using SingleWindow.Core.Audit;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Audit;
using SingleWindow.Hub.Http;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Records;

/// <summary>Reads records for authorities: each under a row of the matrix, cut to what it grants, and durable in the audit log before the answer leaves.</summary>
internal sealed class RecordReader(AccessMatrix matrix, MatrixBook book, AccessDesk desk, RecordSubjects subjects, AuditLog audit, IViewStore views, IGrainFactory grains, Cursors cursors)
{
    // Each record that is looked at costs a grain and what its conditions ask: no question looks at more.
    private const int MostLookedAt = 2000;

    /// <summary>One record for a purpose. A question about what is not shown is logged under whom it is about, or under the reader where it is about nobody: the answer is the same.</summary>
    /// <param name="type">Of which type.</param>
    /// <param name="id">Which; null when there is none.</param>
    /// <param name="purpose">For what.</param>
    /// <param name="named">Whom the reader named to find it; null: the record itself.</param>
    /// <param name="context">Who reads.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Outcome<RecordAnswer>> Read(RecordType type, RecordId? id, string purpose, RecordSubject? named, CommandContext context, CancellationToken ct) => book.Under<Outcome<RecordAnswer>>(async law =>
    {
        var ways = AccessRules.ForSubject(matrix.Ways(type.Id, context.Actor.Party, purpose), named?.IsPerson is true);
        // The right comes first: without it the answer must not depend on whether the record exists.
        if (AccessRules.MayAsk(ways) is { } refused) return await Refuse(refused, type, id, purpose, named, context, ct);
        if (id is { } record && await Disclose(type, ways, record.ToString(), purpose, context, ct) is { } shown) return (await Logged([shown], purpose, law, context, ct))[0];
        await LoggedNothing("nothing", type, id, purpose, named, context, ct);
        return RecordProblems.Unknown;
    }, ct);

    /// <summary>Refuses a question, which leaves its trace all the same.</summary>
    /// <param name="refused">Why.</param>
    /// <param name="type">Of which type.</param>
    /// <param name="id">Which record; null when there is none.</param>
    /// <param name="purpose">For what, as the reader says.</param>
    /// <param name="named">Whom the reader named.</param>
    /// <param name="context">Who reads.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Problem> Refuse(Problem refused, RecordType type, RecordId? id, string? purpose, RecordSubject? named, CommandContext context, CancellationToken ct)
    {
        await LoggedNothing("refused", type, id, purpose, named, context, ct);
        return refused;
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
    public Task<Outcome<Page<RecordAnswer>>> Query(RecordType type, RecordSubject subject, string purpose, string? after, int limit, CommandContext context, CancellationToken ct) =>
        book.Under<Outcome<Page<RecordAnswer>>>(law => Query(type, subject, purpose, after, limit, law, context, ct), ct);

    private async Task<Outcome<Page<RecordAnswer>>> Query(RecordType type, RecordSubject subject, string purpose, string? after, int limit, RequiredVersion law, CommandContext context, CancellationToken ct)
    {
        var ways = AccessRules.ForSubject(matrix.Ways(type.Id, context.Actor.Party, purpose), subject.IsPerson);
        if (AccessRules.MayAsk(ways) is { } refused) return await Refuse(refused, type, null, purpose, subject, context, ct);
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
        var items = await Logged([.. shown.Take(limit).Select(one => one.Record)], purpose, law, context, ct);
        if (items.Count == 0) await LoggedNothing("nothing", type, null, purpose, subject, context, ct);
        var goesOn = shown.Count > limit ? shown[limit - 1].Place : lookedAt >= MostLookedAt ? last : null;
        return new Page<RecordAnswer>(items, goesOn is null ? null : await cursors.After(list, goesOn.ToString(), ct));
    }

    private async Task<Disclosed?> Disclose(RecordType type, IReadOnlyList<AccessRow> ways, string id, string purpose, CommandContext context, CancellationToken ct)
    {
        if (await Find(type, id, ct) is not { } view) return null;
        var content = JsonElement.Parse(view.Content!);
        var facts = await desk.Facts(context.Actor.Party, ways, type, view, content, context.At, ct);
        if (AccessRules.Choose(ways, type, content, facts) is not { } row) return null;
        var pseudonym = view.PersonKey is { } person && Disclosure.HidesPerson(type, row)
            ? await subjects.Pseudonym(await desk.Person(person, ct) is [var one, ..] ? one.ToString() : person, context.Actor.Party, purpose, ct)
            : null;
        var shownAs = row.Transform is null ? view.Id : await subjects.Pseudonym(view.Id, context.Actor.Party, purpose, ct);
        return new(view, row.Id, Disclosure.Of(type, row, content, facts), pseudonym, shownAs);
    }

    private async Task<RecordView?> Find(RecordType type, string id, CancellationToken ct) =>
        (await grains.GetGrain<IRecordGrain>(id).Read(ct)).Value is { View: { Content: not null } view } && view.Type == type.Id ? view : null;

    private async Task<IReadOnlyList<RecordAnswer>> Logged(IReadOnlyList<Disclosed> shown, string purpose, RequiredVersion law, CommandContext context, CancellationToken ct)
    {
        await audit.Record([.. shown.Select(one => (Act(one, purpose, context), RecordGrain.KeySubject(one.View.PersonKey, one.View.EmployerKey, one.View.Id)))], law, ct);
        return [.. shown.Select(one => RecordAnswer.Of(one.View) with { Id = one.Id, Content = one.Content, Subject = one.Subject })];
    }

    private static AuditAct Act(Disclosed shown, string purpose, CommandContext context) => new(
        AuditLog.NewXid(context.At), "record.read", context.At, context.Actor, purpose, shown.Basis, [.. shown.Content.EnumerateObject().Select(member => member.Name)], "allowed",
        $$"""{"record":"{{shown.View.Id}}","version":{{shown.View.Version}}}""");

    // That somebody asked about a person is the person's to know, also when nothing was shown. What a reader calls a purpose is kept only if it is one: it might say anything.
    private async Task LoggedNothing(string result, RecordType type, RecordId? id, string? purpose, RecordSubject? named, CommandContext context, CancellationToken ct)
    {
        var known = purpose is not null && Purposes.Exists(purpose) ? purpose : null;
        var act = new AuditAct(AuditLog.NewXid(context.At), "record.query", context.At, context.Actor, known, null, [], result, $$"""{"type":"{{type.Id}}"}""");
        await audit.RecordTry(act, await Concerned(type, id, named, ct), $"reader_{context.Actor.Party}", mayAsk: result != "refused", ct);
    }

    // What is asked of a record that there is not concerns nobody but who asks.
    private async Task<string?> Concerned(RecordType type, RecordId? id, RecordSubject? named, CancellationToken ct) =>
        named is not null ? named.IsPerson ? RecordGrain.KeySubject(named.Values[0]) : $"ide_{named.Values[0]}"
        : id is { } record && await Find(type, record.ToString(), ct) is { } view ? RecordGrain.KeySubject(view.PersonKey, view.EmployerKey, view.Id)
        : null;

    private sealed record Disclosed(RecordView View, string Basis, JsonElement Content, string? Subject, RecordId Id);
}
