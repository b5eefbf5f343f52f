using System.Text.Json.Nodes;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>An entry that either a code or a document names is one record, however it is written and whichever comes first.</summary>
[Collection(SharedHub.Name)]
public sealed class PersonIdentityTests(HubFixture hub)
{
    private const string Path = "/api/v1/records/person-identity";

    private readonly Party population = hub.Party("authority", "POP", "register", "P01");

    [Fact]
    public async Task Another_order_of_members_and_a_new_day_of_expiry_are_versions_of_one_record()
    {
        var number = Number();
        var first = await Publish(null, new JsonObject { ["type"] = "passport", ["number"] = number, ["issuer"] = "UKR", ["expires"] = "2030-01-01" });
        var second = await Publish(null, new JsonObject { ["issuer"] = "UKR", ["number"] = number, ["type"] = "passport", ["expires"] = "2031-01-01" });

        (second.Id, second.Json["version"]!.GetValue<int>()).Should().Be((first.Id, 2));
        (await Publish(null, new JsonObject { ["type"] = "passport", ["number"] = number, ["issuer"] = "MDA" })).Id.Should().NotBe(first.Id);
    }

    [Fact]
    public async Task A_code_that_comes_later_and_a_renewed_passport_stay_with_the_record_and_each_of_them_finds_it()
    {
        var (code, old, renewed) = (Forms.PersonalCode(), Number(), Number());
        var record = (await Publish(null, Passport(old))).Id;

        (await Publish(code, Passport(old))).Id.Should().Be(record);
        await hub.Hub.Settled();
        (await Publish(code, null)).Id.Should().Be(record, "the code alone names it, too");
        await hub.Hub.Settled();
        (await Publish(code, Passport(renewed))).Id.Should().Be(record);
        await hub.Hub.Settled();

        foreach (var subject in new[] { code, $"doc:UKR:{renewed}" }) (await Found(new() { ["subject"] = subject })).Should().Equal([record], subject);
        (await Found(new() { ["key"] = new JsonObject { ["personalCode"] = code } })).Should().Equal(record);
        (await Found(new() { ["key"] = new JsonObject { ["travelDocument"] = Passport(renewed) } })).Should().Equal(record);
    }

    private static string Number() => Forms.Complete(new(2026, 11, 23))["worker"]!["travelDocument"]!["number"]!.ToString();

    private static JsonObject Passport(string number) => new() { ["type"] = "passport", ["number"] = number, ["issuer"] = "UKR" };

    private async Task<Answer> Publish(string? code, JsonObject? document)
    {
        var person = new JsonObject { ["familyName"] = "Kovalenko", ["birthDate"] = "1990-05-17" };
        if (code is not null) person["personalCode"] = code;
        if (document is not null) person["travelDocument"] = document;
        return (await population.Post(Path, person)).Is(201);
    }

    private async Task<IEnumerable<string>> Found(JsonObject query)
    {
        query["purpose"] = "P01";
        return (await hub.Country.Mig.Send(Ask(query))).Is(200).Json["items"]!.AsArray().Select(item => item!["id"]!.ToString());
    }

    private static HttpRequestMessage Ask(JsonObject query) => new(HttpMethod.Post, $"{Path}/query") { Content = new StringContent(query.ToJsonString(), System.Text.Encoding.UTF8, "application/json") };
}
