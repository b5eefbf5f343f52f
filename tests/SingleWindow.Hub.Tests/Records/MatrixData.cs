using System.Text.Json.Nodes;
using SingleWindow.Core.Records;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>The matrix and the record types as their JSON files say, and what follows from them alone: no code of the hub is asked.</summary>
internal static class MatrixData
{
    private static readonly string[] Lawful = ["LO", "PT", "VI"];
    private static readonly string[] Conditions = ["agreement", "subjectFilter", "precondition", "userRequest", "answerAs"];
    private static readonly string[] Identity = ["person", "personalCode", "travelDocument"];

    public static JsonObject[] Rows { get; } = [.. Read("access-matrix.json")["rows"]!.AsArray().Select(row => row!.AsObject())];

    public static JsonObject[] Types { get; } = [.. Read("record-types.json")["types"]!.AsArray().Select(type => type!.AsObject())];

    public static JsonObject Type(string id) => Types.Single(type => (string)type["id"]! == id);

    public static JsonObject Row(string id) => Rows.Single(row => (string)row["id"]! == id);

    /// <summary>The law itself lets the authority in.</summary>
    public static bool IsStatutory(JsonObject row) => Lawful.Contains((string)row["basis"]!);

    /// <summary>Something about the subject must hold, which only a scene can make true.</summary>
    public static bool IsConditional(JsonObject row) => Conditions.Any(row.ContainsKey);

    /// <summary>A record says what the row wants.</summary>
    public static bool Holds(JsonNode? where, JsonObject content) =>
        where is null || where["in"]!.AsArray().Any(value => JsonNode.DeepEquals(value, content[(string)where["member"]!]));

    /// <summary>The members of a record that a row shows: what it grants, and by what the register names the record, except to the return authority behind the wall. Under a pseudonym stands no number by which registers keep people.</summary>
    public static string[] Members(JsonObject type, JsonObject row, JsonObject content)
    {
        string[] granted = [.. row["fields"]!.AsArray().Select(field => (string)field!)];
        var (anonymous, pseudonymous) = (row.ContainsKey("transform"), (string?)row["transform"] == "pseudonymise");
        var walled = (bool?)type["firewall"] == true && (string)row["requester"]! is ("MIG" or "*");
        string[] key = pseudonymous || walled ? [] : [.. Key(type).Where(name => !Names(type, name, ["birthDate"]))];
        return
        [
            .. content.Select(member => member.Key).Where(name => granted.Contains("*") || granted.Contains(name) || key.Contains(name))
                .Where(name => !anonymous || !Names(type, name, granted)).Where(name => !pseudonymous || granted.Contains(name) || !Numbers.Contains(name)),
        ];
    }

    /// <summary>A record of this type that its schema allows.</summary>
    public static JsonObject Example(string type)
    {
        var example = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Records", "rows.ndjson"))
            .Select(line => JsonNode.Parse(line)!.AsObject()).First(line => (string)line["type"]! == type && (bool)line["valid"]!)["row"]!.AsObject();
        // A check digit is no matter of the schema; and a referral that is open would open other types.
        if (type == "fee-payment") example["reference"] = Core.Fees.PaymentReference.Of(new(Guid.CreateVersion7()), 1);
        if (type == "trafficking-referral") example["status"] = "closed";
        return example;
    }

    private static string[] Numbers => [.. Types.Where(type => type["personField"] is not null).Select(Key).Where(key => key.Length == 1).Select(key => key[0])];

    private static string[] Key(JsonObject type) => [.. type["identifier"]!.AsArray().Select(name => (string)name!)];

    private static bool Names(JsonObject type, string member, string[] granted) =>
        member is "givenNames" or "familyName" || (member == "birthDate" && !granted.Contains("birthDate"))
        || (type["schema"]!["properties"]![member]?["$ref"] is { } reference && Identity.Contains(((string)reference!).Split('/')[^1]));

    private static JsonNode Read(string file)
    {
        using var stream = typeof(AccessMatrix).Assembly.GetManifestResourceStream($"SingleWindow.Core.Records.Data.{file}")!;
        return JsonNode.Parse(stream)!;
    }
}
