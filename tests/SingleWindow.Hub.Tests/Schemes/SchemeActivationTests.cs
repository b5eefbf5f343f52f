using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Core.Schemes;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Schemes;

/// <summary>Two operators change the law while the hub runs.</summary>
public sealed class SchemeActivationTests : IAsyncLifetime
{
    private const string Path = $"/api/v1/schemes/{Country.Scheme}";
    private readonly HubFixture hub = new();

    private Country Country => hub.Country;

    public Task InitializeAsync() => hub.InitializeAsync();

    public Task DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task What_was_complete_keeps_its_law_and_what_is_filed_tomorrow_has_the_new_one()
    {
        var employer = await Country.Employer();
        var early = await Country.ChecksRunning(employer);
        var late = await Country.Submitted(employer);
        var asked = await Country.Submitted(employer);
        (await Country.Mig.Post($"{Country.TaskPath(asked, 1)}/request-information", new JsonObject { ["items"] = new JsonArray("/legalStay"), ["text"] = "Which?" })).Is(200);
        var next = Next(hub.Today.AddDays(1));

        var first = (await Country.Operator.Put(Path, next, (await Country.Operator.Get($"{Path}/activation")).Is(200).ETag)).Is(202);
        (first.Text("status"), first.ETag).Should().Be(("awaiting-second", "\"1\""));
        (await Country.Operator.Put(Path, next, "*")).Is(202).Text("status").Should().Be("awaiting-second", "the same person is no second one");
        (await Country.Operator.Get($"{Path}/activation")).Is(200).Text("version").Should().Be("2027");
        (await hub.WithToken(null).Get(Path)).Is(200).Text("version").Should().Be("2026-01", "nothing took effect");
        var second = (await Country.SecondOperator.Put(Path, next, "*")).Is(200);
        (second.Text("status"), second.Text("endedVersion"), second.Text("endedOn")).Should().Be(("effective", "2026-01", Forms.Date(hub.Today)));
        (await hub.WithToken(null).Get($"{Path}?version=2026-01")).Is(200).Text("validTo").Should().Be(Forms.Date(hub.Today));
        (await Version(employer, late)).Should().Be("2026-01");

        await hub.Close();
        await hub.Open();
        (await hub.WithToken(null).Get(Path)).Is(200).Text("version").Should().Be("2027", "a restart keeps it");
        hub.Time.Advance(TimeSpan.FromDays(1));

        (await Country.Mig.Post($"{Country.TaskPath(late, 1)}/outcome", Country.Outcome("complete"))).Is(200);
        (await Version(employer, late)).Should().Be("2026-01", "nothing was missing: it was complete on the day on which it was filed");
        (await Version(employer, early)).Should().Be("2026-01", "it was complete before");
        (await employer.Post($"/api/v1/applications/{asked}/answers", new JsonObject { ["inquiry"] = 1, ["text"] = "This one." })).Is(200);
        (await Country.Mig.Post($"{Country.TaskPath(asked, 1)}/outcome", Country.Outcome("complete"))).Is(200);
        (await Version(employer, asked)).Should().Be("2027", "what was missing came in when the new law was in force");
        var draft = await Country.Draft(employer);
        (await employer.Post($"/api/v1/applications/{draft}/submit")).Is(200).Text("schemeVersion").Should().Be("2027");
    }

    [Fact]
    public async Task What_is_read_of_each_scheme_can_be_changed_and_sent_back()
    {
        foreach (var scheme in (await hub.WithToken(null).Get("/api/v1/schemes?status=in-force")).Is(200).Json.AsArray())
        {
            var id = scheme!["id"]!.ToString();
            var read = (await hub.WithToken(null).Get($"/api/v1/schemes/{id}/definition")).Is(200).Json.AsObject();
            (read["version"], read["status"], read["validFrom"], read["validTo"]) = ("2029", "in-force", "2029-01-01", null);
            (await Country.Operator.Put($"/api/v1/schemes/{id}", read, "*")).Is(202).Text("status").Should().Be("awaiting-second", id);
        }
    }

    [Fact]
    public async Task Where_the_law_lets_either_apply_a_worker_begins_and_the_employer_confirms()
    {
        const string card = "ee-eu-blue-card";
        var (worker, registry, form) = (hub.NewWorker(), Country.NewCode(), Forms.BlueCard(hub.Today));
        var employer = await Country.Unrecorded(registry);
        JsonObject New(string? of)
        {
            var body = Forms.Draft(form, card);
            if (of is not null) body["employer"] = of;
            return body;
        }
        (await worker.Post("/api/v1/applications", New(registry))).IsProblem(409, "INV-00006");
        var law = (await hub.WithToken(null).Get($"/api/v1/schemes/{card}/definition")).Is(200).Json.AsObject();
        (law["version"], law["validFrom"], law["validTo"], law["applicant"]) = ("2027", Forms.Date(hub.Today.AddDays(1)), null, "either");
        (await Country.Operator.Put($"/api/v1/schemes/{card}", law, "*")).Is(202);
        (await Country.SecondOperator.Put($"/api/v1/schemes/{card}", law, "*")).Is(200);
        hub.Time.Advance(TimeSpan.FromDays(1));

        (await worker.Post("/api/v1/applications", New(Country.NewCode()))).IsProblem(422, "APP-00009", "/employer");
        (await worker.Post("/api/v1/applications", New(null))).IsProblem(422, "APP-00009", "/employer");
        (await employer.Post("/api/v1/applications", New(registry))).IsProblem(422, "APP-00002", "/employer");
        var begun = (await worker.Post("/api/v1/applications", New(registry))).Is(201);
        begun.Json["awaitsEmployer"]!.GetValue<bool>().Should().BeTrue();
        await hub.Hub.Settled();
        (await worker.All("/api/v1/applications")).Select(row => row["id"]!.ToString()).Should().Equal(begun.Id);
        (await employer.All("/api/v1/applications")).Select(row => row["id"]!.ToString()).Should().Equal(begun.Id);
        (await worker.Post($"{begun.Location}/submit")).IsProblem(409, "INV-00007");

        (await employer.Put(begun.Location!, form, "*")).Is(200).Json["awaitsEmployer"].Should().BeNull();
        (await worker.Post($"{begun.Location}/submit")).Is(200).Text("workerId").Should().Be(worker.Id);
    }

    [Fact]
    public async Task Of_two_different_proposals_neither_is_law_until_one_has_two_persons()
    {
        var (one, two) = (Next(hub.Today.AddDays(7)), Next(hub.Today.AddDays(8)));
        var tag = (await Country.Operator.Get($"{Path}/activation")).Is(200).ETag;

        var answers = await Task.WhenAll(Country.Operator.Put(Path, one, tag), Country.SecondOperator.Put(Path, two, tag));

        answers.Select(answer => answer.Status).Should().BeEquivalentTo([202, 412], "who has not seen the other's proposal is told so");
        (await Country.Operator.Put(Path, one, "*")).Is(202);
        (await Country.SecondOperator.Put(Path, two, "*")).Is(202);
        (await Country.Operator.Put(Path, one, "*")).Is(202);
        (await Country.SecondOperator.Put(Path, one, "*")).Is(200);
        (await Country.SecondOperator.Put(Path, two, "*")).IsProblem(422, "SCH-00004", "/version");
    }

    [Fact]
    public async Task A_wholly_new_scheme_is_activated_and_another_node_learns_of_it()
    {
        var scheme = Next(hub.Today);
        (scheme["id"], scheme["version"]) = ("ee-newest", "1");
        var before = await hub.Hub.Settled();
        (await Country.Operator.Put("/api/v1/schemes/ee-newest", scheme, "*")).Is(202);
        (await Country.SecondOperator.Put("/api/v1/schemes/ee-newest", scheme, "*")).Is(200);
        (await hub.EventsAfter(before)).Should().Equal("scheme.proposed", "audit.recorded", "scheme.activated", "scheme.listed", "audit.recorded");
        (await (await Country.Employer()).Post("/api/v1/applications", new JsonObject { ["scheme"] = "ee-newest", ["form"] = Forms.Complete(hub.Today) })).Is(201);

        // Another node: a catalogue and a book of its own over the same store, not told by anybody.
        var catalog = new SchemeCatalog(SchemeCatalog.Default.All);
        using var other = ActivatorUtilities.CreateInstance<SingleWindow.Hub.Schemes.SchemeBook>(hub.Hub.Services, catalog);
        await other.StartAsync(CancellationToken.None);
        catalog.Newest("ee-newest").Should().NotBeNull("it is read at start");
        scheme["id"] = "ee-later";
        (await Country.Operator.Put("/api/v1/schemes/ee-later", scheme, "*")).Is(202);
        (await Country.SecondOperator.Put("/api/v1/schemes/ee-later", scheme, "*")).Is(200);
        await Eventually.Holds(() => Task.FromResult(catalog.Newest("ee-later") is not null), "a running node follows");
        await other.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task What_is_wrong_is_told_with_its_place_and_nothing_is_stored()
    {
        var before = await hub.Hub.Settled();
        async Task Refused(Action<JsonObject> spoil, params string[] pointers)
        {
            var scheme = Next(hub.Today.AddDays(1));
            spoil(scheme);
            (await Country.Operator.Put(Path, scheme, "*")).IsProblem(422, "SCH-00004", pointers);
        }
        await Refused(scheme => scheme["validFrom"] = Forms.Date(hub.Today.AddDays(-1)), "/validFrom");
        await Refused(scheme => scheme["id"] = "ee-other", "/id");
        await Refused(scheme => scheme["version"] = "2026-01", "/version");
        await Refused(scheme => (scheme["calendar"], scheme["timeZone"]) = ("FI", 7), "/timeZone");
        await Refused(scheme => scheme["steps"]![1]!["after"] = new JsonArray("decision"), "/steps/1/after");
        await Refused(scheme => scheme["kind"] = null, "/kind");
        (await Country.Operator.Put(Path, Next(hub.Today), null)).IsProblem(428, "API-00005");
        foreach (var body in new[] { "", "[]", "null", "7", "{\"id\":1,\"id\":2}", "{", "\"\\ud800\"", "{\"id\":\"\\ud800\"}", "{\"version\":\"\\ud800\"}" })
            (await Country.Operator.Put(Path, Encoding.UTF8.GetBytes(body), "*")).IsProblem();
        (await hub.Hub.Settled()).Should().Be(before);
    }

    private static JsonObject Next(DateOnly from)
    {
        var scheme = JsonNode.Parse(SchemeReader.Write(SchemeCatalog.Default.Newest(Country.Scheme)!))!.AsObject();
        (scheme["version"], scheme["validFrom"]) = ("2027", Forms.Date(from));
        return scheme;
    }

    private static async Task<string> Version(Api.Party employer, string app) => (await employer.Get($"/api/v1/applications/{app}")).Is(200).Text("schemeVersion");
}
