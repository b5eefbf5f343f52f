using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>A register corrects a record, and every open case that leans on it knows.</summary>
[Collection(SharedHub.Name)]
public sealed class EvidenceNewsTests(HubFixture hub)
{
    private readonly Country country = hub.Country;

    [Fact]
    public async Task A_correction_updates_the_open_case_and_the_officials_of_its_checks_see_it()
    {
        var (employer, code) = await Employer();
        var app = await country.Submitted(employer);
        var before = Evidence(await employer.Get($"/api/v1/applications/{app}"), "tax-standing");
        (before["result"]!.ToString(), before["version"]!.GetValue<int>()).Should().Be(("met", 1));

        await Standing(code, arrears: 9999);

        await Eventually.Holds(async () => Evidence(await employer.Get($"/api/v1/applications/{app}"), "tax-standing")["version"]!.GetValue<int>() == 2, "the case learns it");
        var shown = (await employer.Get($"/api/v1/applications/{app}")).Is(200);
        var after = Evidence(shown, "tax-standing");
        (after["source"]!.ToString(), after["result"]!.ToString(), after["record"]!.ToString()).Should().Be(("record:tax-standing", "not-met", before["record"]!.ToString()));
        DateTimeOffset.Parse(after["asOf"]!.ToString()).Should().BeAfter(DateTimeOffset.Parse(before["asOf"]!.ToString()));
        shown.Json["timeline"]!.AsArray().Select(moment => moment!["code"]!.ToString()).Should().ContainSingle(moment => moment == "evidence-updated");
        Evidence(await country.Mig.Get(Country.TaskPath(app, 1)), "tax-standing")["result"]!.ToString().Should().Be("not-met");
    }

    [Fact]
    public async Task What_is_decided_stays_decided_and_another_employers_case_and_the_same_content_again_are_nothing()
    {
        var (employer, code) = await Employer();
        var app = await country.Granted(employer);
        var (_, other) = await Employer();
        var before = (await employer.Get($"/api/v1/applications/{app}")).Is(200).Body;

        await Standing(code, arrears: 9999);
        await Standing(other, arrears: 9999);
        // What is told of later has been told: due work is done in the order of its time.
        var (witness, seen) = await Employer();
        var open = await country.Submitted(witness);
        await Standing(seen, arrears: 5000);
        await Eventually.Holds(async () => Evidence(await witness.Get($"/api/v1/applications/{open}"), "tax-standing")["version"]!.GetValue<int>() == 2, "the last is told");

        (await employer.Get($"/api/v1/applications/{app}")).Is(200).Body.Should().Be(before);
    }

    [Fact]
    public async Task A_sanction_that_becomes_known_or_final_while_the_case_is_open_counts()
    {
        var (employer, code) = await Employer();
        var app = await country.Submitted(employer);
        Evidence(await employer.Get($"/api/v1/applications/{app}"), "sanction")["result"]!.ToString().Should().Be("met");

        foreach (var final in new[] { false, true })
            (await country.Lab.Post("/api/v1/records/sanction", new JsonObject { ["sanctionId"] = $"N-{code}", ["employer"] = code, ["kind"] = "wage-offence", ["imposedOn"] = "2026-03-01", ["final"] = final })).Is(201);

        await Eventually.Holds(async () => Evidence(await employer.Get($"/api/v1/applications/{app}"), "sanction")["result"]!.ToString() == "not-met", "the case learns it");
    }

    [Fact]
    public async Task An_entry_under_a_mistyped_holder_reaches_the_case_when_it_is_corrected_and_leaves_it_when_it_was_another_persons()
    {
        var form = Forms.BlueCard(hub.Today);
        var app = await BlueCard(form);
        (await OfPolice(app))["source"]!.ToString().Should().Be("declaration");
        var typo = Assessment(form, eqf: 5);
        typo["holder"] = $"doc:UKR:X{form["worker"]!["travelDocument"]!["number"]}";
        var record = (await Publish(typo)).Id;

        await Publish(Assessment(form, eqf: 5));

        await Eventually.Holds(async () => (await OfPolice(app))["record"]?.ToString() == record, "the case learns what was found under nobody's name");
        (await OfPolice(app))["result"]!.ToString().Should().Be("not-met");

        await Publish(typo.DeepClone());

        await Eventually.Holds(async () => (await OfPolice(app))["source"]!.ToString() == "declaration", "it was not about him");
    }

    [Fact]
    public async Task An_entry_that_a_correction_makes_the_latest_decides_although_no_evidence_named_it()
    {
        var form = Forms.BlueCard(hub.Today);
        await Publish(Assessment(form, eqf: 7, issued: "2025-06-01"));
        var older = (await Publish(Assessment(form, eqf: 5, issued: "2024-06-01", id: "B"))).Id;
        await hub.Hub.Settled();
        var app = await BlueCard(form);
        (await OfPolice(app))["result"]!.ToString().Should().Be("met");

        await Publish(Assessment(form, eqf: 5, issued: "2026-06-01", id: "B"));

        await Eventually.Holds(async () => (await OfPolice(app))["record"]?.ToString() == older, "the latest day counts");
        (await OfPolice(app))["result"]!.ToString().Should().Be("not-met");
    }

    [Fact]
    public async Task News_does_not_wait_for_the_list_of_applications()
    {
        var (employer, code) = await Employer();
        var app = await country.Submitted(employer);
        await hub.Hub.Settled();
        // As if another projection had not come to it yet.
        await hub.Hub.Services.GetRequiredService<IViewStore>().Write("test", async views => await views.Execute("DELETE FROM applications WHERE id = $1", app), CancellationToken.None);

        (await country.Lab.Post("/api/v1/records/sanction", new JsonObject { ["sanctionId"] = $"L-{code}", ["employer"] = code, ["kind"] = "wage-offence", ["imposedOn"] = "2026-03-01", ["final"] = true })).Is(201);

        await Eventually.Holds(async () => Evidence(await employer.Get($"/api/v1/applications/{app}"), "sanction")["result"]!.ToString() == "not-met", "the case learns it");
    }

    private async Task<string> BlueCard(JsonObject form)
    {
        var employer = await country.Employer();
        var app = await country.Draft(employer, form, "ee-eu-blue-card");
        (await (await country.Claimed(employer, app, form)).Post($"/api/v1/applications/{app}/submit")).Is(200);
        return app;
    }

    private async Task<Answer> Publish(JsonNode assessment) => (await hub.Party("authority", "NAR", "recognition", "P01").Post("/api/v1/records/qualification-assessment", assessment)).Is(201);

    private static JsonObject Assessment(JsonNode form, int eqf, string issued = "2025-06-01", string id = "A")
    {
        var document = form["worker"]!["travelDocument"]!;
        return new() { ["assessmentId"] = $"N{id}-{document["number"]}", ["holder"] = $"doc:{document["issuer"]}:{document["number"]}", ["result"] = "recognised", ["eqfLevel"] = eqf, ["issuedOn"] = issued };
    }

    private async Task<JsonNode> OfPolice(string app) => Evidence(await country.Mig.Get(Country.TaskPath(app, 1)), "higher-qualification");

    private async Task<(Party Employer, string Code)> Employer()
    {
        var employer = await country.Employer();
        return (employer, (await country.Operator.All("/api/v1/parties")).Single(row => row["id"]!.ToString() == employer.Id)["registryCode"]!.ToString());
    }

    private async Task Standing(string code, int arrears) =>
        (await country.Tax.Post("/api/v1/records/tax-standing", new JsonObject { ["registryCode"] = code, ["asOf"] = Forms.Date(hub.Today), ["arrearsEur"] = arrears })).Is(201);

    private static JsonNode Evidence(Answer answer, string type) => answer.Is(200).Json["evidence"]!.AsArray().Single(item => item!["type"]!.ToString() == type)!;
}
