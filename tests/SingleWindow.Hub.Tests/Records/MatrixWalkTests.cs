using System.Text.Json.Nodes;
using SingleWindow.Core.Records;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>
/// Every record type, every authority, every purpose, through the API: allowed exactly where the data say so, and exactly the members that they name. What is expected is worked
/// out here from the JSON file alone. Nobody whom the records are about holds a permit, has an application or is referred, so rows with such conditions open nothing.
/// </summary>
public sealed class MatrixWalkTests(HubFixture hub) : IClassFixture<HubFixture>
{
    private static readonly string[] Statutory = ["LO", "PT", "VI"];
    private static readonly string[] Conditions = ["agreement", "subjectFilter", "precondition", "userRequest", "answerAs"];
    private static readonly string[] Identity = ["person", "personalCode", "travelDocument"];
    private static readonly JsonObject[] Rows = [.. Read("access-matrix.json")["rows"]!.AsArray().Select(row => row!.AsObject())];
    private static readonly JsonObject[] Types = [.. Read("record-types.json")["types"]!.AsArray().Select(type => type!.AsObject())];

    public static TheoryData<string> TypeIds => [.. Types.Select(type => (string)type["id"]!)];

    private static string[] Purposes => [.. Enumerable.Range(1, 18).Select(number => $"P{number:00}")];

    private static string[] Authorities => [.. Rows.Select(row => (string)row["requester"]!).Concat(Types.Select(type => (string)type["owner"]!)).Where(code => code != "*").Distinct().Order()];

    [Theory]
    [MemberData(nameof(TypeIds))]
    public async Task A_record_is_shown_to_whom_the_data_say_and_no_more_of_it(string id)
    {
        var type = Types.Single(one => (string)one["id"]! == id);
        var content = Example(id);
        var record = (await hub.Party("authority", (string)type["owner"]!, "register").Post($"/api/v1/records/{id}", content.DeepClone())).Is(201).Id;

        foreach (var authority in Authorities)
        {
            (await hub.Party("authority", authority, "unit without purposes").Get($"/api/v1/records/{id}/{record}?purpose=P01")).IsProblem(403, "REC-00006");
            foreach (var purpose in Purposes)
            {
                var answer = await hub.Party("authority", authority, "unit", purpose).Get($"/api/v1/records/{id}/{record}?purpose={purpose}");
                var (status, code, members) = Expected(type, authority, purpose, content);
                var about = $"{id} for {authority} and {purpose}";
                answer.Status.Should().Be(status, about);
                if (code is not null) answer.IsProblem(status, code);
                else answer.Json["content"]!.AsObject().Select(member => member.Key).Should().BeEquivalentTo(members, about);
            }
        }
    }

    private static (int Status, string? Code, IReadOnlyList<string> Members) Expected(JsonObject type, string authority, string purpose, JsonObject content)
    {
        JsonObject[] ways = [.. Rows.Where(row => (string)row["recordType"]! == (string)type["id"]! && (string)row["purpose"]! == purpose && ((string)row["requester"]! == authority || (string)row["requester"]! == "*"))];
        if (ways.Length == 0 || ways.Any(row => (string)row["basis"]! == "NV")) return (403, "REC-00003", []);
        JsonObject[] lawful = [.. ways.Where(row => Statutory.Contains((string)row["basis"]!))];
        if (lawful.Length == 0) return (403, "REC-00007", []);
        var open = lawful.FirstOrDefault(row => !Conditions.Any(row.ContainsKey) && Holds(row["where"], content));
        return open is null ? (404, "REC-00001", []) : (200, null, Members(type, open, content));
    }

    private static bool Holds(JsonNode? where, JsonObject content) =>
        where is null || where["in"]!.AsArray().Any(value => JsonNode.DeepEquals(value, content[(string)where["member"]!]));

    private static string[] Members(JsonObject type, JsonObject row, JsonObject content)
    {
        string[] granted = [.. row["fields"]!.AsArray().Select(field => (string)field!)];
        var anonymous = row.ContainsKey("transform");
        return [.. content.Select(member => member.Key).Where(name => granted.Contains("*") || granted.Contains(name)).Where(name => !anonymous || !Names(type, name, granted))];
    }

    private static bool Names(JsonObject type, string member, string[] granted) =>
        member is "givenNames" or "familyName" || (member == "birthDate" && !granted.Contains("birthDate"))
        || (type["schema"]!["properties"]![member]!["$ref"] is { } reference && Identity.Contains(((string)reference!).Split('/')[^1]));

    private static JsonObject Example(string type)
    {
        var example = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Records", "rows.ndjson"))
            .Select(line => JsonNode.Parse(line)!.AsObject()).First(line => (string)line["type"]! == type && (bool)line["valid"]!)["row"]!.AsObject();
        // A check digit is no matter of the schema; and a referral that is open would open other types.
        if (type == "fee-payment") example["reference"] = Core.Fees.PaymentReference.Of(new(Guid.CreateVersion7()), 1);
        if (type == "trafficking-referral") example["status"] = "closed";
        return example;
    }

    private static JsonNode Read(string file)
    {
        using var stream = typeof(AccessMatrix).Assembly.GetManifestResourceStream($"SingleWindow.Core.Records.Data.{file}")!;
        return JsonNode.Parse(stream)!;
    }
}
