using System.Text.Json.Nodes;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>A picker's season is extended; and the permit of a grant that was annulled. The clock moves here.</summary>
public sealed class RenewalTests(HubFixture hub) : IClassFixture<HubFixture>
{
    private readonly Country country = hub.Country;

    [Fact]
    public async Task The_next_permit_is_asked_for_with_what_is_known_and_goes_on_where_the_first_ends()
    {
        var (employer, worker, permit, form) = await Season(60);
        var key = Party.NewKey();

        var draft = (await employer.Post($"/api/v1/permits/{permit}/renewal", null, key)).Is(201);

        (await employer.Post($"/api/v1/permits/{permit}/renewal", null, key)).Is(201).Same.Should().Be(draft.Same);
        draft.Location.Should().Be($"/api/v1/applications/{draft.Id}");
        (draft.Text("status"), draft.Text("scheme"), draft.Text("renews")).Should().Be(("draft", "ee-seasonal", permit));
        var known = draft.Json["form"]!;
        known["worker"]!["travelDocument"]!["number"]!.ToString().Should().Be(form["worker"]!["travelDocument"]!["number"]!.ToString());
        (known["employment"]!["plannedStart"]!.ToString(), known["employment"]!["plannedEnd"]!.ToString()).Should().Be((Forms.Date(hub.Today.AddDays(61)), Forms.Date(hub.Today.AddDays(121))));
        (await worker.Get($"/api/v1/me/permits/{permit}")).Is(200).Json["renewals"].Should().BeNull("a draft is nobody's business yet");

        (await country.Pay(employer, draft.Id)).Is(201);
        (await employer.Post($"/api/v1/applications/{draft.Id}/submit")).Is(200);
        await hub.Hub.Settled();
        (await worker.Get($"/api/v1/me/permits/{permit}")).Is(200).Json["renewals"]![0]!["application"]!.ToString().Should().Be(draft.Id);
        (await employer.Post($"/api/v1/permits/{permit}/renewal")).IsProblem(409, "PRM-00015");

        // Its last day passes before anybody decides.
        hub.Time.Advance(TimeSpan.FromDays(64));
        (await employer.Get($"/api/v1/permits/{permit}")).Is(200).Text("status").Should().Be("renewal-pending");
        (await employer.All("/api/v1/permits?status=renewal-pending")).Should().ContainSingle();
        await Decided(draft.Id, "granted");

        var old = (await employer.Get($"/api/v1/permits/{permit}")).Is(200);
        var next = old.Json["renewals"]![0]!["next"]!.ToString();
        (old.Text("status"), old.Json["renewals"]![0]!["outcome"]!.ToString()).Should().Be(("expired", "granted"));
        var following = (await worker.Get($"/api/v1/me/permits/{next}")).Is(200);
        (following.Text("renews"), following.Text("status"), following.Text("validFrom")).Should().Be((permit, "active", old.Json["validTo"]!.GetValue<DateTime>().AddDays(1).ToString("yyyy-MM-dd")));
        (await employer.All("/api/v1/permits?status=active")).Should().ContainSingle().Which["id"]!.ToString().Should().Be(next);
        (await employer.All("/api/v1/permits?status=expired")).Should().ContainSingle();
    }

    [Fact]
    public async Task Where_the_worker_applies_the_holder_begins_the_renewal_and_the_employer_confirms_its_part()
    {
        var employer = await country.Employer();
        var (worker, permit) = await country.BlueCard(employer, Forms.BlueCard(hub.Today).With("/employment/plannedStart", Forms.Date(hub.Today)).With("/employment/plannedEnd", Forms.Date(hub.Today.AddDays(200))));
        var (mine, key) = ($"/api/v1/me/permits/{permit}/renewal", Party.NewKey());

        var draft = (await worker.Post(mine, null, key)).Is(201);

        (await worker.Post(mine, null, key)).Is(201).Same.Should().Be(draft.Same);
        (draft.Text("status"), draft.Text("renews"), (bool?)draft.Json["awaitsEmployer"]).Should().Be(("draft", permit, true));
        draft.Json["form"]!["worker"]!["familyName"]!.ToString().Should().Be("Kovalenko");
        var path = draft.Location!;
        (await worker.Post($"{path}/submit")).IsProblem(409, "INV-00007");
        (await worker.Put(path, draft.Json["form"]!.DeepClone().AsObject().With("/employment/jobTitle", "Director"), "*")).IsProblem(422, "APP-00002", "/employment");
        (await hub.NewWorker().Post(mine)).IsProblem(404, "PRM-00001");
        (await employer.Put(path, (await employer.Get(path)).Is(200).Json["form"]!.DeepClone().AsObject(), "*")).Is(200).Json["awaitsEmployer"].Should().BeNull();
        (await employer.Post($"{path}/submit")).IsProblem(409, "INV-00005");
        (await worker.Post($"{path}/submit")).Is(200);
        await hub.Hub.Settled();
        (await worker.Post(mine)).IsProblem(409, "PRM-00015");
        (await employer.Post($"/api/v1/permits/{permit}/renewal")).IsProblem(409, "PRM-00015");
    }

    [Fact]
    public async Task Where_only_the_employer_applies_the_holder_does_not_begin()
    {
        var (_, worker, permit, _) = await Season(60);
        (await worker.Post($"/api/v1/me/permits/{permit}/renewal")).IsProblem(409, "INV-00006");
    }

    [Fact]
    public async Task The_longest_season_is_not_extended_and_what_is_refused_ends_the_stay()
    {
        var (employer, worker, permit, _) = await Season(200);
        var draft = (await employer.Post($"/api/v1/permits/{permit}/renewal")).Is(201);
        (await employer.Post($"/api/v1/applications/{draft.Id}/submit")).IsProblem(422, "APP-00002", "/employment/plannedEnd");
        var form = draft.Json["form"]!.With("/employment/plannedEnd", Forms.Date(hub.Today.AddDays(260)));
        (await employer.Put($"/api/v1/applications/{draft.Id}", form, draft.ETag)).Is(200);
        (await employer.Post($"/api/v1/applications/{draft.Id}/submit")).Is(200);
        hub.Time.Advance(TimeSpan.FromDays(203));

        (await employer.Post($"/api/v1/applications/{draft.Id}/withdraw")).Is(200);

        await hub.Hub.Settled();
        (await worker.Get($"/api/v1/me/permits/{permit}")).Is(200).Text("status").Should().Be("ended");
        (await employer.Post($"/api/v1/permits/{permit}/renewal")).IsProblem(409, "PRM-00003");
    }

    [Fact]
    public async Task What_was_drafted_in_time_and_filed_too_late_is_no_renewal()
    {
        var (employer, _, permit, _) = await Season(60);
        var draft = (await employer.Post($"/api/v1/permits/{permit}/renewal")).Is(201);
        var form = draft.Json["form"]!.With("/employment/plannedStart", Forms.Date(hub.Today.AddDays(70)));
        (await employer.Put($"/api/v1/applications/{draft.Id}", form, draft.ETag)).Is(200);
        (await employer.Post($"/api/v1/applications/{draft.Id}/submit")).IsProblem(422, "APP-00002", "/employment/plannedStart");
        hub.Time.Advance(TimeSpan.FromDays(62));

        (await employer.Post($"/api/v1/applications/{draft.Id}/submit")).IsProblem(409, "APP-00020");
    }

    [Fact]
    public async Task Short_term_employment_is_not_renewed()
    {
        var employer = await country.Employer();
        var permit = (await employer.Get($"/api/v1/applications/{await country.Granted(employer)}")).Is(200).Text("permit");

        (await employer.Post($"/api/v1/permits/{permit}/renewal")).IsProblem(409, "PRM-00016");
    }

    [Theory]
    [InlineData("granted", "decided-again")]
    [InlineData("withdrawn", "annulled")]
    public async Task The_permit_of_an_annulled_grant_stands_until_the_case_is_decided_again(string outcome, string cause)
    {
        var employer = await country.Employer();
        var form = Forms.Complete(hub.Today).With("/employment/plannedStart", Forms.Date(hub.Today));
        var app = await country.Granted(employer, form);
        var permit = (await employer.Get($"/api/v1/applications/{app}")).Is(200).Text("permit");
        var appeal = (await employer.Post($"/api/v1/applications/{app}/appeal", new JsonObject { ["text"] = "The last day is wrong." })).Is(200).Json["appeals"]![0]!["id"]!.GetValue<string>();
        (await country.Mig.Post($"/api/v1/appeals/{appeal}/result", new JsonObject { ["result"] = "annulled", ["reasons"] = "It is.", ["official"] = country.Official })).Is(200);
        await hub.Hub.Settled();
        (await employer.Get($"/api/v1/permits/{permit}")).Is(200).Text("status").Should().Be("active");

        if (outcome == "granted") (await country.Mig.Post($"{Country.TaskPath(app, 4)}/outcome", country.Signed("granted"))).Is(200);
        else (await employer.Post($"/api/v1/applications/{app}/withdraw")).Is(200);

        await hub.Hub.Settled();
        (await employer.Get($"/api/v1/permits/{permit}")).Is(200).Text("status").Should().Be("ended", cause);
        (await employer.All("/api/v1/permits?status=active")).Should().HaveCount(outcome == "granted" ? 1 : 0);
    }

    // From today, for so many days.
    private async Task<(Party Employer, Party Worker, string Permit, JsonObject Form)> Season(int days)
    {
        var employer = await country.Employer();
        var form = Forms.Seasonal(hub.Today, days);
        var app = await country.Draft(employer, form.DeepClone().AsObject(), "ee-seasonal");
        (await country.Pay(employer, app)).Is(201);
        (await employer.Post($"/api/v1/applications/{app}/submit")).Is(200);
        await Decided(app, "granted");
        var granted = (await employer.Get($"/api/v1/applications/{app}")).Is(200);
        return (employer, hub.Party("worker", granted.Text("workerId")), granted.Text("permit"), form);
    }

    private async Task Decided(string app, string outcome)
    {
        (await country.Mig.Post($"{Country.TaskPath(app, 1)}/outcome", Country.Outcome("complete"))).Is(200);
        (await country.Lab.Post($"{Country.TaskPath(app, 2)}/outcome", Country.Outcome("adequate"))).Is(200);
        (await country.Mig.Post($"{Country.TaskPath(app, 3)}/outcome", country.Signed(outcome))).Is(200);
        await hub.Hub.Settled();
    }
}
