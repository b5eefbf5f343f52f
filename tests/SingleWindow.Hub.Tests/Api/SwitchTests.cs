using System.Text.Json.Nodes;

namespace SingleWindow.Hub.Tests.Api;

[Collection(SharedHub.Name)]
public sealed class SwitchTests(HubFixture hub)
{
    private static readonly JsonObject Off = new() { ["active"] = false };
    private static readonly JsonObject On = new() { ["active"] = true };

    [Fact]
    public async Task A_client_that_is_switched_off_is_let_in_nowhere_with_the_token_that_it_has()
    {
        var employer = await hub.Country.Employer();
        var app = await hub.Country.Draft(employer);
        var client = $"/api/v1/clients/employer-{employer.Id}-";
        (await hub.Country.Operator.Get(client)).Is(200).Json["active"]!.GetValue<bool>().Should().BeTrue();

        (await hub.Country.Operator.Patch(client, Off)).Is(200).Json["active"]!.GetValue<bool>().Should().BeFalse();
        foreach (var path in (string[])["/api/v1/applications", $"/api/v1/applications/{app}", "/api/v1/permits"])
            (await employer.Get(path)).IsProblem(401, "API-00011");
        (await employer.Post($"/api/v1/applications/{app}/submit")).IsProblem(401, "API-00011");
        (await hub.Country.Operator.Get(client)).Is(200).Json["since"].Should().NotBeNull();

        (await hub.Country.Operator.Patch(client, On)).Is(200);
        (await employer.Get($"/api/v1/applications/{app}")).Is(200);
    }

    [Fact]
    public async Task An_application_that_is_switched_off_lets_none_of_its_people_in()
    {
        var employer = await hub.Country.Employer();
        var person = hub.WithToken(hub.Issuer.Mint("employer", "an-app", employer.Id, change: token => token.Claims["sub"] = "acc_1"));
        (await person.Get("/api/v1/applications")).Is(200);
        (await hub.Country.Operator.Patch("/api/v1/clients/an-app", Off)).Is(200);
        (await person.Get("/api/v1/applications")).IsProblem(401, "API-00011");
    }

    [Fact]
    public async Task A_party_that_is_switched_off_has_no_client_that_may_call()
    {
        var employer = await hub.Country.Employer();
        (await hub.Country.Operator.Patch($"/api/v1/parties/{employer.Id}", Off)).Is(200);
        (await employer.Get("/api/v1/applications")).IsProblem(401, "API-00011");
        (await hub.WithToken(hub.Issuer.Mint("employer", "another client", employer.Id)).Get("/api/v1/applications")).IsProblem(401, "API-00011");
        (await (await hub.Country.Employer()).Get("/api/v1/applications")).Is(200);
    }

    [Fact]
    public async Task Whoever_acts_for_a_party_that_is_switched_off_acts_for_nobody()
    {
        var (principal, representative) = (await hub.Country.Employer(), await hub.Country.Employer());
        (await principal.Post("/api/v1/mandates", Forms.Mandate(representative, hub.Today))).Is(201);
        (await representative.For(principal.Id).Get("/api/v1/applications")).Is(200);
        (await hub.Country.Operator.Patch($"/api/v1/parties/{principal.Id}", Off)).Is(200);
        (await representative.For(principal.Id).Get("/api/v1/applications")).IsProblem().Status.Should().Be(404);
    }

    [Fact]
    public async Task An_operator_does_not_lock_himself_out() =>
        (await hub.Country.Operator.Patch("/api/v1/clients/operator-HUB-", Off)).IsProblem(409, "CLR-00002");

    [Fact]
    public async Task What_is_no_switch_is_refused()
    {
        (await hub.Country.Operator.Patch("/api/v1/clients/cli_1", new JsonObject())).IsProblem(422, "CLR-00003");
        (await hub.Country.Operator.Patch("/api/v1/parties/emp_nothing", Off)).IsProblem(404, "CLR-00001");
    }
}
