using System.Text.Json.Nodes;
using static SingleWindow.Hub.Tests.Api.Country;

namespace SingleWindow.Hub.Tests.Api;

public sealed class ClockTests(HubFixture hub) : IClassFixture<HubFixture>
{
    private readonly Country country = hub.Country;

    [Fact]
    public async Task A_check_that_nobody_answers_counts_as_no_objection_once_its_time_is_over()
    {
        var employer = await country.Employer();
        var app = await country.Submitted(employer);
        (await country.Mig.Post($"{TaskPath(app, 1)}/outcome", Outcome("complete"))).Is(200);
        (await country.Tax.Post($"{TaskPath(app, 2)}/outcome", Outcome("clear"))).Is(200);

        hub.Time.Advance(TimeSpan.FromDays(4));
        await Eventually.Holds(async () => (await Read(employer, app))["status"]!.ToString() == "ready-for-decision", "silence has counted as consent");

        Codes(await Read(employer, app)).Should().Contain("no-objection");
        (await country.Lab.Post($"{TaskPath(app, 3)}/outcome", Outcome("objection"))).IsProblem(409, "TSK-00002");
        (await country.Mig.Post($"{TaskPath(app, 4)}/outcome", country.Signed("granted"))).Is(200);
    }

    [Fact]
    public async Task An_unanswered_request_lapses_and_the_application_may_then_go_unreviewed()
    {
        var employer = await country.Employer();
        var app = await country.Submitted(employer);
        (await country.Mig.Post($"{TaskPath(app, 1)}/request-information", new JsonObject { ["items"] = new JsonArray("/legalStay"), ["text"] = "Which?" })).Is(200);

        hub.Time.Advance(TimeSpan.FromDays(15));
        await Eventually.Holds(async () => Codes(await Read(employer, app)).Contains("no-answer"), "the request has lapsed");

        (await country.Mig.Post($"{TaskPath(app, 2)}/outcome", country.Signed("not-reviewed", "NR-NO-ANSWER"))).Is(200);
        (await employer.Get($"/api/v1/applications/{app}/decision")).Is(200).Text("outcome").Should().Be("not-reviewed");
    }

    [Fact]
    public async Task While_one_authority_asks_nobody_elses_time_runs()
    {
        var employer = await country.Employer();
        var app = await country.ChecksRunning(employer);
        (await country.Lab.Post($"{TaskPath(app, 3)}/request-information", new JsonObject { ["items"] = new JsonArray("/legalStay"), ["text"] = "Which?" })).Is(200);
        await hub.Hub.Settled();
        (await Row(country.Tax, app))["dueOn"].Should().BeNull();

        hub.Time.Advance(TimeSpan.FromDays(7));
        await hub.Hub.Settled();
        (await country.Tax.Get(TaskPath(app, 2))).Is(200).Text("status").Should().Be("open");

        (await employer.Post($"/api/v1/applications/{app}/answers", new JsonObject { ["inquiry"] = 1, ["text"] = "A visa." })).Is(200);
        await hub.Hub.Settled();
        (await Row(country.Tax, app))["dueOn"].Should().NotBeNull();
        Codes(await Read(employer, app)).Should().Contain("task-resumed").And.NotContain("no-objection");

        hub.Time.Advance(TimeSpan.FromDays(7));
        await Eventually.Holds(async () => (await Read(employer, app))["status"]!.ToString() == "ready-for-decision", "both were silent to the end of their time");
    }

    [Fact]
    public async Task A_labour_market_test_that_has_grown_too_old_goes_back_to_its_authority()
    {
        var placed = new Quotas.Placed(hub);
        var employer = await country.Employer();
        var app = await placed.File(employer);
        (await country.Mig.Post($"{TaskPath(app, 1)}/outcome", Outcome("complete"))).Is(200);
        (await placed.Emp.Post($"{TaskPath(app, 2)}/outcome", Outcome("positive"))).Is(200).Text("status").Should().Be("done");

        hub.Time.Advance(TimeSpan.FromDays(190));

        await Eventually.Holds(async () => (await placed.Emp.Get(TaskPath(app, 2))).Is(200).Text("status") == "open", "it is made again");
        Codes(await Read(employer, app)).Should().Contain("task-reopened");
    }

    [Fact]
    public async Task A_decision_that_is_late_is_told_to_the_applicant_and_to_the_authority()
    {
        var employer = await country.Employer();
        var app = await country.ReadyForDecision(employer);

        hub.Time.Advance(TimeSpan.FromDays(20));
        await Eventually.Holds(async () => (await Read(employer, app))["overdue"]!.GetValue<bool>(), "the period has passed");

        await hub.Hub.Settled();
        (await country.Mig.All("/api/v1/tasks")).Single(row => row["application"]!.ToString() == app)["overdue"]!.GetValue<bool>().Should().BeTrue();
        (await country.Mig.Post($"{TaskPath(app, 4)}/outcome", country.Signed("granted"))).Is(200);
    }

    private static async Task<JsonNode> Row(Party authority, string app) => (await authority.All("/api/v1/tasks")).Single(row => row["application"]!.ToString() == app);

    private static IEnumerable<string> Codes(JsonNode app) => app["timeline"]!.AsArray().Select(moment => moment!["code"]!.ToString());

    private static async Task<JsonNode> Read(Party employer, string app) => (await employer.Get($"/api/v1/applications/{app}")).Is(200).Json;
}
