using System.Text.Json.Nodes;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>
/// Every row of the matrix that has a condition, through the API: a scene makes the condition true and the row shows exactly its members; others just miss it, and nothing is there.
/// The scenes follow from the conditions in the JSON file, so a row with a condition that no scene knows fails here.
/// </summary>
public sealed class MatrixConditionTests(OpenHub hub, HubFixture closed) : IClassFixture<OpenHub>, IClassFixture<HubFixture>
{
    private static int numbers;
    private readonly Scenes scenes = new(hub);

    /// <summary>Rows on the person's own request, which has no way to be made before exchanges on request and consent exist (ops/decisions/0006).</summary>
    private static readonly string[] Deferred = ["AM-005", "AM-057L", "AM-091", "AM-108", "AM-109", "REC-exploitation-MIG"];

    public static TheoryData<string> Conditional => [.. Rows().Except(Deferred)];

    public static TheoryData<string> OnRequest => [.. Deferred];

    [Theory]
    [MemberData(nameof(Conditional))]
    public async Task Where_its_condition_holds_a_row_shows_its_members_and_where_it_does_not_there_is_nothing(string id)
    {
        var row = MatrixData.Row(id);
        var type = MatrixData.Type((string)row["recordType"]!);
        var holds = await True(row, type);
        var content = Content(type, row, holds);

        var shown = await Read(hub, type, row, content);

        string[] members = row.ContainsKey("answerAs") ? ["test", .. MatrixData.Members(type, row, content)] : MatrixData.Members(type, row, content);
        shown.Is(200).Json["content"]!.AsObject().Select(member => member.Key).Should().BeEquivalentTo(members, "{0} shows no more and no less", id);
        foreach (var missed in await False(row, type)) (await Read(hub, type, row, Content(type, row, missed))).IsProblem(404, "REC-00001");
        if (row.ContainsKey("agreement")) (await Read(closed, type, row, Content(type, row, Scenes.Stranger()))).IsProblem(404, "REC-00001");
        if (row["where"] is { } where) (await Read(hub, type, row, Content(type, row, holds).With($"/{where["member"]}", Another(where)))).IsProblem(404, "REC-00001");
    }

    [Theory]
    [MemberData(nameof(OnRequest))]
    public async Task What_only_the_persons_own_request_opens_stays_shut_whatever_goes_on(string id)
    {
        var row = MatrixData.Row(id);
        row.Should().ContainKey("userRequest").And.NotContainKey("preview");
        var type = MatrixData.Type((string)row["recordType"]!);

        foreach (var subject in new[] { await scenes.Pending(""), await scenes.Permitted(), await scenes.Referred(), await scenes.Partnered() })
            (await Read(hub, type, row, Content(type, row, subject))).IsProblem(404, "REC-00001");
    }

    private static IEnumerable<string> Rows() =>
        MatrixData.Rows.Where(row => MatrixData.IsStatutory(row) && (MatrixData.IsConditional(row) || row.ContainsKey("where"))).Select(row => (string)row["id"]!);

    private Task<Subject> True(JsonObject row, JsonObject type) =>
        row.ContainsKey("agreement") ? scenes.Partnered()
        : row.ContainsKey("subjectFilter") ? scenes.Permitted()
        : (string?)row["precondition"] == "referral" ? scenes.Referred()
        : IsOfCase(row) ? scenes.Pending((string)type["id"]!)
        : MatrixData.IsConditional(row) ? throw new NotSupportedException($"No scene makes {row["id"]} true: write one, or name the row as deferred.")
        : Task.FromResult(Scenes.Stranger());

    // Each just misses it: another state of the same things.
    private async Task<IReadOnlyList<Subject>> False(JsonObject row, JsonObject type)
    {
        var id = (string)type["id"]!;
        if (row.ContainsKey("subjectFilter")) return [await scenes.Pending(id), Scenes.Stranger()];
        if ((string?)row["precondition"] == "referral") return [await scenes.Referred(closed: true), Scenes.Stranger()];
        if (row.ContainsKey("agreement")) return (string)type["id"]! == "recruiter-licence" ? [] : [await scenes.Pending(id), Scenes.Stranger()];
        if (!IsOfCase(row)) return [];
        return row.ContainsKey("userRequest") ? [await scenes.Withdrawn(id), await scenes.PendingElsewhere(id), Scenes.Stranger()] : [await scenes.Withdrawn(id), Scenes.Stranger()];
    }

    private static bool IsOfCase(JsonObject row) => (string?)row["precondition"] == "pending-application" || row.ContainsKey("preview");

    // A record about the subject, unlike any other; what is answered as a test fails it, so that its members are told.
    private JsonObject Content(JsonObject type, JsonObject row, Subject about)
    {
        var content = MatrixData.Example((string)type["id"]!);
        if (((string?)type["personField"])?.Split('|') is [var person, .. var others])
        {
            content[person] = about.Code;
            foreach (var other in others) content.Remove(other);
        }
        if ((string?)type["employerField"] is { } employer) content[employer] = about.Registry;
        foreach (var key in type["identifier"]!.AsArray().Select(name => (string)name!))
            if (((string?)type["schema"]!["properties"]![key]?["$ref"])?.EndsWith("/key", StringComparison.Ordinal) is true) content[key] = $"K-{Interlocked.Increment(ref numbers)}";
        if ((string)type["id"]! == "labour-market-test") content["applicationId"] = about.App;
        if ((string)type["id"]! == "payroll-declaration") (content["period"], content["gross"]) = (Forms.Date(hub.Today.AddDays(130))[..7], 100);
        if (row["where"] is { } where) content[(string)where["member"]!] = where["in"]![0]!.DeepClone();
        return content;
    }

    private static JsonNode Another(JsonNode where) => where["in"]![0]!.ToString() switch
    {
        "true" => false,
        "critical" => "high",
        "employer" => "self",
        _ => "LRA-13",
    };

    private static async Task<Answer> Read(HubFixture hub, JsonObject type, JsonObject row, JsonObject content)
    {
        var (id, purpose) = ((string)type["id"]!, (string)row["purpose"]!);
        var record = (await hub.Party("authority", (string)type["owner"]!, "register").Post($"/api/v1/records/{id}", content)).Is(201).Id;
        return await hub.Party("authority", (string)row["requester"]!, "unit", purpose).Get($"/api/v1/records/{id}/{record}?purpose={purpose}");
    }
}
