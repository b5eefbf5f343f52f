using System.Text.Json.Nodes;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>The holder of a Blue Card goes to another employer; a picker's season is extended with one. The clock moves here.</summary>
public sealed class EmployerChangeTests(HubFixture hub) : IClassFixture<HubFixture>
{
    private readonly Country country = hub.Country;
    private readonly JsonObject form = Forms.BlueCard(hub.Today).With("/employment/plannedStart", Forms.Date(hub.Today));

    [Fact]
    public async Task With_the_workers_yes_and_the_authoritys_silence_the_permit_and_all_rights_follow()
    {
        var (employer, worker, permit) = await BlueCard();
        var next = await country.Employer();
        var (path, mine) = ($"/api/v1/permits/{permit}", $"/api/v1/me/permits/{permit}");

        var proposed = (await next.Post($"{path}/change-of-employer", Forms.Change(form, hub.Today))).Is(201);
        (proposed.Text("status"), proposed.Location).Should().Be(("awaits-worker", $"{path}/change-of-employer"));
        (await next.Get($"{path}/change-of-employer")).Is(200).Text("employer").Should().Be(next.Id);
        (await next.Get(path)).IsProblem(404, "PRM-00001");
        (await employer.Get($"{path}/change-of-employer")).IsProblem(404, "PRM-00001");
        (await employer.Get(path)).Is(200).Json["change"].Should().BeNull("that she means to leave is not his matter");
        (await worker.Get(mine)).Is(200).Json["change"]!["post"]!["jobTitle"]!.ToString().Should().Be("Engineer");
        (await worker.Post($"{mine}/change-of-employer", new JsonObject())).IsProblem(422, "PRM-00002", "/accept");
        (await worker.Post($"{mine}/change-of-employer", new JsonObject { ["accept"] = true })).Is(200).Json["change"]!["status"]!.ToString().Should().Be("confirmed");
        await hub.Hub.Settled();
        (await country.Mig.All("/api/v1/employer-changes")).Should().ContainSingle(row => row["permit"]!.ToString() == permit).Which["employer"]!.ToString().Should().Be(next.Id);
        (await hub.Party("authority", "MIG", "returns", "P11").All("/api/v1/employer-changes")).Should().BeEmpty("return enforcement is another purpose");
        (await country.Mig.Get($"{path}/opposition")).Is(200).Json["change"]!["unproven"]!.AsArray().Should().BeEmpty();
        (await employer.Get(path)).Is(200).Text("employer").Should().Be(employer.Id);

        hub.Time.Advance(TimeSpan.FromDays(31));
        await Eventually.Holds(async () => (await next.Get(path)).Status == 200, "the clock has rung");

        (await employer.Get(path)).IsProblem(404, "PRM-00001");
        (await employer.Post($"{path}/notices", new JsonObject { ["kind"] = "arrived", ["on"] = Forms.Date(hub.Today) })).IsProblem(404, "PRM-00001");
        await hub.Hub.Settled();
        (await employer.All("/api/v1/permits")).Should().BeEmpty();
        (await next.All("/api/v1/permits?status=active")).Should().ContainSingle().Which["id"]!.ToString().Should().Be(permit);
        (await employer.All($"/api/v1/obligations?permit={permit}")).Should().Contain(one => one["code"]!.ToString() == "register-employment");
        (await next.All($"/api/v1/obligations?permit={permit}")).Should().ContainSingle(one => one["code"]!.ToString() == "register-employment").Which["dueOn"]!.ToString().Should().Be(Forms.Date(hub.Today));
        (await worker.Get(mine)).Is(200).Text("employer").Should().Be(next.Id);
        (await country.Mig.All("/api/v1/employer-changes")).Should().NotContain(row => row["permit"]!.ToString() == permit);
        // The next permit is asked for with the post that she has now.
        var draft = (await next.Post($"{path}/renewal")).Is(201);
        (draft.Json["form"]!["employment"]!["jobTitle"]!.ToString(), draft.Json["form"]!["worker"]!["familyName"]!.ToString()).Should().Be(("Engineer", "Kovalenko"));
        (await worker.Get($"/api/v1/applications/{draft.Id}")).Is(200).Text("status").Should().Be("draft");
    }

    [Fact]
    public async Task The_authority_opposes_in_time_with_grounds_and_a_signature_and_that_is_logged()
    {
        var (employer, worker, permit) = await BlueCard();
        var (path, next) = ($"/api/v1/permits/{permit}", await country.Employer());
        (await next.Post($"{path}/change-of-employer", Forms.Change(form, hub.Today))).Is(201);
        (await country.Mig.Post($"{path}/opposition", Opposition())).IsProblem(409, "PRM-00026");
        (await worker.Post($"/api/v1/me/permits/{permit}/change-of-employer", new JsonObject { ["accept"] = true })).Is(200);
        (await country.Mig.Post($"{path}/opposition", Opposition().With("/official", null))).IsProblem(422, "PRM-00010", "/official");
        (await country.Mig.Post($"{path}/opposition", new JsonObject())).IsProblem(422, "PRM-00010", "/official");
        var before = await hub.Hub.Settled();

        (await country.Mig.Post($"{path}/opposition", Opposition())).Is(200).Json["change"]!["status"]!.ToString().Should().Be("opposed");

        (await hub.EventsAfter(before)).Should().Equal("permit.change-opposed", "audit.recorded", "audit.recorded");
        (await next.Get($"{path}/change-of-employer")).Is(200).Text("reasons").Should().Be("The pay is not real.");
        hub.Time.Advance(TimeSpan.FromDays(31));
        await hub.Hub.Settled();
        (await employer.Get(path)).Is(200).Text("employer").Should().Be(employer.Id);
    }

    [Fact]
    public async Task An_opposition_is_challenged_and_annulled_the_change_comes()
    {
        var (employer, worker, permit) = await BlueCard();
        var (path, mine, next) = ($"/api/v1/permits/{permit}", $"/api/v1/me/permits/{permit}", await country.Employer());
        (await next.Post($"{path}/change-of-employer", Forms.Change(form, hub.Today))).Is(201);
        (await worker.Post($"{mine}/change-of-employer", new JsonObject { ["accept"] = true })).Is(200);
        (await next.Post($"{path}/change-of-employer/appeal", Said())).IsProblem(409, "PRM-00012");
        (await country.Mig.Post($"{path}/opposition", Opposition())).Is(200);

        (await next.Post($"{path}/change-of-employer/appeal", new JsonObject())).IsProblem(422, "PRM-00002", "/text");
        (await next.Post($"{path}/change-of-employer/appeal", Said())).Is(200).Json["appeals"]![0]!["against"]!.ToString().Should().Be("opposition");
        var own = (await worker.Post($"{mine}/change-of-employer/appeal", Said())).Is(200).Json["appeals"]!.AsArray().Should().ContainSingle().Which!["id"]!.ToString();
        (await employer.Get(path)).Is(200).Json["appeals"].Should().BeNull();
        await hub.Hub.Settled();
        (await country.Mig.All("/api/v1/appeals")).Should().Contain(row => row["id"]!.ToString() == own).Which["against"]!.ToString().Should().Be("opposition");
        (await country.Mig.Get($"/api/v1/appeals/{own}")).Is(200).Text("text").Should().Be("The pay is real.");
        (await country.Tax.Get($"/api/v1/appeals/{own}")).IsProblem(404, "APL-00001");
        (await country.Mig.Post($"/api/v1/appeals/{own}/result", Result().With("/reasons", ""))).IsProblem(422, "PRM-00002", "/reasons");
        (await country.Mig.Post($"/api/v1/appeals/{own}/result", Result())).Is(200).Text("result").Should().Be("annulled");
        (await country.Mig.Post($"/api/v1/appeals/{own}/result", Result())).IsProblem(409, "APL-00002");

        (await next.Get($"{path}/change-of-employer")).Is(200).Text("status").Should().Be("confirmed");
        hub.Time.Advance(TimeSpan.FromDays(31));
        await Eventually.Holds(async () => (await next.Get(path)).Status == 200, "the clock has rung");
        await hub.Hub.Settled();
        (await next.All("/api/v1/permits?status=active")).Should().ContainSingle();
    }

    [Fact]
    public async Task Nobody_is_moved_who_does_not_want_it_nor_by_whoever_does_not_know_her()
    {
        var (_, worker, permit) = await BlueCard();
        var (path, next) = ($"/api/v1/permits/{permit}/change-of-employer", await country.Employer());
        var known = Forms.Change(form, hub.Today);

        (await next.Post(path, new JsonObject())).IsProblem(422, "PRM-00002", "/worker/birthDate", "/worker/documentNumber", "/worker/issuer", "/employment");
        (await next.Post(path, known.DeepClone().With("/worker/documentNumber", "FB000000"))).IsProblem(404, "PRM-00001");
        (await next.Post(path, known.DeepClone().With("/worker/birthDate", "1990-05-18"))).IsProblem(404, "PRM-00001");
        (await next.Post(path, known)).Is(201);
        (await worker.Post($"/api/v1/me{path[7..]}", new JsonObject { ["accept"] = false })).Is(200).Json["change"]!["status"]!.ToString().Should().Be("declined");
    }

    [Fact]
    public async Task Post_and_pay_are_judged_and_what_registers_do_not_prove_is_told()
    {
        var (_, worker, permit) = await BlueCard();
        var path = $"/api/v1/permits/{permit}/change-of-employer";
        var known = Forms.Change(form, hub.Today);
        var next = await country.Unrecorded(Country.NewCode());

        (await next.Post(path, known.DeepClone().With("/employment/wageMonthly/amount", 1000))).IsProblem(422, "PRM-00002", "/employment/wageMonthly/amount");
        (await next.Post(path, known.DeepClone().With("/employment/isco", null).With("/employment/weeklyHours", 60))).IsProblem(422, "PRM-00002", "/employment/isco", "/employment/weeklyHours");
        (await next.Post(path, known)).Is(201).Json["unproven"]!.AsArray().Select(type => type!.ToString()).Should().BeEquivalentTo("employer-profile", "tax-standing");
        (await worker.Get($"/api/v1/me/permits/{permit}")).Is(200).Json["change"].Should().NotBeNull();
    }

    [Fact]
    public async Task A_season_is_extended_with_the_new_employers_own_application()
    {
        var picker = Forms.Seasonal(hub.Today, 60);
        var employer = await country.Employer();
        var app = await country.Draft(employer, picker, "ee-seasonal");
        (await country.Pay(employer, app)).Is(201);
        (await employer.Post($"/api/v1/applications/{app}/submit")).Is(200);
        (await country.Mig.Post($"{Country.TaskPath(app, 1)}/outcome", Country.Outcome("complete"))).Is(200);
        (await country.Lab.Post($"{Country.TaskPath(app, 2)}/outcome", Country.Outcome("adequate"))).Is(200);
        (await country.Mig.Post($"{Country.TaskPath(app, 3)}/outcome", country.Signed("granted"))).Is(200);
        await hub.Hub.Settled();
        var permit = (await employer.Get($"/api/v1/applications/{app}")).Is(200).Text("permit");
        var next = await country.Employer();
        (await employer.Post($"/api/v1/permits/{permit}/change-of-employer", Forms.Change(picker, hub.Today))).IsProblem(409, "PRM-00023");

        var key = Party.NewKey();
        var draft = (await next.Post($"/api/v1/permits/{permit}/change-of-employer", Forms.Change(picker, hub.Today), key)).Is(201);

        draft.Location.Should().Be($"/api/v1/applications/{draft.Text("application")}");
        (await next.Post($"/api/v1/permits/{permit}/change-of-employer", Forms.Change(picker, hub.Today), key)).Is(201).Same.Should().Be(draft.Same);
        var drafted = (await next.Get(draft.Location!)).Is(200);
        (drafted.Text("renews"), drafted.Json["form"]!["worker"]!["familyName"]!.ToString(), drafted.Json["form"]!["evidence"]).Should().Be((permit, "Kovalenko", null));
    }

    private async Task<(Party Employer, Party Worker, string Permit)> BlueCard()
    {
        var employer = await country.Employer();
        var (worker, permit) = await country.BlueCard(employer, form);
        return (employer, worker, permit);
    }

    private static JsonObject Said() => new() { ["text"] = "The pay is real." };

    private JsonObject Result() => new() { ["result"] = "annulled", ["reasons"] = "The contract was not looked at.", ["official"] = country.Official };

    private JsonObject Opposition() => new() { ["grounds"] = new JsonArray("REF-PAY"), ["text"] = "The pay is not real.", ["official"] = country.Official };
}
