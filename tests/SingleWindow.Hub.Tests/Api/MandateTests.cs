using System.Text.Json.Nodes;
using FluentAssertions.Execution;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Hub.Http;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Api;

[Collection(SharedHub.Name)]
public sealed class MandateTests(HubFixture hub) : IAsyncLifetime
{
    private readonly Country country = hub.Country;
    private Party employer = null!, lawyer = null!;

    public async Task InitializeAsync() => (employer, lawyer) = (await country.Employer(), await country.Employer());

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task<string> Give(Party from, Party to, Func<JsonObject, JsonObject>? change = null, params string[] may)
    {
        var body = Forms.Mandate(to, hub.Today, may);
        return (await from.Post("/api/v1/mandates", change is null ? body : change(body))).Is(201).Id;
    }

    [Fact]
    public async Task A_representative_files_for_the_employer_and_the_application_is_the_employers()
    {
        await Give(employer, lawyer);
        var acting = lawyer.For(employer.Id);

        var app = (await acting.Post("/api/v1/applications", Forms.Draft(Forms.Complete(hub.Today)))).Is(201);
        (await acting.Post($"/api/v1/applications/{app.Id}/submit")).Is(200).Text("employer").Should().Be(employer.Id);

        (await employer.Get($"/api/v1/applications/{app.Id}")).Is(200);
        (await lawyer.Get($"/api/v1/applications/{app.Id}")).IsProblem(404, "APP-00001");
        await hub.Hub.Settled();
        (await acting.All("/api/v1/applications")).Select(row => row["id"]!.ToString()).Should().Equal(app.Id);
        (await lawyer.All("/api/v1/applications")).Should().BeEmpty("a mandate moves nothing into the representative's own lists");
    }

    [Fact]
    public async Task Both_sides_read_and_list_the_mandate_and_nobody_else_does()
    {
        var id = await Give(employer, lawyer);
        await hub.Hub.Settled();

        var read = (await employer.Get($"/api/v1/mandates/{id}")).Is(200);
        read.Json.ToJsonString().Should().Be((await lawyer.Get($"/api/v1/mandates/{id}")).Is(200).Json.ToJsonString());
        foreach (var (side, party, found) in new[] { ("given", employer, true), ("held", employer, false), ("given", lawyer, false), ("held", lawyer, true) })
            (await party.All($"/api/v1/mandates?side={side}", 1)).Select(row => row.ToJsonString()).Should().Equal(found ? [read.Json.ToJsonString()] : []);
        (await employer.All("/api/v1/mandates")).Should().ContainSingle();
        (await employer.Get("/api/v1/mandates?side=both")).IsProblem(400, "API-00008");
    }

    [Theory]
    [InlineData(true, "revoked")]
    [InlineData(false, "renounced")]
    public async Task Either_side_ends_it_and_the_very_next_request_is_a_strangers(bool byPrincipal, string end)
    {
        var (id, app) = (await Give(employer, lawyer), await country.Draft(employer));
        var acting = lawyer.For(employer.Id);
        (await acting.Get($"/api/v1/applications/{app}")).Is(200);

        var ended = (await (byPrincipal ? employer : lawyer).Delete($"/api/v1/mandates/{id}")).Is(200);

        ended.Text("end").Should().Be(end);
        (await acting.Get($"/api/v1/applications/{app}")).IsProblem(404, "APP-00001");
        (await acting.Post($"/api/v1/applications/{app}/submit")).IsProblem(404, "APP-00001");
        (await employer.Delete($"/api/v1/mandates/{id}")).Is(200).Text("end").Should().Be(end, "it ends once");
    }

    [Fact]
    public async Task Without_a_mandate_that_reaches_there_is_nothing_and_every_reason_looks_the_same()
    {
        var app = await country.Draft(employer);
        var (none, revoked, later, elsewhere, reader, sub) = (await country.Employer(), await country.Employer(), await country.Employer(), await country.Employer(), await country.Employer(), await country.Employer());
        await employer.Delete($"/api/v1/mandates/{await Give(employer, revoked)}");
        await Give(employer, later, body => body.With("/from", Forms.Date(hub.Today.AddDays(5))));
        await Give(employer, elsewhere, null, "permits:read");
        await Give(employer, reader, null, "applications:read");
        await Give(employer, lawyer);
        await Give(lawyer, sub);
        var place = $"/api/v1/applications/{app}/submit";
        var stranger = (await none.Post(place)).IsProblem(404, "APP-00001").WithoutTrace;

        using var all = new AssertionScope();
        foreach (var (name, who) in new[] { ("none", none), ("revoked", revoked), ("not begun", later), ("another act", elsewhere), ("only reading", reader), ("second hand", sub) })
            (await who.For(employer.Id).Post(place)).WithoutTrace.Should().Be(stranger, name);
        foreach (var unknown in new[] { "emp_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b", employer.Id.ToUpperInvariant(), "MIG", "x", lawyer.Id, $"{employer.Id},{employer.Id}" })
            (await lawyer.For(unknown).Post(place)).WithoutTrace.Should().Be(stranger, unknown);
        (await reader.For(employer.Id).Get($"/api/v1/applications/{app}")).Is(200);
    }

    [Fact]
    public async Task A_mandate_for_one_scheme_reaches_no_other()
    {
        await Give(employer, lawyer, body => body.With("/schemes", new JsonArray(Country.Scheme)), "applications:write", "permits:read");
        var app = await country.Draft(employer);
        (await lawyer.For(employer.Id).Get($"/api/v1/applications/{app}")).Is(200);
        await hub.Hub.Settled();
        (await lawyer.For(employer.Id).All("/api/v1/applications")).Should().ContainSingle();
        (await lawyer.For(employer.Id).Post("/api/v1/applications", new JsonObject { ["scheme"] = "another" })).IsProblem(404, "APP-00001");
        (await employer.Post("/api/v1/applications", new JsonObject { ["scheme"] = "another" })).IsProblem(422, "APP-00002");
    }

    [Fact]
    public async Task A_worker_lets_his_lawyer_see_the_case_and_challenge_the_decision_and_nothing_else()
    {
        var (worker, app) = await Claimed();
        (await worker.Post("/api/v1/me/mandates", Forms.Mandate(lawyer, hub.Today, "applications:write"))).IsProblem(422, "MND-00002", "/may/0");
        (await worker.Post("/api/v1/me/mandates", Forms.Mandate(lawyer, hub.Today, "applications:appeal"))).Is(201);
        var acting = lawyer.For(worker.Id);

        (await acting.Get($"/api/v1/applications/{app}")).Is(200).Body.Should().Be((await worker.Get($"/api/v1/applications/{app}")).Is(200).Body);
        await hub.Hub.Settled();
        (await acting.All("/api/v1/applications")).Select(row => row["id"]!.ToString()).Should().Equal(app);
        (await acting.Post($"/api/v1/applications/{app}/withdraw", new JsonObject { ["reason"] = "So." })).IsProblem(404, "APP-00001");
        (await acting.Post($"/api/v1/applications/{app}/appeal", new JsonObject { ["text"] = "It is wrong." })).IsProblem(409, "APP-00013");
        (await acting.Get("/api/v1/me/permits")).IsProblem(403, "API-00012");
    }

    [Fact]
    public async Task What_a_lawyer_challenges_for_a_worker_is_the_workers_and_no_matter_of_the_employer()
    {
        var app = await country.Granted(employer);
        var worker = hub.Party("worker", (await employer.Get($"/api/v1/applications/{app}")).Is(200).Text("workerId"));
        (await worker.Post("/api/v1/me/mandates", Forms.Mandate(lawyer, hub.Today, "applications:appeal"))).Is(201);

        (await lawyer.For(worker.Id).Post($"/api/v1/applications/{app}/appeal", new JsonObject { ["text"] = "The days are wrong." })).Is(200).Json["appeals"]!.AsArray().Should().ContainSingle();

        (await worker.Get($"/api/v1/applications/{app}")).Is(200).Json["appeals"]!.AsArray().Should().ContainSingle();
        (await employer.Get($"/api/v1/applications/{app}")).Is(200).Json["appeals"]!.AsArray().Should().BeEmpty();
        (await employer.Post($"/api/v1/applications/{app}/appeal", new JsonObject { ["text"] = "The pay is wrong." })).Is(200).Json["appeals"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task Whoever_acts_for_the_employer_cannot_act_for_the_worker()
    {
        await Give(employer, lawyer);
        var (worker, _) = await Claimed();
        await hub.Hub.Settled();
        (await worker.Post("/api/v1/me/mandates", Forms.Mandate(lawyer, hub.Today, "applications:read"))).IsProblem(422, "MND-00002", "/representative");
    }

    [Fact]
    public async Task Nor_does_it_help_to_take_the_workers_mandate_before_he_is_hired()
    {
        await Give(employer, lawyer);
        var worker = hub.NewWorker();
        (await worker.Post("/api/v1/me/mandates", Forms.Mandate(lawyer, hub.Today, "applications:read"))).Is(201);
        var (_, app) = await Claimed(worker);
        await hub.Hub.Settled();

        (await lawyer.For(worker.Id).Get($"/api/v1/applications/{app}")).IsProblem(404, "APP-00001");
        (await lawyer.For(employer.Id).Get($"/api/v1/applications/{app}")).Is(200);
    }

    [Fact]
    public async Task An_employer_takes_no_lawyer_away_by_giving_him_a_mandate()
    {
        var (worker, app) = await Claimed();
        (await worker.Post("/api/v1/me/mandates", Forms.Mandate(lawyer, hub.Today, "applications:read"))).Is(201);
        await hub.Hub.Settled();
        await Give(employer, lawyer);
        await hub.Hub.Settled();

        (await lawyer.For(worker.Id).Get($"/api/v1/applications/{app}")).Is(200);
    }

    [Fact]
    public async Task Whoever_employs_a_worker_cannot_act_for_him()
    {
        var worker = hub.NewWorker();
        (await worker.Post("/api/v1/me/mandates", Forms.Mandate(employer, hub.Today, "applications:read"))).Is(201);
        var (_, app) = await Claimed(worker);

        (await employer.Get($"/api/v1/applications/{app}")).Is(200);
        (await employer.For(worker.Id).Get($"/api/v1/applications/{app}")).IsProblem(404, "APP-00001");
        await hub.Hub.Settled();
        (await employer.For(worker.Id).Get("/api/v1/applications")).IsProblem(404, "APP-00001");
        (await worker.Post("/api/v1/me/mandates", Forms.Mandate(employer, hub.Today, "applications:read"))).IsProblem(422, "MND-00002", "/representative");
    }

    private async Task<(Party Worker, string App)> Claimed(Party? worker = null)
    {
        worker ??= hub.NewWorker();
        var form = Forms.BlueCard(hub.Today);
        var app = await country.Draft(employer, form, "ee-eu-blue-card");
        (await worker.Post("/api/v1/me/claim", Forms.Claim(await Country.Invited(employer, app), form))).Is(200);
        return (worker, app);
    }

    [Fact]
    public async Task The_same_key_for_oneself_and_for_another_are_two_commands()
    {
        await Give(employer, lawyer);
        var (body, key) = (Forms.Draft(Forms.Complete(hub.Today)), Party.NewKey());

        var own = (await lawyer.Post("/api/v1/applications", body, key)).Is(201);
        var theirs = (await lawyer.For(employer.Id).Post("/api/v1/applications", body, key)).Is(201);

        theirs.Id.Should().NotBe(own.Id);
        theirs.Text("employer").Should().Be(employer.Id);
        (await lawyer.For(employer.Id).Post("/api/v1/applications", body, key)).Same.Should().Be(theirs.Same);
    }

    [Fact]
    public async Task A_cursor_of_ones_own_list_opens_no_list_of_another()
    {
        await Give(employer, lawyer);
        for (var i = 0; i < 2; i++) { await country.Draft(employer); await country.Draft(lawyer); }
        await hub.Hub.Settled();
        var cursor = (await lawyer.For(employer.Id).Get("/api/v1/applications?limit=1")).Is(200).Text("next");

        (await lawyer.For(employer.Id).Get($"/api/v1/applications?limit=1&after={cursor}")).Is(200);
        (await lawyer.Get($"/api/v1/applications?limit=1&after={cursor}")).IsProblem(400, "API-00007");
        (await employer.Get($"/api/v1/applications?limit=1&after={cursor}")).IsProblem(400, "API-00007");
    }

    [Fact]
    public async Task What_is_not_done_for_others_says_so_at_every_door()
    {
        var doors = await Doors.Of(hub);
        var open = hub.Hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.Cast<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<OnBehalf>() is not null)
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}")).ToHashSet();
        open.Should().Contain("POST /api/v1/applications/{id}/submit").And.NotContain(operation => operation.Contains("mandates"), "nobody hands on what he was given");
        using var all = new AssertionScope();
        foreach (var door in doors)
        {
            var answer = await door.Open(door.Owner.For(lawyer.Id), door.Mine);
            if (!open.Contains(door.Operation)) answer.IsProblem(400, "MND-00004");
            else answer.Status.Should().Be(404, "{0} is open to representatives, and {1} gave no mandate", door, lawyer.Id);
        }
    }

    [Fact]
    public async Task Who_acted_for_whom_is_in_the_audit_log_before_the_answer()
    {
        var id = await Give(employer, lawyer);
        var app = await country.Draft(employer);
        var head = await hub.Hub.Settled();

        (await lawyer.For(employer.Id).Get($"/api/v1/applications/{app}")).Is(200);

        var written = (await hub.Hub.Services.GetRequiredService<IEventStore>().ReadAll(head, 10, CancellationToken.None)).Single(stored => stored.Type == "audit.recorded");
        var leaf = JsonNode.Parse(JsonNode.Parse(written.Data)!["leaf"]!.ToString())!;
        leaf["kind"]!.ToString().Should().Be("mandate.used");
        leaf["actor"]!.ToString().Should().Be(employer.Id);
        leaf["representative"]!.ToString().Should().Be(lawyer.Id);
        leaf["basis"]!.ToString().Should().Be(id);
    }

    [Theory]
    [InlineData("dissolved")]
    [InlineData("struck-off")]
    public async Task The_mandates_of_an_employer_that_is_gone_die(string status)
    {
        var code = Country.NewCode();
        var gone = await country.Unrecorded(code);
        var id = await Give(gone, lawyer);
        var app = await country.Draft(gone);
        (await lawyer.For(gone.Id).Get($"/api/v1/applications/{app}")).Is(200);

        (await country.Bus.Post("/api/v1/records/employer-profile", new JsonObject { ["registryCode"] = code, ["name"] = "Oli OÜ", ["status"] = status })).Is(201);
        await hub.Hub.Settled();

        (await lawyer.For(gone.Id).Get($"/api/v1/applications/{app}")).IsProblem(404, "APP-00001");
        (await lawyer.Get($"/api/v1/mandates/{id}")).Is(200).Text("end").Should().Be("dissolved");
    }

    [Fact]
    public async Task What_was_answered_to_a_revocation_no_later_act_of_the_representative_contradicts()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = await Give(employer, lawyer);
            var app = await country.Draft(employer);
            var acting = lawyer.For(employer.Id);
            var revoked = 0;
            var acts = Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
            {
                var before = Volatile.Read(ref revoked);
                var answer = await acting.Put($"/api/v1/applications/{app}", Forms.Complete(hub.Today).With("/reference", $"{round}-{i}"), "*");
                return (before, answer);
            })).ToArray();
            (await employer.Delete($"/api/v1/mandates/{id}")).Is(200);
            Volatile.Write(ref revoked, 1);
            // An activation that was dropped for a conflict answers 503 for a moment.
            Answer after = null!;
            await Eventually.Holds(async () => (after = await employer.Get($"/api/v1/applications/{app}")).Status != 503, "the owner reads");
            after.Is(200);
            foreach (var (before, answer) in await Task.WhenAll(acts))
                if (before == 1) answer.IsProblem(404, "APP-00001");
                else answer.Status.Should().BeOneOf([200, 404, 503], "the answer was {0}", answer.Body);

            // Nothing was written after the revocation was durable, whatever had been let in before it.
            (await employer.Get($"/api/v1/applications/{app}")).Is(200).ETag.Should().Be(after.ETag);
        }
    }

    [Fact]
    public async Task A_mandate_that_cannot_be_meant_is_refused_with_everything_that_is_wrong()
    {
        var good = Forms.Mandate(lawyer, hub.Today);
        (await Try("/representative", employer.Id)).IsProblem(422, "MND-00002", "/representative");
        (await Try("/representative", "emp_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b")).IsProblem(422, "MND-00002", "/representative");
        (await Try("/representative", "MIG")).IsProblem(422, "MND-00002", "/representative");
        (await Try("/representative", null)).IsProblem(422, "MND-00002", "/representative");
        (await Try("/may", new JsonArray())).IsProblem(422, "MND-00002", "/may");
        (await Try("/may", new JsonArray("mandates:write", "complaints:read"))).IsProblem(422, "MND-00002", "/may/0", "/may/1");
        (await Try("/may", new JsonArray("permits:read", "permits:read"))).IsProblem(422, "MND-00002", "/may/1");
        (await Try("/may", new JsonArray((JsonNode?)null))).IsProblem(422, "MND-00002", "/may/0");
        (await Try("/schemes", new JsonArray())).IsProblem(422, "MND-00002", "/schemes");
        (await Try("/schemes", new JsonArray("another"))).IsProblem(422, "MND-00002", "/schemes/0");
        (await Try("/from", Forms.Date(hub.Today.AddDays(-1)))).IsProblem(422, "MND-00002", "/from");
        (await Try("/until", null)).IsProblem(422, "MND-00002", "/until");
        (await Try("/until", Forms.Date(hub.Today.AddYears(3)))).IsProblem(422, "MND-00002", "/until");
        (await Try("/until", Forms.Date(hub.Today.AddDays(-1)))).IsProblem(422, "MND-00002", "/until");
        (await Try("/until", Forms.Date(hub.Today.AddYears(3).AddDays(-1)))).Is(201);
        (await hub.Party("employer").Post("/api/v1/mandates", good.DeepClone())).IsProblem(422, "MND-00005");
        (await employer.Get("/api/v1/mandates/mnd_x_1")).IsProblem(404, "MND-00001");

        Task<Answer> Try(string pointer, JsonNode? value) => employer.Post("/api/v1/mandates", good.DeepClone().With(pointer, value));
    }

    [Fact]
    public async Task The_same_mandate_sent_twice_is_one()
    {
        var (body, key) = (Forms.Mandate(lawyer, hub.Today), Party.NewKey());
        var first = (await employer.Post("/api/v1/mandates", body, key)).Is(201);
        await Give(employer, lawyer);
        (await employer.Post("/api/v1/mandates", body, key)).Same.Should().Be(first.Same);
        first.Location.Should().Be($"/api/v1/mandates/{first.Id}");
    }
}
