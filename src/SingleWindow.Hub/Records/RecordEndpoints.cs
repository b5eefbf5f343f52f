using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Fees;
using SingleWindow.Core.Records;
using SingleWindow.Core.Reference;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Records;

/// <summary>A record that was published.</summary>
/// <param name="Id">Opaque id, the same for every version.</param>
/// <param name="Type">Record type.</param>
/// <param name="Owner">Code of the authority.</param>
/// <param name="Version">From 1.</param>
/// <param name="PublishedAt">When this version came in.</param>
/// <param name="Content">The members that the reader may see; absent for the publisher's receipt.</param>
public sealed record RecordAnswer(RecordId Id, string Type, string Owner, int Version, DateTimeOffset PublishedAt, JsonElement? Content);

/// <summary>Authorities publish what they own, and read what the access matrix grants them.</summary>
internal static class RecordEndpoints
{
    public static void MapRecords(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/records").WithTags("Records").Only("authority", "the publisher owns the record type; the reader has a row of the access matrix");
        group.MapPost("{recordType}", Publish).Does<Dictionary<string, JsonElement>, RecordAnswer>("publishRecord", "Publish a version of a record that your authority owns; the same content again is no new version", 201);
        group.MapGet("{recordType}/{id}", Read).Reads<RecordAnswer>("readRecord", "Read a record for a purpose, or one of your own without; the read is logged before the answer");
        routes.MapGet("/api/v1/record-types", () => TypedResults.Json(RecordTypes.All, WireJson.Out)).WithTags("Records")
            .Only("authority", "published to authorities").Reads<IReadOnlyList<RecordType>>("listRecordTypes", "List the record types");
    }

    private static Task<IResult> Publish(string recordType, Api api, IdentityKeys keys, CancellationToken ct) => api.Command<Dictionary<string, JsonElement>>(async (content, context) =>
    {
        if (RecordTypes.Find(recordType) is not { } type) return RecordProblems.UnknownType.Result();
        if (type.Owner != api.Caller.Party) return RecordProblems.NotOwner.Result();
        if (Check(type, content) is { IsEmpty: false } errors) return RecordProblems.Invalid.At(errors.All).Result();
        // As a JSON array no two keys look alike, and nothing in them is normalised: 2026-1-11 is not 2026-11-1.
        var natural = JsonSerializer.Serialize(type.Identifier.Select(name => Text(content[name])));
        var employerKey = type.EmployerField is { } employer ? await keys.Of(new("registry-code", "EST", content[employer].GetString()!), ct) : null;
        var personKey = Named(type.PersonField, content) is { } person ? await keys.Of(new("personal-code", "EST", person.GetString()!), ct) : null;
        // The id follows from type and key, so the same entry of a register is always the same record, whoever sends it first.
        var index = await keys.Exactly($"record:{type.Id}", type.Owner, natural, ct);
        var id = RecordId.From(Guid.ParseExact(index[..32], "N"));
        var outcome = await api.Grains.GetGrain<IRecordGrain>(id.ToString())
            .Handle(new RecordCommand.Publish(id, type.Id, type.Owner, employerKey, JsonSerializer.Serialize(content, WireJson.Out), personKey), context, ct);
        return outcome.Value is { } made
            ? api.Created<RecordAnswer>(new Versioned<RecordAnswer>(Answer(made.View) with { Content = null }, made.Version), view => $"/api/v1/records/{type.Id}/{view.Id}")
            : outcome.Problem!.Result();
    });

    private static async Task<IResult> Read(string recordType, string id, string? purpose, Api api, CancellationToken ct)
    {
        if (RecordTypes.Find(recordType) is not { } type) return RecordProblems.UnknownType.Result();
        // What it published itself, an authority reads back for no purpose of the matrix.
        if (purpose is null && type.Owner == api.Caller.Party)
            return EntityId.TryParse<RecordId>(id, out var own) ? Shown(await api.Grains.GetGrain<IRecordGrain>(own.ToString()).ReadBack(type.Id, api.Reading(), ct)) : RecordProblems.Unknown.Result();
        if (purpose is null || !api.Caller.Purposes.Contains(purpose)) return RecordProblems.PurposeNotHeld.Result();
        if (!EntityId.TryParse<RecordId>(id, out var record)) return RecordProblems.Unknown.Result();
        return Shown(await api.Grains.GetGrain<IRecordGrain>(record.ToString()).Disclose(type.Id, purpose, api.Reading(), ct));
    }

    private static IResult Shown(Outcome<RecordView> outcome) => outcome.Value is { } view ? Api.Ok<RecordAnswer>(Answer(view)) : outcome.Problem!.Result();

    private static RecordAnswer Answer(RecordView view) =>
        new(view.Id, view.Type, view.Owner, view.Version, view.PublishedAt, view.Content is { } text ? JsonElement.Parse(text) : null);

    // 2025, 2025.0 and "2025" name the same entry.
    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number.ToString("G29", CultureInfo.InvariantCulture) : value.ToString();

    private static JsonElement? Named(string? field, Dictionary<string, JsonElement> content) =>
        field is not null && content.TryGetValue(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static FieldErrors Check(RecordType type, Dictionary<string, JsonElement> content)
    {
        var errors = new FieldErrors();
        // Without a member that names its subject a record would be stored without an owner's key.
        errors.Require(type.EmployerField is not null || type.PersonField is not null, "", "subject", "Records of this type are about persons and cannot be published yet.");
        foreach (var name in content.Keys.Except(type.Fields)) errors.Add("/" + name.Replace("~", "~0").Replace("/", "~1"), "unknown", "Not a member of this record type.");
        foreach (var name in type.Identifier)
            errors.Require(content.TryGetValue(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number, "/" + name, "required", "Names the record.");
        if (type.EmployerField is { } field)
            errors.Require(content.TryGetValue(field, out var code) && code.ValueKind == JsonValueKind.String && NationalCodes.IsRegistryCode(code.GetString()!), "/" + field, "check-digit", "Eight digits with a check digit.");
        if (Named(type.PersonField, content) is { } person)
            errors.Require(person.ValueKind == JsonValueKind.String && NationalCodes.IsPersonalCode(person.GetString()!), "/" + type.PersonField, "check-digit", "Eleven digits with a check digit.");
        if (Named(type.EndField, content) is { } end) errors.Require(RecordType.Day(end) is not null, "/" + type.EndField, "date", "A date as 2026-03-31.");
        if (type.MonthField is { } monthly)
            errors.Require(content.TryGetValue(monthly, out var month) && RecordType.Month(month) is not null, "/" + monthly, "month", "A month as 2026-03.");
        if (type.DateField is { } dated)
            errors.Require(content.TryGetValue(dated, out var day) && RecordType.Day(day) is not null, "/" + dated, "date", "A date as 2026-03-31.");
        if (type.Id == FeePayment.RecordType) FeePayment.Check(content, errors);
        return errors;
    }
}
