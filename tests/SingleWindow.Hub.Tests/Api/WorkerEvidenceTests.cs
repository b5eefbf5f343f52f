using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Hub.Storage;
using static SingleWindow.Hub.Tests.Api.Country;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>What a register holds about a worker is not asked of anybody; and it is told to nobody who merely names him.</summary>
[Collection(SharedHub.Name)]
public sealed class WorkerEvidenceTests(HubFixture hub)
{
    private readonly Country country = hub.Country;
    private readonly Party health = hub.Party("authority", "HIF", "insurance", "P01");
    private readonly Party recognition = hub.Party("authority", "NAR", "recognition", "P01");

    [Fact]
    public async Task A_register_proves_it_the_employer_is_not_asked_and_does_not_learn_what_it_says()
    {
        var code = Forms.PersonalCode();
        var record = await Covered(code);
        var app = await Filed(Seasonal(code));

        var seen = await OfEmployer(app);
        seen.ToJsonString().Should().Be("""{"type":"health-insurance","source":"record:health-cover","result":"held"}""");
        var told = await OfPolice(app);
        (told["result"]!.ToString(), told["record"]!.ToString(), told["asOf"]).Should().Be(("met", record, told["asOf"]));
        told["asOf"].Should().NotBeNull();
        (await country.Mig.Post($"{TaskPath(app.Id, 1)}/outcome", Outcome("complete"))).Is(200).Json["evidence"]!.AsArray().Should().NotContain(item => item!["result"]!.ToString() == "missing");
    }

    [Fact]
    public async Task The_worker_who_files_sees_all_of_it_and_the_employer_beside_him_does_not()
    {
        var employer = await country.Employer();
        var form = Forms.BlueCard(hub.Today);
        await Assessed(form, eqf: 5);
        form["evidence"]!.AsArray().RemoveAt(1);
        var app = await country.Draft(employer, form, "ee-eu-blue-card");
        var worker = await country.Claimed(employer, app, form);
        (await worker.Post($"/api/v1/applications/{app}/submit")).Is(200);

        Item((await worker.Get($"/api/v1/applications/{app}")).Is(200).Json, "higher-qualification")["result"]!.ToString().Should().Be("not-met");
        Item((await employer.Get($"/api/v1/applications/{app}")).Is(200).Json, "higher-qualification")["result"]!.ToString().Should().Be("held");
    }

    [Fact]
    public async Task What_a_register_knew_under_an_old_passport_counts_also_after_he_got_a_code_and_a_new_passport()
    {
        var first = Forms.BlueCard(hub.Today);
        var record = await Assessed(first, eqf: 7);
        var code = Forms.PersonalCode();
        await Filed((await country.Employer(), first.DeepClone().AsObject().With("/worker/personalCode", code), "ee-eu-blue-card"));
        var second = Forms.BlueCard(hub.Today).With("/worker/personalCode", code).With("/employment/plannedStart", Forms.Date(hub.Today.AddDays(90)));
        await hub.Hub.Settled();

        var app = await Filed((await country.Employer(), second, "ee-eu-blue-card"));

        var told = Item((await country.Mig.Get(TaskPath(app.Id, 1))).Is(200).Json, "higher-qualification");
        (told["result"]!.ToString(), told["record"]!.ToString()).Should().Be(("met", record));
    }

    [Fact]
    public async Task Another_persons_record_is_never_taken()
    {
        await Covered(Forms.PersonalCode());
        var app = await Filed(Seasonal(Forms.PersonalCode()));
        (await OfEmployer(app))["source"]!.ToString().Should().Be("declaration");
    }

    [Fact]
    public async Task A_code_that_an_official_took_away_from_him_brings_no_record_any_more()
    {
        var code = Forms.PersonalCode();
        await Covered(code);
        var app = await Filed(Seasonal(code));
        var worker = (await app.Employer.Get($"/api/v1/applications/{app.Id}")).Is(200).Text("workerId");
        await Released(worker, "personal-code");

        (await country.Mig.Post($"{TaskPath(app.Id, 1)}/outcome", Outcome("complete"))).Is(200);
        (await country.Lab.Post($"{TaskPath(app.Id, 2)}/outcome", Outcome("adequate"))).Is(200);

        (await OfPolice(app, 3))["source"]!.ToString().Should().Be("declaration", "whose the code is nobody knows now");
    }

    [Fact]
    public async Task A_draft_and_a_filing_that_is_refused_read_nothing_about_anybody()
    {
        var code = Forms.PersonalCode();
        await Covered(code);
        await Filed(Seasonal(code));
        var (employer, form, scheme) = await Seasonal(code);
        var before = await hub.Hub.Settled();

        var app = await country.Draft(employer, form.With("/worker/birthDate", "1990-05-18").With("/worker/personalCode", null).With("/worker/travelDocument", Travel(form)), scheme);
        (await employer.Get($"/api/v1/applications/{app}")).Is(200).Json["evidence"]!.AsArray().Should().BeEmpty();
        (await employer.Post($"/api/v1/applications/{await country.Draft(employer, form.With("/employment/wageMonthly/amount", 1), scheme)}/submit")).IsProblem(422, "APP-00002");

        (await Kinds(before)).Should().NotContain("evidence.read");
    }

    [Theory]
    [InlineData(true, "allowed")]
    [InlineData(false, "nothing")]
    public async Task Each_look_is_in_the_log_as_the_hubs_and_with_the_filing_also_when_nothing_was_there(bool covered, string decision)
    {
        var code = Forms.PersonalCode();
        if (covered) await Covered(code);
        var filing = await Seasonal(code);
        var before = await hub.Hub.Settled();

        await Filed(filing);

        var look = (await Leaves(before)).Should().ContainSingle(leaf => leaf["kind"]!.ToString() == "evidence.read").Subject;
        (look["actor"]!.ToString(), look["purpose"]!.ToString(), look["basis"]!.ToString(), look["decision"]!.ToString()).Should().Be(("HUB", "P01", "ee-seasonal 2026-01", decision));
        look["fields"]!.AsArray().Select(field => field!.ToString()).Should().Equal(covered ? ["from", "to"] : Array.Empty<string>());
        look["subject"].Should().NotBeNull();
    }

    [Fact]
    public async Task Cover_that_is_over_is_asked_for_again_and_the_police_hear_why()
    {
        var code = Forms.PersonalCode();
        await Covered(code, to: hub.Today.AddDays(-1));
        var app = await Filed(Seasonal(code));

        (await OfPolice(app)).ToJsonString().Should().Be("""{"type":"health-insurance","source":"declaration","result":"met","outdated":"over"}""");
        (await OfEmployer(app)).ToJsonString().Should().Be("""{"type":"health-insurance","source":"declaration","result":"met"}""");
    }

    [Theory]
    [InlineData(92, "met", null)]
    [InlineData(93, "missing", "too-old")]
    public async Task A_tax_standing_counts_for_92_days(int days, string result, string? outdated)
    {
        var code = NewCode();
        var employer = await country.Unrecorded(code);
        (await country.Tax.Post("/api/v1/records/tax-standing", new JsonObject { ["registryCode"] = code, ["asOf"] = Forms.Date(hub.Today.AddDays(-days)), ["arrearsEur"] = 0 })).Is(201);
        await hub.Hub.Settled();

        var item = Item((await employer.Get($"/api/v1/applications/{await country.Submitted(employer)}")).Is(200).Json, "tax-standing");
        (item["result"]!.ToString(), item["outdated"]?.ToString()).Should().Be((result, outdated));
    }

    private async Task<(Party Employer, JsonObject Form, string Scheme)> Seasonal(string code) =>
        (await country.Employer(), Forms.Seasonal(hub.Today, 90).With("/worker/personalCode", code), "ee-seasonal");

    private async Task<(Party Employer, string Id)> Filed(Task<(Party Employer, JsonObject Form, string Scheme)> filing) => await Filed(await filing);

    private async Task<(Party Employer, string Id)> Filed((Party Employer, JsonObject Form, string Scheme) filing)
    {
        var (employer, form, scheme) = filing;
        var app = await country.Draft(employer, form, scheme);
        var files = scheme == "ee-seasonal" ? employer : await country.Claimed(employer, app, form);
        if (scheme == "ee-seasonal") (await country.Pay(employer, app)).Is(201);
        (await files.Post($"/api/v1/applications/{app}/submit")).Is(200);
        return (employer, app);
    }

    private async Task<string> Covered(string code, DateOnly? to = null)
    {
        var cover = new JsonObject { ["personalCode"] = code, ["from"] = Forms.Date(hub.Today.AddDays(-100)), ["basis"] = "employment" };
        if (to is { } last) cover["to"] = Forms.Date(last);
        var id = (await health.Post("/api/v1/records/health-cover", cover)).Is(201).Id;
        await hub.Hub.Settled();
        return id;
    }

    private async Task<string> Assessed(JsonNode form, int eqf)
    {
        var document = form["worker"]!["travelDocument"]!;
        var assessment = new JsonObject { ["assessmentId"] = $"A-{document["number"]}", ["holder"] = $"doc:{document["issuer"]}:{document["number"]}", ["result"] = "recognised", ["eqfLevel"] = eqf };
        var id = (await recognition.Post("/api/v1/records/qualification-assessment", assessment)).Is(201).Id;
        await hub.Hub.Settled();
        return id;
    }

    private async Task Released(string worker, string kind)
    {
        var known = (await country.Operator.Get($"/api/v1/workers/{worker}")).Is(200);
        var number = known.Json["identities"]!.AsArray().Single(identity => identity!["kind"]!.ToString() == kind)!["number"]!.DeepClone();
        var correction = new JsonObject { ["release"] = new JsonArray(number), ["reason"] = "Another's code." };
        (await country.Operator.Post($"/api/v1/workers/{worker}/correction", correction)).Is(202);
        (await country.SecondOperator.Post($"/api/v1/workers/{worker}/correction", correction.DeepClone())).Is(200);
    }

    [Fact]
    public async Task Whoever_files_has_the_workers_other_permits_looked_at_and_a_refusal_for_them_leaves_a_trace_too()
    {
        var form = Forms.Complete(hub.Today).With("/employment/plannedStart", Forms.Date(hub.Today)).With("/employment/plannedEnd", Forms.Date(hub.Today.AddDays(364)));
        var before = await hub.Hub.Settled();
        await country.Granted(await country.Employer(), form.DeepClone().AsObject());
        (await Kinds(before)).Count(kind => kind == "permits.read").Should().Be(1, "it was looked at when it was filed");
        var rival = await country.Employer();
        var app = await country.Draft(rival, form.With("/employment/plannedStart", Forms.Date(hub.Today.AddDays(1))).With("/employment/plannedEnd", Forms.Date(hub.Today.AddDays(365))));
        before = await hub.Hub.Settled();

        var refused = (await rival.Post($"/api/v1/applications/{app}/submit")).IsProblem(422, "APP-00002", "/employment/plannedEnd");

        refused.Body.Should().NotContain(Forms.Date(hub.Today), "no day of another's permit is told");
        (await Kinds(before)).Should().Equal("permits.read");
    }

    private static JsonNode Travel(JsonNode form) => form["worker"]!["travelDocument"]!.DeepClone();

    private static async Task<JsonNode> OfEmployer((Party Employer, string Id) app) => Item((await app.Employer.Get($"/api/v1/applications/{app.Id}")).Is(200).Json, "health-insurance");

    private async Task<JsonNode> OfPolice((Party Employer, string Id) app, int task = 1) => Item((await country.Mig.Get(TaskPath(app.Id, task))).Is(200).Json, "health-insurance");

    private static JsonNode Item(JsonNode shown, string type) => shown["evidence"]!.AsArray().Single(item => item!["type"]!.ToString() == type)!;

    private async Task<IEnumerable<string>> Kinds(long position) => (await Leaves(position)).Select(leaf => leaf["kind"]!.ToString());

    private async Task<IReadOnlyList<JsonNode>> Leaves(long position) =>
    [
        .. (await hub.Hub.Services.GetRequiredService<IEventStore>().ReadAll(position, 1000, CancellationToken.None)).Where(stored => stored.Type == "audit.recorded")
            .Select(stored => JsonNode.Parse(JsonNode.Parse(stored.Data)!["leaf"]!.ToString())!),
    ];
}
