using System.Globalization;
using System.Text.Json;
using SingleWindow.Core.Records;
using SingleWindow.Core.Reference;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Records;

/// <summary>
/// Whom a record is about, and which record of its register it is, without keeping any number: persons and employers are blind indexes of their identifiers. A person whom the hub
/// does not know yet is found by the same index as soon as he is registered, so nothing has to be linked later.
/// </summary>
internal sealed class RecordSubjects(IdentityKeys keys, IEventStore events, IViewStore views)
{
    /// <summary>The person: a blind index, or the worker's own id; null when the record names nobody.</summary>
    public async ValueTask<string?> Person(RecordType type, JsonElement content, CancellationToken ct) => await People(type, content, ct) is [var first, ..] ? first : null;

    /// <summary>The same person by each identifier that the entry has of him, the one that the type prefers first.</summary>
    public async ValueTask<IReadOnlyList<string>> People(RecordType type, JsonElement content, CancellationToken ct)
    {
        var found = new List<string>();
        foreach (var name in type.PersonField?.Split('|') ?? [])
            if (RecordType.Member(content, name) is { } member && await Person(member, ct) is { } person) found.Add(person);
        return found;
    }

    private async ValueTask<string?> Person(JsonElement member, CancellationToken ct) => member.ValueKind switch
    {
        JsonValueKind.String => await Person(member.GetString()!, ct),
        JsonValueKind.Object => await Person($"doc:{Word(member, "issuer")}:{Word(member, "number")}", ct),
        _ => null,
    };

    /// <summary>Whom a key of this register names: the person, if keys of the type name one; else the employer. Null when it is nobody, or nobody can tell whom.</summary>
    public async ValueTask<RecordSubject?> Named(RecordType type, JsonElement key, CancellationToken ct) =>
        type.IsNamedByPerson ? await Person(type, key, ct) is { } person ? new("person_key", [person]) : null
        : await Employer(type, key, ct) is { } employer ? new("employer_key", [employer])
        : null;

    /// <summary>The person whom a text names: a personal code, <c>EE</c> and one, <c>doc:ISSUER:NUMBER</c>, or <c>wrk_…</c>; null when it names nobody in any of these ways.</summary>
    public async ValueTask<string?> Person(string text, CancellationToken ct)
    {
        if (EntityId.TryParse<WorkerId>(text, out var worker)) return worker.ToString();
        if (text.Split(':') is ["doc", { Length: 3 } issuer, { Length: >= 4 and <= 20 } number])
            return issuer.All(char.IsAsciiLetterUpper) && number.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter)) ? await keys.Of(new("document", issuer, number), ct) : null;
        var code = text.StartsWith("EE", StringComparison.Ordinal) ? text[2..] : text;
        return NationalCodes.IsPersonalCode(code) ? await keys.Of(new("personal-code", "EST", code), ct) : null;
    }

    /// <summary>What stands for a person where the reader is not told who he is: the same person is the same for one reader and purpose, and no two readers can compare.</summary>
    /// <param name="person">The id that stands for him; of somebody whom the hub does not know, the blind index that the record names him by.</param>
    /// <param name="requester">Who reads.</param>
    /// <param name="purpose">For what.</param>
    /// <param name="ct">Cancels.</param>
    public async ValueTask<string> Pseudonym(string person, string requester, string purpose, CancellationToken ct) =>
        $"sub_{(await keys.Exactly("subject", $"{requester}/{purpose}", person, ct))[..32]}";

    /// <summary>What stands for a record whose person is taken out: by its own id, readers could compare what they got.</summary>
    public async ValueTask<RecordId> Pseudonym(RecordId record, string requester, string purpose, CancellationToken ct) =>
        await IdOf("record", $"{requester}/{purpose}", record.ToString(), ct);

    /// <summary>The employer's blind index, or null.</summary>
    public async ValueTask<string?> Employer(RecordType type, JsonElement content, CancellationToken ct) =>
        RecordType.Member(content, type.EmployerField) is { ValueKind: JsonValueKind.String } code ? await Employer(code.GetString()!, ct) : null;

    /// <summary>The blind index of a registry code.</summary>
    public ValueTask<string> Employer(string registryCode, CancellationToken ct) => keys.Of(new("registry-code", "EST", registryCode), ct);

    /// <summary>
    /// The id follows from type and key, so the same entry of a register is always the same record, whoever sends it first. As a JSON array no two keys look alike, and nothing in
    /// them is normalised: 2026-1-11 is not 2026-11-1. Where either of two members names an entry, it stays the record that it was first: also when the other one is added later.
    /// </summary>
    /// <exception cref="OrleansException">Only the index could tell, and it is being built.</exception>
    public async ValueTask<RecordId> Id(RecordType type, JsonElement content, string owner, CancellationToken ct)
    {
        var ids = new List<RecordId>();
        foreach (var natural in Naturals(type, content)) ids.Add(await IdOf($"record:{type.Id}", owner, natural, ct));
        if (!type.HasAlternatives) return ids[0];
        foreach (var id in ids)
            if ((await events.ReadStream(new(id.ToString()), 0, 1, ct)).Count > 0) return id;
        foreach (var person in await People(type, content, ct))
            if (await Kept(type, owner, person, ct) is { } known) return known;
        return await Checkpoint.IsLive(views, RecordIndex.ConsumerName, ct) ? ids[0] : throw new OrleansException("The index of records is being built; until it is complete nobody can say whether the hub has this entry.");
    }

    private async ValueTask<RecordId> IdOf(string kind, string owner, string text, CancellationToken ct) => RecordId.From(Guid.ParseExact((await keys.Exactly(kind, owner, text, ct))[..32], "N"));

    /// <summary>A member that is a text; null when there is none.</summary>
    public static string? Word(JsonElement value, string member) => value.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private async ValueTask<RecordId?> Kept(RecordType type, string owner, string person, CancellationToken ct) => await views.Query("""
        SELECT id FROM records WHERE person_key = $1 AND type = $2 AND owner = $3 UNION
        SELECT r.id FROM record_names n JOIN records r ON r.id = n.record WHERE n.key = $1 AND r.type = $2 AND r.owner = $3 ORDER BY 1
        """, row => EntityId.Parse<RecordId>(row.Text(0)), [person, type.Id, owner], ct) is [var first, ..] ? first : null;

    // One for each of the members that may name the entry and that it has.
    private static IEnumerable<string> Naturals(RecordType type, JsonElement content)
    {
        string[][] members = [.. type.Identifier.Select(names => names.Split('|').Select(name => RecordType.Member(content, name)).OfType<JsonElement>().Select(Text).DefaultIfEmpty("").ToArray())];
        return Enumerable.Range(0, members.Max(ways => ways.Length)).Select(way => JsonSerializer.Serialize(members.Select(ways => ways[Math.Min(way, ways.Length - 1)])));
    }

    // 2025, 2025.0 and "2025" name the same entry; a travel document is named by who issued it and its number, in whichever order they stand and until whenever it is valid.
    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number.ToString("G29", CultureInfo.InvariantCulture)
        : value.ValueKind == JsonValueKind.Object ? $"{Word(value, "issuer")}|{Word(value, "number")}"
        : value.ToString();
}
