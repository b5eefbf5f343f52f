using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>Registers tick off what a permit obliges to, whoever came first: the record, the permit, or the worker's personal code.</summary>
public sealed class ObligationTests(HubFixture hub) : IClassFixture<HubFixture>
{
    private readonly Country country = hub.Country;
    private readonly Party pop = hub.Party("authority", "POP", "register", "P01");

    [Fact]
    public async Task What_a_register_says_nobody_is_asked_for()
    {
        var (employer, worker, permit, code) = await Permit();
        var open = await One(employer, permit, "register-employment");
        (open["status"]!.ToString(), open["to"]!.ToString(), open["dueOn"]!.ToString(), open["satisfiedOn"]).Should().Be(("open", "TAX", Forms.Date(hub.Today), null));

        await Entry(employer, code, hub.Today);

        var done = await One(employer, permit, "register-employment");
        (done["status"]!.ToString(), done["satisfiedOn"]!.ToString(), done["satisfiedBy"]!.ToString()).Should().Be(("satisfied", Forms.Date(hub.Today), "employment-registration"));
        (await employer.Get($"/api/v1/permits/{permit}")).Is(200).Json["obligations"]!.AsArray().Select(one => one!["code"]!.ToString()).Should().Contain("register-employment").And.NotContain("leave-or-new-basis", "that is the worker's own");
        (await worker.Get($"/api/v1/me/permits/{permit}")).Is(200).Json["obligations"]!.AsArray().Select(one => one!["code"]!.ToString()).Should().Contain(["register-employment", "leave-or-new-basis"]);
    }

    [Fact]
    public async Task What_comes_late_is_told_as_late_and_what_does_not_come_is_overdue()
    {
        var (employer, _, permit, code) = await Permit();
        hub.Time.Advance(TimeSpan.FromDays(2));
        (await One(employer, permit, "register-employment"))["status"]!.ToString().Should().Be("overdue");

        await Entry(employer, code, hub.Today.AddDays(-2));

        (await One(employer, permit, "register-employment"))["status"]!.ToString().Should().Be("satisfied-late");
    }

    [Fact]
    public async Task A_list_is_filtered_and_comes_in_pages_first_due_first()
    {
        var (employer, _, permit, _) = await Permit();
        var (_, _, other, _) = await Permit(employer);

        var all = await employer.All("/api/v1/obligations", limit: 3);

        all.Select(one => one["permit"]!.ToString()).Distinct().Should().BeEquivalentTo(permit, other);
        all.Select(one => one["dueOn"]?.ToString() ?? "9").Should().BeInAscendingOrder();
        all.Should().OnlyContain(one => one["who"]!.ToString() == "employer");
        (await employer.All($"/api/v1/obligations?permit={other}&status=open")).Should().ContainSingle().Which["code"]!.ToString().Should().Be("register-employment");
        (await employer.All($"/api/v1/obligations?dueBefore={Forms.Date(hub.Today.AddDays(1))}")).Should().HaveCount(2);
        (await (await country.Employer()).All("/api/v1/obligations")).Should().BeEmpty();
        foreach (var bad in new[] { "status=banana", "dueBefore=01/02/2027", "permit=banana", "limit=0" })
            (await employer.Get($"/api/v1/obligations?{bad}")).IsProblem(400, "API-00008");
    }

    [Fact]
    public async Task A_record_that_came_before_the_hub_knew_the_code_counts_when_it_does()
    {
        var employer = await country.Employer();
        var form = Form();
        var (_, _, permit, _) = await Permit(employer, form, withCode: false);
        var code = Forms.PersonalCode();
        await Entry(employer, code, hub.Today);
        (await One(employer, permit, "register-employment"))["status"]!.ToString().Should().Be("open");

        // Another filing for the same passport names the code.
        await country.Submitted(await country.Employer(), form.DeepClone().With("/worker/personalCode", code));

        (await One(employer, permit, "register-employment"))["status"]!.ToString().Should().Be("satisfied");
    }

    [Fact]
    public async Task What_is_known_of_one_is_known_of_whom_he_turned_out_to_be_until_they_are_split()
    {
        var (employer, worker, permit, _) = await Permit(withCode: false);
        var (_, other, _, code) = await Permit();
        await Entry(employer, code, hub.Today);
        var identities = new Identities(hub);

        await identities.Merge(other.Id, worker.Id);
        (await One(employer, permit, "register-employment"))["status"]!.ToString().Should().Be("satisfied");

        var split = new JsonObject { ["from"] = other.Id, ["reason"] = "A twin." };
        (await country.Operator.Post($"/api/v1/workers/{worker.Id}/split", split.DeepClone())).Is(202);
        (await country.SecondOperator.Post($"/api/v1/workers/{worker.Id}/split", split)).Is(200);
        (await One(employer, permit, "register-employment"))["status"]!.ToString().Should().Be("open");
    }

    [Fact]
    public async Task An_identifier_that_is_somebody_elses_ticks_nothing_any_more()
    {
        var (employer, worker, permit, code) = await Permit();
        await Entry(employer, code, hub.Today);
        var number = (await country.Operator.Get($"/api/v1/workers/{worker.Id}")).Is(200).Json["identities"]!.AsArray().Single(one => one!["kind"]!.ToString() == "personal-code")!["number"]!.GetValue<int>();
        var correction = new JsonObject { ["release"] = new JsonArray(number), ["reason"] = "Mistyped." };
        (await country.Operator.Post($"/api/v1/workers/{worker.Id}/correction", correction.DeepClone())).Is(202);
        (await country.SecondOperator.Post($"/api/v1/workers/{worker.Id}/correction", correction)).Is(200);

        (await One(employer, permit, "register-employment"))["status"]!.ToString().Should().Be("open");
    }

    [Theory]
    [InlineData("id")]
    [InlineData("document")]
    [InlineData("code")]
    public async Task A_record_may_name_the_worker_by_his_id_his_document_or_his_code(string by)
    {
        var employer = await country.Employer();
        var code = Forms.PersonalCode();
        var form = Form().With("/worker/personalCode", code).With("/worker/residence", "UKR").With("/employment/nace", "01.13").With("/evidence", new JsonArray(
            [.. new[] { "employment-contract-or-binding-offer", "accommodation", "health-insurance", "sufficient-resources" }.Select(type => new JsonObject { ["type"] = type, ["statement"] = "Given." })]));
        var app = await country.Draft(employer, form, "ee-seasonal");
        (await country.Pay(employer, app)).Is(201);
        (await employer.Post($"/api/v1/applications/{app}/submit")).Is(200);
        (await country.Mig.Post($"{Country.TaskPath(app, 1)}/outcome", Country.Outcome("complete"))).Is(200);
        (await country.Lab.Post($"{Country.TaskPath(app, 2)}/outcome", Country.Outcome("adequate"))).Is(200);
        (await country.Mig.Post($"{Country.TaskPath(app, 3)}/outcome", country.Signed("granted"))).Is(200);
        var granted = (await employer.Get($"/api/v1/applications/{app}")).Is(200);
        var worker = by switch { "id" => granted.Text("workerId"), "document" => $"doc:UKR:{form["worker"]!["travelDocument"]!["number"]}", _ => code };
        (await One(employer, granted.Text("permit"), "accommodation-change"))["satisfiedOn"].Should().BeNull();

        // The first housing is that of the application; the second is the change.
        foreach (var from in new[] { hub.Today.AddDays(-5), hub.Today })
            (await country.Lab.Post("/api/v1/records/accommodation", new JsonObject { ["addressCode"] = "ADS-1001", ["leaseFrom"] = Forms.Date(from), ["worker"] = worker, ["employer"] = await Registry(employer) })).Is(201);

        (await One(employer, granted.Text("permit"), "accommodation-change"))["status"]!.ToString().Should().Be("satisfied");
    }

    [Fact]
    public async Task Built_again_the_list_is_the_same()
    {
        var (employer, _, permit, code) = await Permit();
        await Entry(employer, code, hub.Today);
        (await employer.Post($"/api/v1/permits/{permit}/notices", new JsonObject { ["kind"] = "ended", ["on"] = Forms.Date(hub.Today) })).Is(200);
        await hub.Hub.Settled();
        var before = await Table();

        await hub.Hub.Services.GetRequiredService<FeedPump>().Rebuild("obligations", CancellationToken.None);

        (await Table()).Should().Equal(before);
    }

    [Fact]
    public async Task Records_about_persons_name_them_by_code_and_anything_else_is_refused()
    {
        var code = Forms.PersonalCode();
        JsonObject Address(JsonNode? from = null) => new() { ["personalCode"] = code, ["addressCode"] = "ADS-1001", ["from"] = from ?? "2026-04-01" };

        (await pop.Post("/api/v1/records/residence-address", Address())).Is(201);
        (await pop.Post("/api/v1/records/residence-address", Address().With("/personalCode", "49001010000"))).IsProblem(422, "REC-00005", "/personalCode");
        (await pop.Post("/api/v1/records/residence-address", Address("2026-04"))).IsProblem(422, "REC-00005", "/from");
        (await pop.Post("/api/v1/records/residence-address", Address().With("/to", "soon"))).IsProblem(422, "REC-00005", "/to");
        JsonObject Pay(string period) => new() { ["registryCode"] = Country.NewCode(), ["personalCode"] = code, ["period"] = period, ["gross"] = 2100 };
        (await country.Tax.Post("/api/v1/records/payroll-declaration", Pay("2026-04"))).Is(201);
        (await country.Tax.Post("/api/v1/records/payroll-declaration", Pay("2026-04-01"))).IsProblem(422, "REC-00005", "/period");
        // The employment register takes a person without a code for five days.
        (await country.Tax.Post("/api/v1/records/employment-registration", new JsonObject { ["entryId"] = code, ["birthDate"] = "1990-05-17", ["registryCode"] = Country.NewCode(), ["start"] = "2026-04-01" })).Is(201);
    }

    private async Task<(Party Employer, Party Worker, string Permit, string Code)> Permit(Party? of = null, JsonObject? given = null, bool withCode = true)
    {
        var employer = of ?? await country.Employer();
        var code = Forms.PersonalCode();
        var form = given ?? Form();
        if (withCode) form = form.With("/worker/personalCode", code);
        var granted = (await employer.Get($"/api/v1/applications/{await country.Granted(employer, form.DeepClone().AsObject())}")).Is(200);
        return (employer, hub.Party("worker", granted.Text("workerId")), granted.Text("permit"), code);
    }

    private JsonObject Form() => Forms.Complete(hub.Today).With("/employment/plannedStart", Forms.Date(hub.Today)).With("/employment/plannedEnd", Forms.Date(hub.Today.AddDays(100)));

    private async Task Entry(Party employer, string code, DateOnly start)
    {
        var registry = await Registry(employer);
        (await country.Tax.Post("/api/v1/records/employment-registration", new JsonObject { ["entryId"] = $"E-{code}", ["personalCode"] = code, ["registryCode"] = registry, ["start"] = Forms.Date(start) })).Is(201);
    }

    private async Task<string> Registry(Party employer) => (await country.Operator.Get($"/api/v1/parties/{employer.Id}")).Is(200).Text("registryCode");

    private async Task<JsonNode> One(Party employer, string permit, string code)
    {
        await hub.Hub.Settled();
        return (await employer.All($"/api/v1/obligations?permit={permit}")).Should().ContainSingle(one => one["code"]!.ToString() == code).Subject;
    }

    private async Task<IReadOnlyList<string>> Table() => await hub.Hub.Services.GetRequiredService<IViewStore>().Query(
        "SELECT * FROM obligations ORDER BY permit, number", row => string.Join('|', Enumerable.Range(0, 15).Select(i => row.IsNull(i) ? "" : i is 10 or 11 or 12 ? $"{row.Long(i)}" : row.Text(i))), [], CancellationToken.None);
}
