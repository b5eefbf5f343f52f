using System.Globalization;
using System.Text.Json.Nodes;
using SingleWindow.Hub.Tests.Quotas;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>A permit after its grant: notices, expiry, withdrawal after a hearing. The clock moves here.</summary>
public sealed class PermitLifeTests(HubFixture hub) : IClassFixture<HubFixture>
{
    private readonly Country country = hub.Country;
    private readonly string code = Forms.PersonalCode();

    [Fact]
    public async Task The_employer_gives_notice_and_neither_its_word_nor_its_entry_in_the_register_ends_the_permit()
    {
        var (employer, worker, permit) = await Permit();

        (await employer.Post($"{permit}/notices", Notice("banana"))).IsProblem(400, "API-00001");
        (await employer.Post($"{permit}/notices", new JsonObject())).IsProblem(422, "PRM-00002", "/kind", "/on");
        (await employer.Post($"{permit}/notices", Notice("arrived", 1))).IsProblem(422, "PRM-00002", "/on");
        (await employer.Post($"{permit}/notices", Notice("arrived"))).Is(200).Text("arrivedOn").Should().Be(Forms.Date(hub.Today));
        (await employer.Post($"{permit}/notices", Notice("arrived"))).IsProblem(409, "PRM-00004");
        (await employer.Post($"{permit}/notices", Notice("not-ended"))).IsProblem(409, "PRM-00032");
        var key = Party.NewKey();
        var ended = (await employer.Post($"{permit}/notices", Notice("ended"), key)).Is(200);
        ended.Text("status").Should().Be("unemployed");
        (await employer.Post($"{permit}/notices", Notice("ended"), key)).Is(200).Same.Should().Be(ended.Same);
        await hub.Hub.Settled();
        (await employer.All("/api/v1/permits?status=unemployed")).Should().ContainSingle();

        await country.Left(employer, code, hub.Today);
        await hub.Hub.Settled();
        (await employer.Get(permit)).Text("status").Should().Be("unemployed", "the entry of the register is the employer's word too, and the worker may still contest it");
        var contested = (await worker.Post($"{permit.Replace("/permits/", "/me/permits/")}/notices/contest", Said("I work there."))).Is(200);
        (await country.Mig.Post($"/api/v1/appeals/{contested.Json["appeals"]![0]!["id"]}/result", new JsonObject { ["result"] = "dismissed", ["reasons"] = "The register shows it.", ["official"] = country.Official })).Is(200);
        (await employer.Get(permit)).Text("status").Should().Be("ended");

        (await employer.Post($"{permit}/notices", Notice("arrived"))).IsProblem(409, "PRM-00003");
        await hub.Hub.Settled();
        (await employer.All("/api/v1/permits?status=ended")).Should().ContainSingle().Which["status"]!.ToString().Should().Be("ended");
        (await employer.All("/api/v1/permits?status=active")).Should().BeEmpty();
        (await employer.Get("/api/v1/permits?status=banana")).IsProblem(400, "API-00008");
    }

    [Fact]
    public async Task The_worker_contests_the_notice_and_the_authority_decides_and_return_enforcement_sees_none_of_it()
    {
        var (employer, worker, permit) = await Permit();
        var mine = permit.Replace("/permits/", "/me/permits/");
        (await worker.Post($"{mine}/notices/contest", Said("I work there."))).IsProblem(409, "PRM-00029");
        (await employer.Post($"{permit}/notices", Notice("ended"))).Is(200);
        (await worker.Get(mine)).Is(200).Json["endNotice"]!["contestBy"]!.ToString().Should().Be(Forms.Date(hub.Today.AddDays(30)));

        var contested = (await worker.Post($"{mine}/notices/contest", Said("I work there."))).Is(200);

        contested.Text("status").Should().Be("active");
        (await employer.Get(permit)).Is(200).Json["appeals"].Should().BeNull("what the worker said is not his employer's to read");
        await hub.Hub.Settled();
        (await worker.All("/api/v1/me/permits")).Should().ContainSingle().Which["status"]!.ToString().Should().Be("active");
        var appeal = contested.Json["appeals"]![0]!["id"]!.ToString();
        (await country.Mig.All("/api/v1/appeals")).Should().ContainSingle(row => row["id"]!.ToString() == appeal).Which["against"]!.ToString().Should().Be("notice");
        foreach (var blind in new[] { hub.Party("authority", "MIG", "returns", "P11"), hub.Party("authority", "MIG", "permits") })
            (await blind.All("/api/v1/appeals")).Should().BeEmpty("the wall runs by purpose");
        (await country.Mig.Post($"/api/v1/appeals/{appeal}/result", new JsonObject { ["result"] = "dismissed", ["reasons"] = "She left.", ["official"] = country.Official })).Is(200);
        (await worker.Get(mine)).Is(200).Text("status").Should().Be("ended");
    }

    [Fact]
    public async Task A_permit_expires_the_day_after_its_last_and_the_feed_says_so()
    {
        var (employer, _, permit) = await Permit(days: 10);
        var before = await hub.Hub.Settled();
        (await employer.Get(permit)).Is(200).Text("status").Should().Be("active");

        hub.Time.Advance(TimeSpan.FromDays(12));

        (await employer.Get(permit)).Is(200).Text("status").Should().Be("expired");
        (await employer.All("/api/v1/permits?status=expired")).Should().ContainSingle();
        await Eventually.Holds(async () => (await hub.EventsAfter(before)).Contains("permit.expired"), "due work has said so");
    }

    [Fact]
    public async Task The_authority_withdraws_only_after_a_hearing_and_signed_by_an_official()
    {
        var (employer, worker, permit) = await Permit();
        var mine = permit.Replace("/permits/", "/me/permits/");
        (await employer.Post($"{permit}/notices", new JsonObject { ["kind"] = "not-started", ["on"] = Forms.Date(hub.Today), ["reason"] = "Never came." })).Is(200);

        (await country.Mig.Post($"{permit}/withdrawals", Withdrawal("decide"))).IsProblem(409, "PRM-00008");
        (await country.Mig.Post($"{permit}/withdrawals", new JsonObject())).IsProblem(422, "PRM-00006", "/grounds", "/text");
        (await employer.Post($"{permit}/reply", Said("?"))).IsProblem(409, "PRM-00011");
        (await country.Mig.Post($"{permit}/withdrawals", Withdrawal())).Is(200).Json["withdrawal"]!["decided"]!.GetValue<bool>().Should().BeFalse();
        (await country.Mig.Post($"{permit}/withdrawals", Withdrawal())).IsProblem(409, "PRM-00009");
        (await employer.Get(permit)).Is(200).Json["withdrawal"]!["reasons"]!.ToString().Should().Be("The work did not begin.");
        (await employer.Post($"{permit}/reply", Said("She was ill."))).Is(200);
        (await country.Mig.Post($"{permit}/withdrawals", Withdrawal())).IsProblem(409, "PRM-00009");
        (await worker.Post($"{mine}/reply", Said("I was ill."))).Is(200);
        var heard = (await country.Mig.Get($"{permit}/withdrawals")).Is(200).Json["withdrawal"]!;
        (heard["employerReply"]!.ToString(), heard["holderReply"]!.ToString()).Should().Be(("She was ill.", "I was ill."));
        (await country.Mig.Post($"{permit}/withdrawals", Withdrawal(official: false))).IsProblem(422, "PRM-00010", "/official");
        var revoked = (await country.Mig.Post($"{permit}/withdrawals", Withdrawal())).Is(200);
        revoked.Text("status").Should().Be("revoked");

        (await worker.Get(mine)).Is(200).Json["withdrawal"]!["signedBy"]!.ToString().Should().Be("Mari Maasikas, Adviser");
        (await worker.Post($"{mine}/appeal", Said("I was ill."))).Is(200);
        (await worker.Post($"{mine}/appeal", Said("I was ill."))).IsProblem(409, "PRM-00013");
        (await employer.Post($"{permit}/appeal", Said("She was ill."))).Is(200).Json["withdrawal"]!["appealedOn"]!.AsArray().Should().ContainSingle("that the worker has challenged it too is his own matter");
        (await employer.Get(permit)).Is(200).Body.Should().NotContain("I was ill.", "what the worker says for himself may tell of a complaint");
        await hub.Hub.Settled();
        (await worker.All("/api/v1/me/permits")).Should().ContainSingle().Which["status"]!.ToString().Should().Be("revoked");

        var appeal = (await worker.Get(mine)).Is(200).Json["appeals"]!.AsArray().Should().ContainSingle().Which!["id"]!.ToString();
        (await country.Mig.Post($"/api/v1/appeals/{appeal}/result", new JsonObject { ["result"] = "annulled", ["reasons"] = "She was ill.", ["official"] = country.Official })).Is(200);
        (await worker.Get(mine)).Is(200).Text("status").Should().Be("active");
        await hub.Hub.Settled();
        (await worker.All("/api/v1/me/permits")).Should().ContainSingle().Which["status"]!.ToString().Should().Be("active");
        (await country.Mig.All("/api/v1/appeals?decided=true")).Should().Contain(row => row["id"]!.ToString() == appeal).Which["permit"]!.ToString().Should().Be(permit.Split('/')[^1]);
    }

    [Fact]
    public async Task Who_was_exploited_asks_for_more_time_to_look_for_work_and_no_employer_learns_of_it()
    {
        var (placed, employer) = (new Placed(hub), await country.Employer());
        var form = placed.Form().With("/employment/plannedStart", Forms.Date(hub.Today)).With("/employment/plannedEnd", Forms.Date(hub.Today.AddDays(360)));
        var app = await placed.File(employer, form);
        (await country.Mig.Post($"{await placed.MakeReady(app)}/outcome", country.Signed("granted"))).Is(200);
        await hub.Hub.Settled();
        var (worker, id) = (placed.WorkerOf(app), (await employer.Get($"/api/v1/applications/{app}")).Is(200).Text("permit"));
        var mine = $"/api/v1/me/permits/{id}";
        (await worker.Post($"{mine}/search-extension")).IsProblem(409, "PRM-00027");
        (await employer.Post($"/api/v1/permits/{id}/notices", Notice("ended"))).Is(200).Json["seekUntil"].Should().BeNull();
        var first = DateOnly.Parse((await worker.Get(mine)).Is(200).Text("seekUntil"), CultureInfo.InvariantCulture);
        (await worker.Post($"{mine}/search-extension")).IsProblem(409, "PRM-00028");

        var finding = new JsonObject { ["findingId"] = $"F-{id}", ["worker"] = $"doc:UKR:{form["worker"]!["travelDocument"]!["number"]}", ["establishedOn"] = Forms.Date(hub.Today), ["indicators"] = new JsonArray("withheld-pay") };
        (await country.Lab.Post("/api/v1/records/exploitation-finding", finding)).Is(201);
        var before = await hub.Hub.Settled();
        var extended = (await worker.Post($"{mine}/search-extension")).Is(200);

        DateOnly.Parse(extended.Text("seekUntil"), CultureInfo.InvariantCulture).Should().BeAfter(first.AddDays(80));
        (await hub.EventsAfter(before)).Should().Equal("permit.search-extended", "audit.recorded");
        (await worker.Post($"{mine}/search-extension")).IsProblem(409, "PRM-00027");
        (await employer.Get($"/api/v1/permits/{id}")).Is(200).Json["seekUntil"].Should().BeNull();
    }

    [Fact]
    public async Task When_nobody_replies_the_time_to_reply_ends_the_hearing()
    {
        var (_, _, permit) = await Permit();
        (await country.Mig.Post($"{permit}/withdrawals", Withdrawal(ground: "WDR-FALSE"))).Is(200);

        hub.Time.Advance(TimeSpan.FromDays(12));

        (await country.Mig.Post($"{permit}/withdrawals", Withdrawal(ground: "WDR-FALSE"))).Is(200).Text("status").Should().Be("revoked");
    }

    private async Task<(Party Employer, Party Worker, string Permit)> Permit(int days = 100)
    {
        var employer = await country.Employer();
        var form = Forms.Complete(hub.Today).With("/worker/personalCode", code).With("/employment/plannedStart", Forms.Date(hub.Today)).With("/employment/plannedEnd", Forms.Date(hub.Today.AddDays(days)));
        var granted = (await employer.Get($"/api/v1/applications/{await country.Granted(employer, form)}")).Is(200);
        return (employer, hub.Party("worker", granted.Text("workerId")), $"/api/v1/permits/{granted.Text("permit")}");
    }

    private JsonObject Notice(string kind, int days = 0) => new() { ["kind"] = kind, ["on"] = Forms.Date(hub.Today.AddDays(days)) };

    private static JsonObject Said(string text) => new() { ["text"] = text };

    private JsonObject Withdrawal(string? act = null, string ground = "WDR-NOT-STARTED", bool official = true) => new()
    {
        ["grounds"] = new JsonArray(ground),
        ["text"] = "The work did not begin.",
        ["official"] = official ? country.Official : null,
        ["act"] = act,
    };
}
