using System.Text.Json.Nodes;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>The challenge of a decision, from the applicant's text to a new decision.</summary>
[Collection(SharedHub.Name)]
public sealed class AppealTests(HubFixture hub)
{
    [Fact]
    public async Task An_annulled_decision_is_taken_again_and_the_challenge_stays_on_record()
    {
        var (employer, mig) = (await hub.Country.Employer(), hub.Country.Mig);
        var app = await hub.Country.Granted(employer);

        (await employer.Post($"/api/v1/applications/{app}/appeal", new JsonObject { ["text"] = " " })).IsProblem(422, "APP-00002");
        var made = (await employer.Post($"/api/v1/applications/{app}/appeal", new JsonObject { ["text"] = "The last day is wrong." })).Is(200).Json["appeals"]![0]!;
        (await employer.Post($"/api/v1/applications/{app}/appeal", new JsonObject { ["text"] = "And again." })).IsProblem(409, "APP-00014");
        var id = made["id"]!.GetValue<string>();

        await Eventually.Holds(async () => (await mig.Get("/api/v1/appeals?limit=200")).Is(200).Json["items"]!.AsArray().Any(row => row!["id"]!.GetValue<string>() == id), "the list follows");
        (await mig.Get($"/api/v1/appeals/{id}")).Is(200).Text("text").Should().Be("The last day is wrong.");
        (await mig.Post($"/api/v1/appeals/{id}/result", Result("banana"))).IsProblem(400, "API-00001");
        (await mig.Post($"/api/v1/appeals/{id}/result", Result("annulled", reasons: ""))).IsProblem(422, "APP-00002", "/reasons");
        (await mig.Post($"/api/v1/appeals/{id}/result", Result("annulled"))).Is(200).Text("result").Should().Be("annulled");
        (await mig.Post($"/api/v1/appeals/{id}/result", Result("dismissed"))).IsProblem(409, "APL-00002");

        var again = (await employer.Get($"/api/v1/applications/{app}")).Is(200);
        again.Text("status").Should().Be("ready-for-decision");
        (await employer.Get($"/api/v1/applications/{app}/decision")).IsProblem(404, "APP-00007");
        (await mig.Post($"/api/v1/tasks/{Country.TaskPath(app, 4).Split('/')[^1]}/outcome", new JsonObject { ["outcome"] = "granted", ["findings"] = "With the right day.", ["official"] = hub.Country.Official })).Is(200);
        (await employer.Get($"/api/v1/applications/{app}")).Is(200).Text("status").Should().Be("granted");
        await Eventually.Holds(async () => (await mig.Get("/api/v1/appeals?decided=true&limit=200")).Is(200).Json["items"]!.AsArray().Any(row => row!["id"]!.GetValue<string>() == id), "the list follows");
    }

    [Fact]
    public async Task The_first_reading_serves_the_decision_and_every_other_one_costs_nothing()
    {
        var employer = await hub.Country.Employer();
        var path = $"/api/v1/applications/{await hub.Country.Granted(employer)}/decision";
        var before = await hub.Hub.Settled();

        var read = (await employer.Get(path)).Is(200);

        (read.Text("servedOn"), read.Text("decidedOn")).Should().Be((Forms.Date(hub.Today), Forms.Date(hub.Today)));
        (await hub.EventsAfter(before)).Should().Equal("application.served");
        (await hub.Writes(async () => (await employer.Get(path)).Is(200).Body.Should().Be(read.Body))).Should().BeFalse();
        (await (await hub.Country.Employer()).Get(path)).IsProblem(404, "APP-00001");
    }

    [Fact]
    public async Task The_decision_can_be_read_as_a_letter_that_says_how_to_challenge_it()
    {
        var employer = await hub.Country.Employer();
        var path = $"/api/v1/applications/{await hub.Country.Granted(employer)}/decision";
        var data = (await employer.Get(path)).Is(200);

        var letter = await Letter("text/html, application/json;q=0.9");

        letter.Status.Should().Be(200);
        letter.ContentType.Should().StartWith("text/html");
        letter.Body.Should().ContainAll("<h1>Decision: granted</h1>", data.Text("application"), data.Text("schemeTitle"), data.Text("appealUntil"), data.Text("appealTo"), data.Text("permit"));
        (await Letter("application/json, text/html;q=0.5")).Is(200).Body.Should().Be(data.Body);
        (await Letter("*/*")).Is(200).Body.Should().Be(data.Body);
        (await Letter("nonsense;;")).Is(200).Body.Should().Be(data.Body);
        var draft = await hub.Country.Draft(employer);
        path = $"/api/v1/applications/{draft}/decision";
        (await Letter("text/html")).IsProblem(404, "APP-00007");

        Task<Answer> Letter(string accept)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Accept", accept);
            return employer.Send(request);
        }
    }

    private JsonObject Result(string result, string reasons = "The day was not looked at.") => new() { ["result"] = result, ["reasons"] = reasons, ["official"] = hub.Country.Official };
}
