using System.Text.Json.Nodes;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>
/// Every record type, every authority, every purpose, through the API: allowed exactly where the data say so, and exactly the members that they name. What is expected is worked
/// out here from the JSON file alone.
/// Nobody whom the records are about holds a permit, has an application or is referred, so rows with such conditions open nothing here; <see cref="MatrixConditionTests"/> makes them true.
/// </summary>
public sealed class MatrixWalkTests(HubFixture hub) : IClassFixture<HubFixture>
{
    public static TheoryData<string> TypeIds => [.. MatrixData.Types.Select(type => (string)type["id"]!)];

    private static string[] Purposes => [.. Enumerable.Range(1, 18).Select(number => $"P{number:00}")];

    private static string[] Authorities => [.. MatrixData.Rows.Select(row => (string)row["requester"]!).Concat(MatrixData.Types.Select(type => (string)type["owner"]!)).Where(code => code != "*").Distinct().Order()];

    [Theory]
    [MemberData(nameof(TypeIds))]
    public async Task A_record_is_shown_to_whom_the_data_say_and_no_more_of_it(string id)
    {
        var type = MatrixData.Type(id);
        var content = MatrixData.Example(id);
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
        JsonObject[] ways = [.. MatrixData.Rows.Where(row => (string)row["recordType"]! == (string)type["id"]! && (string)row["purpose"]! == purpose && ((string)row["requester"]! == authority || (string)row["requester"]! == "*"))];
        if (ways.Length == 0 || ways.Any(row => (string)row["basis"]! == "NV")) return (403, "REC-00003", []);
        JsonObject[] lawful = [.. ways.Where(MatrixData.IsStatutory)];
        if (lawful.Length == 0) return (403, "REC-00007", []);
        var open = lawful.FirstOrDefault(row => !MatrixData.IsConditional(row) && MatrixData.Holds(row["where"], content));
        return open is null ? (404, "REC-00001", []) : (200, null, MatrixData.Members(type, open, content));
    }
}
