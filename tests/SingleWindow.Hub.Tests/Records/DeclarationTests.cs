using System.Text.Json.Nodes;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>Employers and workers say something about themselves, and nobody takes it for the word of a register.</summary>
[Collection(SharedHub.Name)]
public sealed class DeclarationTests(HubFixture hub)
{
    private const string Path = "/api/v1/declarations/working-time";

    private readonly Country country = hub.Country;
    private readonly string code = Country.NewCode();

    [Fact]
    public async Task It_is_marked_as_declared_a_correction_is_a_version_and_the_same_again_is_none()
    {
        var employer = await country.Unrecorded(code);
        var worker = Forms.PersonalCode();

        var first = (await employer.Post(Path, Hours(worker, 40))).Is(201);
        (first.Text("source"), first.Text("declaredBy"), first.Json["owner"], first.Json["version"]!.GetValue<int>()).Should().Be(("declared", "employer", null, 1));
        (await employer.Post(Path, Hours(worker, 40))).Is(201).Body.Should().Be(first.Body);
        (await employer.Post(Path, Hours(worker, 48))).Is(201).Json["version"]!.GetValue<int>().Should().Be(2);

        (await employer.Get(first.Location!)).Is(200).Json["content"]!["hours"]!.GetValue<int>().Should().Be(48);
        await hub.Hub.Settled();
        (await employer.All(Path, limit: 1)).Should().ContainSingle().Which["version"]!.GetValue<int>().Should().Be(2);
    }

    [Fact]
    public async Task A_register_and_two_who_declare_the_same_entry_have_a_record_each_and_readers_see_whose()
    {
        var employer = await country.Unrecorded(code);
        var (worker, person) = await Worker();
        var lab = hub.Party("authority", "LAB", "inspection", "P04");
        var ids = new[]
        {
            (await employer.Post(Path, Hours(person, 48))).Is(201).Id,
            (await worker.Post(Path, Hours(person, 60))).Is(201).Id,
            (await country.Lab.Post("/api/v1/records/working-time", Hours(person, 50))).Is(201).Id,
        };
        ids.Should().OnlyHaveUniqueItems();
        await hub.Hub.Settled();

        var seen = (await lab.Post("/api/v1/records/working-time/query", new JsonObject { ["purpose"] = "P04", ["subject"] = code })).Is(200).Json["items"]!.AsArray();

        seen.Select(row => $"{row!["id"]} {row["source"]} {row["declaredBy"] ?? row["owner"]}").Should().BeEquivalentTo($"{ids[0]} declared employer", $"{ids[1]} declared worker", $"{ids[2]} register LAB");
    }

    [Fact]
    public async Task Nobody_declares_about_others_and_only_what_the_type_lets_him()
    {
        var employer = await country.Unrecorded(code);
        var (worker, person) = await Worker();
        var (other, _) = await Worker();
        (await hub.Writes(async () =>
        {
            (await (await country.Unrecorded(Country.NewCode())).Post(Path, Hours(person, 40))).IsProblem(422, "REC-00011");
            (await other.Post(Path, Hours(person, 40))).IsProblem(422, "REC-00011");
            (await hub.NewWorker().Post(Path, Hours(person, 40))).IsProblem(422, "REC-00011");
            (await employer.Post("/api/v1/declarations/tax-standing", new JsonObject { ["registryCode"] = code, ["asOf"] = "2026-01-01", ["arrearsEur"] = 0 })).IsProblem(403, "REC-00010");
            (await worker.Post("/api/v1/declarations/payment-proof", new JsonObject())).IsProblem(403, "REC-00010");
            (await employer.Post("/api/v1/declarations/gossip", new JsonObject())).IsProblem(404, "REC-00002");
            (await employer.Post(Path, Hours(person, 169))).IsProblem(422, "REC-00005", "/hours");
        })).Should().BeTrue("registering an employer is all that was written");
        await hub.Hub.Settled();
        (await employer.All(Path)).Should().BeEmpty();
    }

    [Fact]
    public async Task What_one_declared_does_not_exist_for_another()
    {
        var employer = await country.Unrecorded(code);
        var mine = (await employer.Post(Path, Hours(Forms.PersonalCode(), 40))).Is(201).Location!;
        var rival = await country.Unrecorded(Country.NewCode());

        (await rival.Get(mine)).WithoutTrace.Should().Be((await rival.Get($"{Path}/rec_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b")).WithoutTrace);
        (await employer.Get(mine.Replace("working-time", "accommodation"))).IsProblem(404, "REC-00001");
        (await rival.All(Path)).Should().BeEmpty();
    }

    [Fact]
    public async Task What_one_declared_while_he_was_taken_for_another_is_his_alone_again_after_the_split()
    {
        var ((one, _), (two, person)) = (await Worker(), await Worker());
        var identities = new Identities(hub);
        await identities.Merge(one.Id, two.Id);
        var mine = (await two.Post(Path, Hours(person, 60))).Is(201);
        (await one.Get(mine.Location!)).Is(200);
        (await two.Post(Path, Hours(person, 60))).Is(201).Id.Should().Be(mine.Id);

        await identities.Split(two.Id, one.Id);

        (await two.Get(mine.Location!)).Is(200);
        (await one.Get(mine.Location!)).IsProblem(404, "REC-00001");
        (await one.All(Path)).Should().BeEmpty();
        (await two.Post(Path, Hours(person, 60))).Is(201).Id.Should().Be(mine.Id, "the same declaration is no second record");
    }

    private JsonObject Hours(string worker, int hours) => new() { ["employer"] = code, ["worker"] = worker, ["weekStart"] = "2026-03-02", ["hours"] = hours };

    /// <summary>A worker with an account, and a document that is his.</summary>
    private async Task<(Party Worker, string Person)> Worker()
    {
        var employer = await country.Employer();
        var form = Forms.BlueCard(hub.Today);
        var app = await country.Draft(employer, form, "ee-eu-blue-card");
        var worker = await country.Claimed(employer, app, form);
        (await worker.Post($"/api/v1/applications/{app}/submit")).Is(200);
        await hub.Hub.Settled();
        var document = form["worker"]!["travelDocument"]!;
        return (worker, $"doc:{document["issuer"]}:{document["number"]}");
    }
}
