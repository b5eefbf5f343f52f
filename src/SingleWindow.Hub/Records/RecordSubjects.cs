using System.Globalization;
using System.Text.Json;
using SingleWindow.Core.Records;
using SingleWindow.Hub.EventSourcing;

namespace SingleWindow.Hub.Records;

/// <summary>
/// Whom a record is about, and which record of its register it is, without keeping any number: persons and employers are blind indexes of their identifiers. A person whom the hub
/// does not know yet is found by the same index as soon as he is registered, so nothing has to be linked later.
/// </summary>
internal sealed class RecordSubjects(IdentityKeys keys)
{
    /// <summary>The person: a blind index, or the worker's own id; null when the record names nobody.</summary>
    public async ValueTask<string?> Person(RecordType type, JsonElement content, CancellationToken ct) => RecordType.Member(content, type.PersonField) switch
    {
        { ValueKind: JsonValueKind.String } text => await Person(text.GetString()!, ct),
        { ValueKind: JsonValueKind.Object } document => await keys.Of(new("document", document.GetProperty("issuer").GetString()!, document.GetProperty("number").GetString()!), ct),
        _ => null,
    };

    /// <summary>The person whom a text names: a personal code, <c>EE</c> and one, <c>doc:ISSUER:NUMBER</c>, or <c>wrk_…</c>; null when it names nobody in any of these ways.</summary>
    public async ValueTask<string?> Person(string text, CancellationToken ct) =>
        text.StartsWith("wrk_", StringComparison.Ordinal) ? text
        : text.StartsWith("doc:", StringComparison.Ordinal) ? text.Split(':', 3) is [_, { Length: 3 } issuer, { Length: > 0 } number] ? await keys.Of(new("document", issuer, number), ct) : null
        : await keys.Of(new("personal-code", "EST", text.StartsWith("EE", StringComparison.Ordinal) ? text[2..] : text), ct);

    /// <summary>What stands for a person where identities are taken out: the same person is the same for one reader and purpose, and no two readers can compare.</summary>
    public async ValueTask<string> Pseudonym(string personKey, string requester, string purpose, CancellationToken ct) =>
        $"sub_{(await keys.Exactly("subject", $"{requester}/{purpose}", personKey, ct))[..32]}";

    /// <summary>The employer's blind index, or null.</summary>
    public async ValueTask<string?> Employer(RecordType type, JsonElement content, CancellationToken ct) =>
        RecordType.Member(content, type.EmployerField) is { } code ? await Employer(code.GetString()!, ct) : null;

    /// <summary>The blind index of a registry code.</summary>
    public ValueTask<string> Employer(string registryCode, CancellationToken ct) => keys.Of(new("registry-code", "EST", registryCode), ct);

    /// <summary>
    /// The id follows from type and key, so the same entry of a register is always the same record, whoever sends it first. As a JSON array no two keys look alike, and nothing in
    /// them is normalised: 2026-1-11 is not 2026-11-1.
    /// </summary>
    public async ValueTask<RecordId> Id(RecordType type, JsonElement content, string owner, CancellationToken ct)
    {
        var natural = JsonSerializer.Serialize(type.Identifier.Select(names => RecordType.Member(content, names) is { } member ? Text(member) : ""));
        var index = await keys.Exactly($"record:{type.Id}", owner, natural, ct);
        return RecordId.From(Guid.ParseExact(index[..32], "N"));
    }

    // 2025, 2025.0 and "2025" name the same entry.
    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number.ToString("G29", CultureInfo.InvariantCulture) : value.ToString();
}
