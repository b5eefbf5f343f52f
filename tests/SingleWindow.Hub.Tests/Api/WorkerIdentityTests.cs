using System.Text.Json.Nodes;

namespace SingleWindow.Hub.Tests.Api;

[Collection(SharedHub.Name)]
public sealed class WorkerIdentityTests(HubFixture hub)
{
    private readonly Country country = hub.Country;

    [Fact]
    public async Task A_passport_number_of_somebody_born_on_another_day_attaches_no_case_to_him_and_no_code()
    {
        var employer = await country.Employer();
        var olena = Forms.Complete(hub.Today);
        var passport = olena["worker"]!["travelDocument"]!.DeepClone();
        var worker = await Worker(employer, olena);
        var mistyped = Person(passport, "1985-02-03").With("/worker/personalCode", "48502030000");

        var draft = await country.Draft(employer, mistyped);
        (await employer.Post($"/api/v1/applications/{draft}/submit")).IsProblem(409, "APP-00008");

        (await employer.Get($"/api/v1/applications/{draft}")).Is(200).Json["status"]!.ToString().Should().Be("draft");
        var owner = Forms.Complete(hub.Today).With("/worker/birthDate", "1985-02-03").With("/worker/personalCode", "48502030000");
        (await Worker(employer, owner)).Should().NotBe(worker, "the code was not given to Olena");
        (await Worker(employer, Person(passport, "1990-05-17"))).Should().Be(worker, "her own passport still finds her");
    }

    private JsonObject Person(JsonNode passport, string born) =>
        Forms.Complete(hub.Today).With("/worker/travelDocument", passport.DeepClone()).With("/worker/birthDate", born);

    private async Task<string> Worker(Party employer, JsonObject form) =>
        (await employer.Get($"/api/v1/applications/{await country.Submitted(employer, form)}")).Is(200).Text("workerId");
}
