using System.Text;
using System.Text.Json.Nodes;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>What stands for a person whom the reader is not told.</summary>
[Collection(SharedHub.Name)]
public sealed class PseudonymTests(HubFixture hub)
{
    private static int numbers;
    private readonly Country country = hub.Country;

    [Fact]
    public async Task One_person_is_one_for_a_reader_and_purpose_however_registers_name_him_and_another_for_each_other_reader()
    {
        var form = Forms.Complete(hub.Today).With("/worker/personalCode", Forms.PersonalCode());
        var (code, document) = (form["worker"]!["personalCode"]!.ToString(), $"doc:UKR:{form["worker"]!["travelDocument"]!["number"]}");
        await country.Submitted(await country.Employer(), form);
        await hub.Hub.Settled();
        var registry = Country.NewCode();
        foreach (var worker in new[] { code, $"EE{code}", document })
            (await country.Mig.Post("/api/v1/records/application", new JsonObject { ["applicationId"] = $"A-{Interlocked.Increment(ref numbers)}", ["employer"] = registry, ["worker"] = worker })).Is(201);
        (await country.Mig.Post("/api/v1/records/application", new JsonObject { ["applicationId"] = $"A-{Interlocked.Increment(ref numbers)}", ["employer"] = registry, ["worker"] = Forms.PersonalCode() })).Is(201);
        await hub.Hub.Settled();

        var statistics = await Ask("STA", "P10", "application", registry);
        var own = await Ask("TAX", "P01", "application", registry);

        foreach (var seen in new[] { statistics, own }) seen.GroupBy(item => item["subject"]!.ToString()).Select(same => same.Count()).Should().BeEquivalentTo([3, 1]);
        statistics.Select(item => item["subject"]!.ToString()).Should().NotIntersectWith(own.Select(item => item["subject"]!.ToString()));
        foreach (var item in statistics) item.ToJsonString().Should().NotContain("A-").And.NotContain(code);
        foreach (var item in own) item["content"]!.AsObject().Select(member => member.Key).Should().BeEquivalentTo("applicationId", "employer");
    }

    [Fact]
    public async Task Who_is_told_who_it_is_gets_no_pseudonym()
    {
        var (code, registry) = (Forms.PersonalCode(), Country.NewCode());
        (await hub.Party("authority", "TAX", "register").Post("/api/v1/records/employment-registration", new JsonObject { ["entryId"] = $"P-{code}", ["personalCode"] = code, ["registryCode"] = registry, ["start"] = "2026-04-01" })).Is(201);
        await hub.Hub.Settled();

        (await Ask("LAB", "P04", "employment-registration", registry)).Should().ContainSingle().Which.AsObject().Should().NotContainKey("subject");
    }

    private async Task<IReadOnlyList<JsonNode>> Ask(string authority, string purpose, string type, string registry) =>
        [.. (await hub.Party("authority", authority, "desk", purpose).Post($"/api/v1/records/{type}/query", Encoding.UTF8.GetBytes($$"""{"purpose":"{{purpose}}","subject":"{{registry}}"}"""), key: null))
            .Is(200).Json["items"]!.AsArray().Select(item => item!)];
}
