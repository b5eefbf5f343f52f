using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Records;
using SingleWindow.Core.Reference;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Records;

/// <summary>Authorities publish what they own, and read what the access matrix grants them.</summary>
internal static class RecordEndpoints
{
    public static void MapRecords(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/records").WithTags("Records").Only("authority", "the publisher owns the record type; the reader has a row of the access matrix");
        group.MapPost("{recordType}", Publish).Does<Dictionary<string, JsonElement>, RecordAnswer>("publishRecord", "Publish a version of a record that your authority owns, or a stream of up to 100,000; the same content again is no new version", 201)
            .Accepts<Dictionary<string, JsonElement>>("application/json", RecordStream.MediaType).Produces<RecordRow>(200, RecordStream.MediaType);
        group.MapGet("{recordType}/{id}", Read).Reads<RecordAnswer>("readRecord", "Read a record for a purpose, logged before the answer; without a purpose, the receipt of one that your authority published");
        group.MapPost("{recordType}/query", Query).Asks<RecordQueryBody, Page<RecordAnswer>>("queryRecords", "Find the records of a person or employer, or one by its key, for a purpose; each read is logged before the answer");
        routes.MapGet("/api/v1/record-types", () => TypedResults.Json(RecordTypes.All, WireJson.Out)).WithTags("Records")
            .Public().Reads<IReadOnlyList<RecordType>>("listRecordTypes", "List the record types, each with its JSON Schema");
        routes.MapGet("/api/v1/record-types/{id}", (string id) => RecordTypes.Find(id) is { } type ? TypedResults.Json(type, WireJson.Out) : RecordProblems.UnknownType.Result()).WithTags("Records")
            .Public().Reads<RecordType>("readRecordType", "Read a record type with its JSON Schema");
    }

    private static Task<IResult> Publish(string recordType, Api api, RecordPublisher publisher, RecordStream stream, HttpRequest request, CancellationToken ct)
    {
        var owned = Owned(recordType, api);
        if (RecordStream.IsMeant(request)) return api.Streamed(async context => owned.Value is { } type ? await stream.Take(type, request, context) : owned.Problem!.Result());
        return api.Command<Dictionary<string, JsonElement>>(async (content, context) => owned.Value is not { } type ? owned.Problem!.Result()
            : await publisher.Publish(type, JsonSerializer.SerializeToElement(content, WireJson.Out), context, ct) switch
            {
                { Value: { } made } => api.Created<RecordAnswer>(new Versioned<RecordAnswer>(RecordAnswer.Of(made.View), made.Version), view => $"/api/v1/records/{type.Id}/{view.Id}"),
                { Problem: var problem } => problem!.Result(),
            });
    }

    private static Outcome<RecordType> Owned(string recordType, Api api) =>
        RecordTypes.Find(recordType) is not { } type ? RecordProblems.UnknownType
        : type.Owner != api.Caller.Party ? RecordProblems.NotOwner
        : api.Caller.Purposes.Count == 0 || api.Caller.Purposes.Any(AccessRules.KeepsRegister) ? type
        : RecordProblems.PurposeNotHeld;

    private static async Task<IResult> Read(string recordType, string id, string? purpose, Api api, RecordReader reader, CancellationToken ct)
    {
        if (RecordTypes.Find(recordType) is not { } type) return RecordProblems.UnknownType.Result();
        RecordId? record = EntityId.TryParse<RecordId>(id, out var parsed) ? parsed : null;
        if (purpose is null && type.Owner == api.Caller.Party) return Api.Ok(await reader.Receipt(type, record, api.Caller.Party, ct));
        if (purpose is null || !api.Caller.Purposes.Contains(purpose)) return (await reader.Refuse(RecordProblems.PurposeNotHeld, type, record, purpose, named: null, api.Reading(), ct)).Result();
        return Api.Ok(await reader.Read(type, record, purpose, named: null, api.Reading(), ct));
    }

    private static Task<IResult> Query(string recordType, Api api, RecordReader reader, RecordSubjects subjects, AccessDesk desk, CancellationToken ct) => api.Ask<RecordQueryBody>(async query =>
    {
        if (RecordTypes.Find(recordType) is not { } type) return RecordProblems.UnknownType.Result();
        if (query.Purpose is null || !api.Caller.Purposes.Contains(query.Purpose)) return await NotHeld(type, query, api, reader, subjects, desk, ct);
        var errors = new FieldErrors();
        errors.Require(query.Limit is null or (>= 1 and <= Paging.MaxLimit), "/limit", "range", $"1 to {Paging.MaxLimit}.");
        errors.Require((query.Subject is null) != (query.Key is null), "/subject", "one-of", "Either a subject or a key.");
        var meant = errors.IsEmpty && query.Subject is { } subject ? await Meant(type, subject, subjects, desk, ct) : null;
        errors.Require(query.Subject is null || meant is not null || !errors.IsEmpty, "/subject", "subject", "A person as EE and a personal code, doc:ISSUER:NUMBER or wrk_…; or an employer's registry code; as the record type has them.");
        var key = JsonSerializer.SerializeToElement(query.Key);
        var named = query.Key is null ? null : await subjects.Named(type, key, ct);
        errors.Require(query.Key is null || named is not null || !type.IsNamedByPerson, "/key", "subject", "Entries of this register are named by a person: his personal code or document stands in the key.");
        if (!errors.IsEmpty) return RecordProblems.Invalid.At(errors.All).Result();
        if (meant is not null) return Api.Ok(await reader.Query(type, meant, query.Purpose, query.After, query.Limit ?? Paging.DefaultLimit, api.Reading(), ct));
        var one = await reader.Read(type, await subjects.Id(type, key, type.Owner, ct), query.Purpose, named, api.Reading(), ct);
        // A key that names nothing is an empty answer, as a subject without records is.
        return one.Problem is { } problem && problem != RecordProblems.Unknown ? problem.Result() : Api.Ok<Page<RecordAnswer>>(new Page<RecordAnswer>(one.Value is { } found ? [found] : [], null));
    });

    // What he asked about is looked up for the trace alone: the answer does not depend on it. Who asks about nothing leaves none.
    private static async Task<IResult> NotHeld(RecordType type, RecordQueryBody query, Api api, RecordReader reader, RecordSubjects subjects, AccessDesk desk, CancellationToken ct)
    {
        if (query is { Subject: null, Key: null }) return RecordProblems.PurposeNotHeld.Result();
        var meant = query.Subject is { } subject ? await Meant(type, subject, subjects, desk, ct) : null;
        var key = JsonSerializer.SerializeToElement(query.Key);
        var named = meant ?? (query.Key is null ? null : await subjects.Named(type, key, ct));
        RecordId? record = named is null && query.Key is not null && !type.HasAlternatives ? await subjects.Id(type, key, type.Owner, ct) : null;
        return (await reader.Refuse(RecordProblems.PurposeNotHeld, type, record, query.Purpose, named, api.Reading(), ct)).Result();
    }

    // A person has as many indexes as identifiers, and each id of his family may stand in a record.
    private static async Task<RecordSubject?> Meant(RecordType type, string subject, RecordSubjects subjects, AccessDesk desk, CancellationToken ct)
    {
        if (subject.Length == 8 && subject.All(char.IsAsciiDigit)) return type.EmployerField is null || !NationalCodes.IsRegistryCode(subject) ? null : new("employer_key", [await subjects.Employer(subject, ct)]);
        if (type.PersonField is null || await subjects.Person(subject, ct) is not { } key) return null;
        return new("person_key", [.. await desk.Keys(key, ct)]);
    }
}
