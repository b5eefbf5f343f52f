using System.Text;
using System.Text.Json.Nodes;
using static SingleWindow.Hub.Tests.Api.Country;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>The first answer was lost; the caller sends the same again, whatever has happened since.</summary>
[Collection(SharedHub.Name)]
public sealed class RetryTests(HubFixture hub)
{
    private readonly Country country = hub.Country;

    [Fact]
    public async Task A_draft_is_made_once()
    {
        var employer = await country.Employer();
        await Repeats(employer, "/api/v1/applications", Forms.Draft(Forms.Complete(hub.Today)), async first =>
            (await employer.Put(first.Location!, new JsonObject { ["reference"] = "later" }, first.ETag)).Is(200));

        await hub.Hub.Settled();
        (await employer.All("/api/v1/applications")).Should().ContainSingle();
    }

    [Fact]
    public async Task A_submission_happens_once()
    {
        var employer = await country.Employer();
        var app = await country.Draft(employer);
        await Repeats(employer, $"/api/v1/applications/{app}/submit", [], async _ => (await employer.Post($"/api/v1/applications/{app}/withdraw")).Is(200));
    }

    [Fact]
    public async Task A_withdrawal_happens_once()
    {
        var employer = await country.Employer();
        var app = await country.Submitted(employer);
        await Repeats(employer, $"/api/v1/applications/{app}/withdraw", new JsonObject { ["reason"] = "Enough." });
    }

    [Fact]
    public async Task An_answer_is_given_once()
    {
        var employer = await country.Employer();
        var app = await country.Submitted(employer);
        (await country.Mig.Post($"{TaskPath(app, 1)}/request-information", new JsonObject { ["items"] = new JsonArray("/legalStay"), ["text"] = "Which?" })).Is(200);
        await Repeats(employer, $"/api/v1/applications/{app}/answers", new JsonObject { ["inquiry"] = 1, ["text"] = "This." }, async _ =>
            (await country.Mig.Post($"{TaskPath(app, 1)}/outcome", Outcome("complete"))).Is(200));
    }

    [Fact]
    public async Task A_task_command_gives_its_first_answer_again()
    {
        var employer = await country.Employer();
        var app = await country.Submitted(employer);
        var (task, answer) = (TaskPath(app, 1), new JsonObject { ["inquiry"] = 1, ["text"] = "This." });
        await Repeats(country.Mig, $"{task}/claim", new JsonObject { ["official"] = country.Official }, _ => Task.CompletedTask);
        await Repeats(country.Mig, $"{task}/request-information", new JsonObject { ["items"] = new JsonArray("/legalStay"), ["text"] = "Which?", ["official"] = country.Official }, async _ =>
            (await employer.Post($"/api/v1/applications/{app}/answers", answer)).Is(200));
        await Repeats(country.Mig, $"{task}/outcome", country.Signed("complete"), async _ => (await employer.Post($"/api/v1/applications/{app}/withdraw")).Is(200));
    }

    [Fact]
    public async Task A_decision_is_made_once_and_gives_one_permit()
    {
        var employer = await country.Employer();
        var app = await country.ReadyForDecision(employer);
        await Repeats(country.Mig, $"{TaskPath(app, 4)}/outcome", country.Signed("granted"));

        await hub.Hub.Settled();
        (await employer.All("/api/v1/permits")).Should().ContainSingle();
    }

    [Fact]
    public async Task An_employer_an_official_and_a_record_are_made_once()
    {
        var code = NewCode();
        await Repeats(country.Operator, "/api/v1/parties", new JsonObject { ["registryCode"] = code, ["name"] = "Uus OÜ" });
        await Repeats(country.Operator, "/api/v1/users", new JsonObject { ["authority"] = "TAX", ["unit"] = "audit", ["name"] = "Anu Saar", ["position"] = "Auditor" }, async _ => await country.Appoint("TAX", "Siim Kask"));
        await Repeats(country.Bus, "/api/v1/records/employer-profile", new JsonObject { ["registryCode"] = code, ["status"] = "active" }, async _ =>
            (await country.Bus.Post("/api/v1/records/employer-profile", new JsonObject { ["registryCode"] = code, ["status"] = "struck-off" })).Is(201));
    }

    [Fact]
    public async Task A_change_that_was_made_is_answered_again_to_the_same_request_only()
    {
        var employer = await country.Employer();
        var app = $"/api/v1/applications/{await country.Draft(employer)}";
        var form = Forms.Complete(hub.Today).With("/reference", "second");

        var first = (await employer.Put(app, form, "\"1\"")).Is(200);
        (await hub.Writes(async () =>
        {
            (await employer.Put(app, form, "\"1\"")).Same.Should().Be(first.Same);
            (await employer.Put(app, Forms.Complete(hub.Today), "\"1\"")).IsProblem(412, "API-00006");
        })).Should().BeFalse();
        first.ETag.Should().Be("\"2\"");
    }

    [Fact]
    public async Task A_change_of_whatever_there_is_is_made_each_time()
    {
        var employer = await country.Employer();
        var app = $"/api/v1/applications/{await country.Draft(employer)}";

        foreach (var (reference, version) in new[] { ("a", 2), ("b", 3), ("a", 4) })
        {
            var answer = (await employer.Put(app, Forms.Complete(hub.Today).With("/reference", reference), "*")).Is(200);
            (answer.Text("reference"), answer.ETag).Should().Be((reference, $"\"{version}\""));
        }
        (await employer.Get(app)).Is(200).Text("reference").Should().Be("a");
        (await employer.Put("/api/v1/applications/app_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b", [], "*")).IsProblem(404, "APP-00001");
    }

    [Theory]
    [InlineData("*", 200)]
    [InlineData("\"1\"", 200)]
    [InlineData("\"2\"", 412)]
    [InlineData("**", 412)]
    public async Task A_command_may_name_the_version_that_was_read(string etag, int status)
    {
        var employer = await country.Employer();
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/applications/{await country.Draft(employer)}/submit");
        request.Headers.Add("Idempotency-Key", Party.NewKey());
        request.Headers.TryAddWithoutValidation("If-Match", etag);

        (await employer.Send(request)).Status.Should().Be(status);
    }

    [Fact]
    public async Task A_command_that_changed_nothing_stays_done()
    {
        var (code, key) = (NewCode(), Party.NewKey());
        JsonObject Profile(string status) => new() { ["registryCode"] = code, ["status"] = status };
        const string path = "/api/v1/records/employer-profile";
        (await country.Bus.Post(path, Profile("active"))).Is(201);

        var first = (await country.Bus.Post(path, Profile("active"), key)).Is(201);
        (await country.Bus.Post(path, Profile("dissolved"))).Is(201);

        (await hub.Writes(async () => (await country.Bus.Post(path, Profile("active"), key)).Same.Should().Be(first.Same))).Should().BeFalse();
        (await country.Bus.Post(path, Profile("struck-off"), key)).IsProblem(422, "API-00003");
    }

    [Theory]
    [InlineData("/api/v1/Applications")]
    [InlineData("/api/v1/applications/")]
    [InlineData("/api/v1/%61pplications")]
    public async Task A_path_that_is_spelt_in_another_way_is_the_same_path(string spelt)
    {
        var (employer, key) = (await country.Employer(), Party.NewKey());
        var body = Forms.Draft(Forms.Complete(hub.Today));
        var first = (await employer.Post("/api/v1/applications", body, key)).Is(201);

        (await employer.Post(spelt, body, key)).Same.Should().Be(first.Same);

        await hub.Hub.Settled();
        (await employer.All("/api/v1/applications")).Should().ContainSingle();
    }

    [Fact]
    public async Task A_key_belongs_to_the_thing_in_the_path_too()
    {
        var (employer, key) = (await country.Employer(), Party.NewKey());
        foreach (var app in new[] { await country.Draft(employer), await country.Draft(employer) })
            (await employer.Post($"/api/v1/applications/{app}/withdraw", [], key)).Is(200).Id.Should().Be(app);
    }

    [Fact]
    public async Task A_key_belongs_to_its_client_and_path()
    {
        var (employer, rival) = (await country.Employer(), await country.Employer());
        var key = Party.NewKey();
        var body = Forms.Draft(Forms.Complete(hub.Today));

        var first = (await employer.Post("/api/v1/applications", body, key)).Is(201);
        var other = (await rival.Post("/api/v1/applications", body, key)).Is(201);
        (await employer.Post($"{first.Location}/submit", [], key)).Is(200);

        other.Id.Should().NotBe(first.Id);
    }

    /// <summary>Does it, lets something else happen, does it again: nothing is written, and the answer is the first one. With another body the key is refused.</summary>
    private async Task Repeats(Party caller, string path, JsonObject body, Func<Answer, Task>? meanwhile = null)
    {
        var key = Party.NewKey();
        var first = await caller.Post(path, body, key);
        first.Status.Should().BeOneOf([200, 201], "the answer was {0}", first.Body);
        if (meanwhile is not null) await meanwhile(first);
        var before = await hub.Hub.Settled();

        (await caller.Post(path, body, key)).Same.Should().Be(first.Same);
        // Other bytes with the same meaning are another body all the same, and stay valid for every operation.
        (await caller.Post(path, Encoding.UTF8.GetBytes(body.ToJsonString() + " "), key)).IsProblem(422, "API-00003");

        await hub.Hub.Settled();
        (await hub.EventsAfter(before)).Where(type => type != "audit.recorded").Should().BeEmpty("showing a task again is a read; nothing else happened");
    }
}
