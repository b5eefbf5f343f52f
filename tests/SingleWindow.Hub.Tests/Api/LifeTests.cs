using System.Text.Json.Nodes;
using static SingleWindow.Hub.Tests.Api.Country;

namespace SingleWindow.Hub.Tests.Api;

[Collection(SharedHub.Name)]
public sealed class LifeTests(HubFixture hub)
{
    private readonly Country country = hub.Country;

    [Fact]
    public async Task A_draft_is_written_in_steps_and_never_over_somebody_elses_change()
    {
        var employer = await country.Employer();
        var made = (await employer.Post("/api/v1/applications", new JsonObject { ["scheme"] = Scheme })).Is(201);
        made.Location.Should().Be($"/api/v1/applications/{made.Id}");
        made.ETag.Should().Be("\"1\"");
        var form = Forms.Complete(hub.Today);

        (await employer.Put(made.Location!, form, null)).IsProblem(428, "API-00005");
        (await employer.Put(made.Location!, form, "\"9\"")).IsProblem(412, "API-00006");
        var saved = (await employer.Put(made.Location!, form, made.ETag)).Is(200);
        (await employer.Put(made.Location!, new JsonObject(), made.ETag)).IsProblem(412, "API-00006");

        saved.ETag.Should().Be("\"2\"");
        var read = (await employer.Get(made.Location!)).Is(200);
        read.Same.Should().Be(saved.Same);
        JsonNode.DeepEquals(read.Json["form"], form).Should().BeTrue();
    }

    [Fact]
    public async Task A_submission_finds_its_evidence_in_the_registers_before_anybody_is_asked()
    {
        var employer = await country.Employer();
        var app = await country.Draft(employer);

        var filed = (await employer.Post($"/api/v1/applications/{app}/submit")).Is(200).Json;

        filed["status"]!.ToString().Should().Be("submitted");
        filed["workerId"]!.ToString().Should().StartWith("wrk_");
        filed["evidence"]!.AsArray().Select(item => $"{item!["type"]} {item["source"]} {item["result"]}").Should().BeEquivalentTo(
            "employer-profile record:employer-profile met", "tax-standing record:tax-standing met", "sanction record:sanction met", "travel-document form met",
            "employment-contract-or-binding-offer declaration met", "qualification-or-experience declaration met", "legal-basis-of-stay form met");
    }

    [Fact]
    public async Task What_the_registers_say_against_an_employer_is_evidence_too()
    {
        var code = NewCode();
        var employer = await country.Unrecorded(code);
        (await country.Tax.Post("/api/v1/records/tax-standing", new JsonObject { ["registryCode"] = code, ["asOf"] = Forms.Date(hub.Today), ["arrearsEur"] = 100.01 })).Is(201);
        (await country.Lab.Post("/api/v1/records/sanction", new JsonObject { ["sanctionId"] = $"S-{code}", ["employer"] = code, ["kind"] = "wage-offence", ["imposedOn"] = Forms.Date(hub.Today), ["final"] = true })).Is(201);
        await hub.Hub.Settled();

        var app = await country.Submitted(employer);

        var evidence = (await employer.Get($"/api/v1/applications/{app}")).Is(200).Json["evidence"]!.AsArray();
        evidence.ToDictionary(item => item!["type"]!.ToString(), item => item!["result"]!.ToString()).Should().Contain("employer-profile", "missing")
            .And.Contain("tax-standing", "not-met").And.Contain("sanction", "not-met");
    }

    [Fact]
    public async Task An_incomplete_draft_is_not_filed_and_everything_missing_is_told_at_once()
    {
        var employer = await country.Employer();
        var form = Forms.Complete(hub.Today).With("/worker/familyName", null).With("/employment/plannedEnd", null).With("/legalStay", null);
        var app = await country.Draft(employer, form);

        (await hub.Writes(async () => (await employer.Post($"/api/v1/applications/{app}/submit"))
            .IsProblem(422, "APP-00002", "/worker/familyName", "/employment/plannedEnd", "/legalStay/basis", "/legalStay/until"))).Should().BeFalse();
    }

    [Fact]
    public async Task From_filing_to_the_permit()
    {
        var employer = await country.Employer();
        var app = await country.Submitted(employer);

        (await country.Mig.Post($"{TaskPath(app, 1)}/claim", new JsonObject { ["official"] = country.Official })).Is(200).Text("status").Should().Be("claimed");
        (await country.Mig.Post($"{TaskPath(app, 1)}/outcome", Outcome("complete"))).IsProblem(409, "TSK-00003", "/official");
        (await country.Mig.Post($"{TaskPath(app, 1)}/outcome", country.Signed("complete"))).Is(200).Text("status").Should().Be("done");
        (await Status(employer, app)).Should().Be("checks-running");
        (await Open(country.Tax, app)).Should().Equal("tax-check");
        (await Open(country.Lab, app)).Should().Equal("labour-check");
        (await Open(country.Mig, app)).Should().BeEmpty();

        (await country.Lab.Post($"{TaskPath(app, 3)}/outcome", Outcome("clear"))).Is(200);
        (await country.Tax.Post($"{TaskPath(app, 2)}/outcome", Outcome("clear"))).Is(200);
        (await Status(employer, app)).Should().Be("ready-for-decision");
        (await country.Mig.Post($"{TaskPath(app, 4)}/outcome", Outcome("granted"))).IsProblem(422, "TSK-00006", "/official");
        (await country.Mig.Post($"{TaskPath(app, 4)}/outcome", country.Signed("granted"))).Is(200);
        await hub.Hub.Settled();

        var decided = (await employer.Get($"/api/v1/applications/{app}")).Is(200).Json;
        decided["timeline"]!.AsArray().Select(moment => moment!["code"]!.ToString()).Should().Equal(
            "payment-reported", "submitted", "task-opened", "task-done", "complete", "due", "task-opened", "task-opened", "task-done", "task-done", "task-opened", "task-done", "decided");
        var decision = (await employer.Get($"/api/v1/applications/{app}/decision")).Is(200).Json;
        decision["outcome"]!.ToString().Should().Be("granted");
        decision["signedBy"]!.ToString().Should().Be("Mari Maasikas, Adviser");
        var permit = decided["permit"]!.ToString();
        (await employer.Get($"/api/v1/permits/{permit}")).Is(200).Text("status").Should().Be("not-yet-valid");
        (await employer.All("/api/v1/permits")).Select(row => row["id"]!.ToString()).Should().Equal(permit);
        (await hub.Party("worker", decided["workerId"]!.ToString()).All("/api/v1/me/permits")).Select(row => row["id"]!.ToString()).Should().Equal(permit);
    }

    [Fact]
    public async Task What_is_missing_is_asked_for_and_answered()
    {
        var employer = await country.Employer();
        var app = await country.Submitted(employer);

        var asked = (await country.Mig.Post($"{TaskPath(app, 1)}/request-information", new JsonObject { ["items"] = new JsonArray("/legalStay/until"), ["text"] = "Until when?" })).Is(200);
        asked.Text("status").Should().Be("awaiting-applicant");
        (await Status(employer, app)).Should().Be("incomplete");
        (await country.Mig.Post($"{TaskPath(app, 1)}/outcome", Outcome("complete"))).IsProblem(409, "TSK-00010");
        (await employer.Post($"/api/v1/applications/{app}/answers", new JsonObject { ["inquiry"] = 2, ["text"] = "?" })).IsProblem(409, "APP-00006");

        var stay = new JsonObject { ["basis"] = "visa", ["number"] = "V999", ["until"] = Forms.Date(hub.Today.AddDays(301)) };
        var answered = (await employer.Post($"/api/v1/applications/{app}/answers", new JsonObject { ["inquiry"] = 1, ["text"] = "Until then.", ["legalStay"] = stay })).Is(200).Json;

        answered["status"]!.ToString().Should().Be("submitted");
        answered["form"]!["legalStay"]!["number"]!.ToString().Should().Be("V999");
        (await country.Mig.Get(TaskPath(app, 1))).Is(200).Json["inquiries"]![0]!["answer"]!.ToString().Should().Be("Until then.");
        (await country.Mig.Post($"{TaskPath(app, 1)}/outcome", Outcome("complete"))).Is(200);
    }

    [Fact]
    public async Task Nobody_is_refused_unheard()
    {
        var employer = await country.Employer();
        var app = await country.ReadyForDecision(employer);
        var refusal = country.Signed("refused", "REF-PAY");
        (await country.Mig.Post($"{TaskPath(app, 4)}/outcome", refusal)).IsProblem(409, "TSK-00007");

        var intent = new JsonObject { ["grounds"] = new JsonArray("REF-PAY"), ["text"] = "The pay seems low." };
        (await country.Mig.Post($"{TaskPath(app, 4)}/intent-to-refuse", intent)).Is(200).Text("status").Should().Be("awaiting-applicant");
        (await country.Mig.Post($"{TaskPath(app, 4)}/outcome", refusal)).IsProblem(409, "TSK-00010");
        (await employer.Post($"/api/v1/applications/{app}/answers", new JsonObject { ["inquiry"] = 1, ["text"] = "It is not." })).Is(200);
        (await country.Mig.Post($"{TaskPath(app, 4)}/outcome", country.Signed("refused"))).IsProblem(422, "TSK-00008", "/grounds");
        (await country.Mig.Post($"{TaskPath(app, 4)}/outcome", refusal)).Is(200);

        var decision = (await employer.Get($"/api/v1/applications/{app}/decision")).Is(200).Json;
        decision["outcome"]!.ToString().Should().Be("refused");
        decision["grounds"]!.AsArray().Select(ground => ground!["code"]!.ToString()).Should().Equal("REF-PAY");
        await hub.Hub.Settled();
        (await employer.All("/api/v1/permits")).Should().BeEmpty();
        (await employer.Post($"/api/v1/applications/{app}/withdraw")).IsProblem(409, "APP-00004");
    }

    [Fact]
    public async Task A_withdrawal_ends_everything()
    {
        var employer = await country.Employer();
        var app = await country.Submitted(employer);

        (await employer.Post($"/api/v1/applications/{app}/withdraw", new JsonObject { ["reason"] = "Found somebody." })).Is(200).Text("status").Should().Be("withdrawn");

        (await country.Mig.Post($"{TaskPath(app, 1)}/outcome", Outcome("complete"))).IsProblem(409, "TSK-00002");
        (await employer.Post($"/api/v1/applications/{app}/submit")).IsProblem(409, "APP-00004");
        (await employer.Get($"/api/v1/applications/{app}/decision")).IsProblem(404, "APP-00007");
        (await Open(country.Mig, app)).Should().BeEmpty();
    }

    private static async Task<string> Status(Party employer, string app) => (await employer.Get($"/api/v1/applications/{app}")).Is(200).Text("status");

    private async Task<IEnumerable<string>> Open(Party authority, string app)
    {
        await hub.Hub.Settled();
        return (await authority.All("/api/v1/tasks")).Where(row => row["application"]!.ToString() == app).Select(row => row["step"]!.ToString());
    }
}
