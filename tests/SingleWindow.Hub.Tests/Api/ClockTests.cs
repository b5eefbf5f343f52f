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

    private static IEnumerable<string> Codes(JsonNode app) => app["timeline"]!.AsArray().Select(moment => moment!["code"]!.ToString());

    private static async Task<JsonNode> Read(Party employer, string app) => (await employer.Get($"/api/v1/applications/{app}")).Is(200).Json;
}
