using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Records;

/// <summary>Employers and workers declare facts about themselves, and read back what they declared.</summary>
internal static class DeclarationEndpoints
{
    public static void MapDeclarations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/declarations/{recordType}").WithTags("Records").Only(Access.EmployerOrWorker, "the declaration names the caller's party, and the record type lets it declare; a declaration is read back by who made it");
        group.MapPost("", Declare).Does<Dictionary<string, JsonElement>, RecordAnswer>("declareRecord", "Declare a fact about yourself; it is marked as declared, and the same content again is no new version", 201);
        group.MapGet("", List).Reads<Page<DeclarationRow>>("listDeclarations", "List what you declared of this type, the latest first");
        group.MapGet("{id}", Read).Reads<RecordAnswer>("readDeclaration", "Read back what you declared");
    }

    private static Task<IResult> Declare(string recordType, Api api, DeclarationDesk desk, CancellationToken ct) => api.Command<Dictionary<string, JsonElement>>(async (content, context) =>
    {
        if (RecordTypes.Find(recordType) is not { } type) return RecordProblems.UnknownType.Result();
        var outcome = await desk.Declare(type, JsonSerializer.SerializeToElement(content, WireJson.Out), context, ct);
        return outcome.Value is not { } made ? outcome.Problem!.Result()
            : api.Created<RecordAnswer>(new Versioned<RecordAnswer>(RecordAnswer.Of(made.View), made.Version), view => $"/api/v1/declarations/{type.Id}/{view.Id}");
    });

    private static async Task<IResult> List(string recordType, string? after, int? limit, Api api, HttpContext http, DeclarationDesk desk, CancellationToken ct)
    {
        if (RecordTypes.Find(recordType) is not { } type) return RecordProblems.UnknownType.Result();
        var names = await desk.Names(api.Caller.Party, ct);
        var any = string.Join(", ", names.Select((_, i) => $"${i + 4}"));
        return await Paging.Page(http, after, limit, (from, count) => ($"""
            SELECT id, version, at, position FROM declarations WHERE declarant IN ({any}) AND type = $1 AND ($2 IS NULL OR position < CAST($2 AS BIGINT)) ORDER BY position DESC LIMIT $3
            """, [type.Id, from, count, .. names]),
            row => (Row: new DeclarationRow(row.Text(0), type.Id, (int)row.Long(1), row.Time(2)), Position: row.Long(3)), row => $"{row.Position}", row => row.Row);
    }

    private static async Task<IResult> Read(string recordType, string id, Api api, DeclarationDesk desk, CancellationToken ct)
    {
        if (RecordTypes.Find(recordType) is not { } type) return RecordProblems.UnknownType.Result();
        return await desk.Read(type, id, api.Caller.Party, ct) is { Value: { View: { Content: { } content } view } }
            ? Api.Ok<RecordAnswer>(RecordAnswer.Of(view) with { Content = JsonElement.Parse(content) })
            : RecordProblems.Unknown.Result();
    }
}
