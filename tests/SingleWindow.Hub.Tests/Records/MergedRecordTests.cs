using System.Text.Json.Nodes;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>What registers and workers say under either of two names is one person's after a merge, and each one's own again after a split.</summary>
[Collection(SharedHub.Name)]
public sealed class MergedRecordTests(HubFixture hub)
{
    private static readonly string Employer = Country.NewCode();

    private readonly Country country = hub.Country;
    private readonly Identities identities = new(hub);
    private readonly Party inspection = hub.Party("authority", "LAB", "inspection", "P04");

    [Fact]
    public async Task A_record_is_read_by_both_ids_and_codes_after_the_merge_and_by_its_own_after_the_split()
    {
        var (one, two) = (await Person(), await Person());
        var before = await Cover(one.Code, "2026-01-01");
        await identities.Merge(one.Id, two.Id);
        var byOld = await Cover(two.Code, "2026-02-01");
        var byNew = await Cover(one.Code, "2026-03-01");
        await hub.Hub.Settled();

        foreach (var name in new[] { one.Id, two.Id, one.Code, two.Code }) (await Found("health-cover", name)).Should().Equal([byNew, byOld, before], name);

        await identities.Split(two.Id, one.Id);

        foreach (var name in new[] { one.Id, one.Code }) (await Found("health-cover", name)).Should().Equal([byNew, before], name);
        foreach (var name in new[] { two.Id, two.Code }) (await Found("health-cover", name)).Should().Equal([byOld], name);
    }

    [Fact]
    public async Task A_merged_worker_declares_by_either_name_and_reads_what_he_declared_and_after_the_split_each_his_own()
    {
        var (one, two) = (await Person(), await Person());
        var (asOne, asTwo) = (hub.Party("worker", one.Id), hub.Party("worker", two.Id));
        var early = (await asTwo.Post("/api/v1/declarations/working-time", Hours(two.Code, "2026-03-02"))).Is(201).Id;
        (await asOne.Post("/api/v1/declarations/working-time", Hours(two.Code, "2026-03-02"))).IsProblem(422, "REC-00011");

        await identities.Merge(one.Id, two.Id);
        var late = (await asOne.Post("/api/v1/declarations/working-time", Hours(two.Code, "2026-03-09"))).Is(201).Id;
        var byId = (await asTwo.Post("/api/v1/declarations/working-time", Hours(one.Id, "2026-03-16"))).Is(201).Id;
        await hub.Hub.Settled();

        foreach (var worker in new[] { asOne, asTwo })
        {
            (await worker.All("/api/v1/declarations/working-time")).Select(row => row["id"]!.ToString()).Should().Equal(byId, late, early);
            (await worker.Get($"/api/v1/declarations/working-time/{early}")).Is(200);
        }
        foreach (var name in new[] { one.Id, two.Code }) (await Found("working-time", name)).Should().BeEquivalentTo([early, late, byId], name);

        await identities.Split(two.Id, one.Id);

        (await asTwo.Get($"/api/v1/declarations/working-time/{early}")).Is(200);
        (await asOne.Get($"/api/v1/declarations/working-time/{early}")).IsProblem(404, "REC-00001");
    }

    [Fact]
    public async Task A_key_that_another_owner_has_too_names_a_record_of_its_own_and_nobody_publishes_anothers_type()
    {
        var code = Country.NewCode();
        var entry = new JsonObject { ["registryCode"] = code, ["asOf"] = "2026-03-01", ["arrearsEur"] = 0 };
        var ofTax = (await country.Tax.Post("/api/v1/records/tax-standing", entry)).Is(201).Id;
        (await country.Bus.Post("/api/v1/records/tax-standing", entry.DeepClone())).IsProblem(403, "REC-00004");
        var deposit = (await country.Mig.Post("/api/v1/records/agency-deposit", new JsonObject { ["registryCode"] = code, ["asOf"] = "2026-03-01", ["balanceEur"] = 1 })).Is(201);
        deposit.Id.Should().NotBe(ofTax, "the same key in another register");
        (await country.Bus.Get($"/api/v1/records/tax-standing/{ofTax}")).IsProblem(403, "REC-00006");
        (await country.Mig.Get($"/api/v1/records/agency-deposit/{ofTax}")).IsProblem(404, "REC-00001");
        (await country.Tax.Get($"/api/v1/records/tax-standing/{ofTax}")).Is(200).Json["version"]!.GetValue<int>().Should().Be(1);
    }

    private async Task<(string Id, string Code)> Person()
    {
        var code = Forms.PersonalCode();
        return (await identities.Worker(await country.Employer(), Forms.Complete(hub.Today).With("/worker/personalCode", code)), code);
    }

    private async Task<string> Cover(string code, string from) =>
        (await hub.Party("authority", "HIF", "insurance", "P01").Post("/api/v1/records/health-cover", new JsonObject { ["personalCode"] = code, ["from"] = from, ["basis"] = "employment" })).Is(201).Id;

    private static JsonObject Hours(string worker, string week) => new() { ["employer"] = Employer, ["worker"] = worker, ["weekStart"] = week, ["hours"] = 40 };

    private async Task<IEnumerable<string>> Found(string type, string subject)
    {
        var question = new JsonObject { ["purpose"] = "P04", ["subject"] = subject };
        var answer = await inspection.Post($"/api/v1/records/{type}/query", System.Text.Encoding.UTF8.GetBytes(question.ToJsonString()), key: null);
        return answer.Is(200).Json["items"]!.AsArray().Select(item => item!["id"]!.ToString());
    }
}
