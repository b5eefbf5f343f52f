using System.Text.Json.Nodes;
using static SingleWindow.Hub.Tests.Api.Country;
using static SingleWindow.Hub.Tests.Api.Identities;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>One person who was registered twice, and two who were taken for one.</summary>
[Collection(SharedHub.Name)]
public sealed class MergeTests(HubFixture hub)
{
    private readonly Country country = hub.Country;
    private readonly Identities identities = new(hub);

    [Fact]
    public async Task Two_operators_make_two_workers_one_and_each_id_stays_valid()
    {
        var (survivor, loser) = await Pair();
        var path = Path(survivor, "/merge");
        var key = Party.NewKey();

        var first = (await country.Operator.Post(path, With(loser), key)).Is(202);
        first.Text("status").Should().Be("awaiting-second");
        (await country.Operator.Post(path, With(loser))).Is(202);
        (await identities.File(loser)).Text("canonicalId").Should().Be(loser, "nothing took effect");
        var waiting = (await identities.File(survivor)).Json["waiting"]!;
        (waiting["change"]!.ToString(), waiting["other"]!.ToString()).Should().Be(("merge", loser));

        var second = (await country.SecondOperator.Post(path, With(loser))).Is(200);

        (second.Text("status"), second.Text("canonicalId")).Should().Be(("effective", survivor));
        second.Json["merged"]!.AsArray().Select(id => id!.ToString()).Should().Equal(loser);
        var file = await identities.File(loser);
        (file.Text("id"), file.Text("canonicalId"), file.Text("mergedInto")).Should().Be((loser, survivor, survivor));
        (await country.Operator.Post(path, With(loser), key)).Same.Should().Be(first.Same, "a retry hears the first answer again");
        (await country.Operator.Post(path, With(loser))).IsProblem(409, "WRK-00005", "/with");
    }

    [Fact]
    public async Task Every_act_stands_in_the_log_of_everybody_concerned()
    {
        var (survivor, loser) = await Pair();
        var before = await hub.Hub.Settled();

        await identities.Merge(survivor, loser);

        var events = await hub.EventsAfter(before);
        events.Where(type => type.StartsWith("worker.", StringComparison.Ordinal)).Should().Equal("worker.change-proposed", "worker.merged", "worker.merged");
        events.Count(type => type == "audit.recorded").Should().Be(4, "the proposal and the merge, for both persons");
        (await hub.Writes(() => identities.File(loser))).Should().BeTrue("reading a file is logged");
    }

    [Fact]
    public async Task Whatever_was_filed_for_either_is_the_survivors()
    {
        var (employer, rival) = (await country.Employer(), await country.Employer());
        var (one, two) = (Forms.Complete(hub.Today), Later(Forms.Complete(hub.Today)));
        var (earlier, later) = (await country.Granted(employer, one), await country.Granted(rival, two));
        var (survivor, loser) = (await WorkerOf(employer, earlier), await WorkerOf(rival, later));
        var (asSurvivor, asLoser) = (hub.Party("worker", survivor), hub.Party("worker", loser));
        (await asSurvivor.All("/api/v1/me/permits")).Should().ContainSingle();

        await identities.Merge(survivor, loser);

        var mine = await asSurvivor.All("/api/v1/me/permits");
        mine.Select(permit => permit["application"]!.ToString()).Should().BeEquivalentTo(earlier, later);
        mine.Should().OnlyContain(permit => permit["holder"]!.ToString() == survivor);
        (await asLoser.All("/api/v1/me/permits")).Select(permit => permit["id"]!.ToString()).Should().Equal(mine.Select(permit => permit["id"]!.ToString()));
        (await WorkerOf(rival, later)).Should().Be(survivor);
        (await country.Mig.Get(TaskPath(later, 4))).Is(200).Json["data"]!["workerId"]!.ToString().Should().Be(survivor);
        var permit = (await rival.All("/api/v1/permits")).Single();
        permit["holder"]!.ToString().Should().Be(survivor);
        (await rival.Get($"/api/v1/permits/{permit["id"]}")).Is(200).Text("holder").Should().Be(survivor);
        foreach (var id in new[] { survivor, loser })
            (await rival.All($"/api/v1/applications?worker={id}")).Should().ContainSingle().Which["worker"]!.ToString().Should().Be(survivor);
        (await identities.Worker(rival, Early(identities.Same(two)))).Should().Be(survivor, "his other passport leads to him");
        (await identities.Worker(employer, Early(identities.Same(one)))).Should().Be(survivor);
    }

    [Fact]
    public async Task Who_claimed_his_place_keeps_it_under_whichever_id()
    {
        var employer = await country.Employer();
        var (claimant, permit) = await country.BlueCard(employer, Forms.BlueCard(hub.Today));
        var app = (await employer.Get($"/api/v1/permits/{permit}")).Is(200).Text("application");
        var survivor = hub.Party("worker", await identities.Worker(await country.Employer(), Forms.Complete(hub.Today)));
        (await survivor.Get($"/api/v1/applications/{app}")).IsProblem(404, "APP-00001");

        await identities.Merge(survivor.Id, claimant.Id);

        (await survivor.All("/api/v1/applications")).Select(row => row["id"]!.ToString()).Should().HaveCount(2, "what was filed about him is his too").And.Contain(app);
        (await survivor.Get($"/api/v1/applications/{app}")).Is(200);
        (await survivor.Get($"/api/v1/applications/{app}/decision")).Is(200);
        (await survivor.Get($"/api/v1/applications/{app}/documents")).Is(200);
        (await survivor.Get($"/api/v1/applications/{app}/fees")).Is(200);
        var appeal = new JsonObject { ["text"] = "The last day is wrong." };
        (await survivor.Post($"/api/v1/applications/{app}/appeal", appeal)).Is(200).Json["appeals"]!.AsArray().Should().ContainSingle();
        (await employer.Get($"/api/v1/applications/{app}")).Is(200).Json["appeals"]!.AsArray().Should().BeEmpty("what the worker challenges is not his employer's to read");
        (await employer.Post($"/api/v1/applications/{app}/appeal", appeal.DeepClone())).Is(200);
        (await claimant.Post($"/api/v1/applications/{app}/appeal", appeal.DeepClone())).IsProblem(409, "APP-00014");
    }

    [Fact]
    public async Task The_days_of_both_count_in_the_window_at_filing_and_at_the_grant()
    {
        var employer = await country.Employer();
        var (one, two) = (Forms.Complete(hub.Today), Later(Forms.Complete(hub.Today)));
        var (earlier, later) = (await country.Granted(employer, one), await country.Granted(employer, two));
        var ready = await country.ReadyForDecision(employer, Third(identities.Same(one)));
        var draft = await country.Draft(employer, Third(identities.Same(two)));

        await identities.Merge(await WorkerOf(employer, earlier), await WorkerOf(employer, later));

        (await employer.Post($"/api/v1/applications/{draft}/submit")).IsProblem(422, "APP-00002", "/employment/plannedEnd");
        (await country.Mig.Post($"{TaskPath(ready, 4)}/outcome", country.Signed("granted"))).IsProblem(409, "TSK-00015");

        await identities.Split(await Loser(employer, later), await WorkerOf(employer, earlier));
        (await country.Mig.Post($"{TaskPath(ready, 4)}/outcome", country.Signed("granted"))).Is(200);
    }

    [Fact]
    public async Task A_split_gives_each_his_own_back()
    {
        var employer = await country.Employer();
        var (one, two) = (Forms.Complete(hub.Today), Forms.Complete(hub.Today));
        var (first, second) = (await country.Granted(employer, one), await country.Granted(employer, two));
        var (survivor, loser) = (await WorkerOf(employer, first), await WorkerOf(employer, second));
        await identities.Merge(survivor, loser);

        var done = await identities.Split(loser, survivor);

        (done.Text("canonicalId"), done.Json["mergedInto"]).Should().Be((loser, null));
        (await identities.File(survivor)).Json["merged"]!.AsArray().Should().BeEmpty();
        (await hub.Party("worker", survivor).All("/api/v1/me/permits")).Should().ContainSingle().Which["application"]!.ToString().Should().Be(first);
        (await hub.Party("worker", loser).All("/api/v1/me/permits")).Should().ContainSingle().Which["application"]!.ToString().Should().Be(second);
        (await identities.Worker(employer, Later(identities.Same(two)))).Should().Be(loser);
        (await country.Operator.Post(Path(loser, "/split"), From(survivor))).IsProblem(409, "WRK-00006", "/from");
    }

    [Fact]
    public async Task A_chain_of_merges_leads_to_its_end_and_is_split_in_the_middle()
    {
        var employer = await country.Employer();
        var forms = Enumerable.Range(0, 3).Select(_ => Forms.Complete(hub.Today)).ToArray();
        var workers = new List<string>();
        foreach (var form in forms) workers.Add(await identities.Worker(employer, form));
        await identities.Merge(workers[1], workers[2]);
        await identities.Merge(workers[0], workers[1]);

        (await identities.File(workers[2])).Text("canonicalId").Should().Be(workers[0]);
        (await employer.All($"/api/v1/applications?worker={workers[2]}")).Should().HaveCount(3);

        await identities.Split(workers[1], workers[0]);
        (await identities.File(workers[2])).Text("canonicalId").Should().Be(workers[1]);
        (await employer.All($"/api/v1/applications?worker={workers[2]}")).Should().HaveCount(2);
        (await identities.Worker(employer, Later(identities.Same(forms[2])))).Should().Be(workers[1]);
    }

    [Fact]
    public async Task A_document_that_came_after_the_merge_goes_along_when_it_is_named()
    {
        var employer = await country.Employer();
        var (survivor, loser) = await Pair();
        var one = Forms.Complete(hub.Today).With("/worker/personalCode", Forms.PersonalCode());
        var stays = await identities.Worker(employer, one);
        await identities.Merge(stays, loser);
        // The same code on another passport: it is the survivor's from now on.
        var renewed = Later(Forms.Complete(hub.Today).With("/worker/personalCode", one["worker"]!["personalCode"]!.DeepClone()));
        (await identities.Worker(employer, renewed)).Should().Be(stays);
        var known = (await identities.File(stays)).Json["identities"]!.AsArray();
        known.Select(identity => identity!["kind"]!.ToString()).Should().Equal("personal-code", "document", "document");
        (await country.Operator.Post(Path(loser, "/split"), From(stays, 2))).IsProblem(422, "WRK-00008", "/identities/0");

        await identities.Split(loser, stays, 3);

        (await identities.Worker(employer, Third(identities.Same(renewed)))).Should().Be(loser);
        (await identities.File(survivor)).Text("canonicalId").Should().Be(survivor);
    }

    [Fact]
    public async Task Of_two_merges_in_opposite_directions_at_once_one_is_made()
    {
        for (var round = 0; round < 4; round++)
        {
            var (one, two) = await Pair();
            (await country.Operator.Post(Path(one, "/merge"), With(two))).Is(202);
            (await country.Operator.Post(Path(two, "/merge"), With(one))).Is(202);

            var answers = await Task.WhenAll(
                Task.Run(() => country.SecondOperator.Post(Path(one, "/merge"), With(two))), Task.Run(() => country.SecondOperator.Post(Path(two, "/merge"), With(one))));

            answers.Count(answer => answer.Status == 200).Should().Be(1, "the answers were {0}", string.Join('\n', answers.Select(answer => answer.Body)));
            answers.Single(answer => answer.Status != 200).IsProblem(409, "WRK-00005");
            var ends = new[] { (await identities.File(one)).Text("canonicalId"), (await identities.File(two)).Text("canonicalId") };
            ends.Distinct().Should().ContainSingle().Which.Should().BeOneOf(one, two);
        }
    }

    [Fact]
    public async Task Of_two_who_would_have_the_same_worker_at_once_one_gets_him()
    {
        var (one, two) = await Pair();
        var (three, _) = await Pair();
        (await country.Operator.Post(Path(one, "/merge"), With(three))).Is(202);
        (await country.Operator.Post(Path(two, "/merge"), With(three))).Is(202);

        var answers = await Task.WhenAll(
            Task.Run(() => country.SecondOperator.Post(Path(one, "/merge"), With(three))), Task.Run(() => country.SecondOperator.Post(Path(two, "/merge"), With(three))));

        answers.Count(answer => answer.Status == 200).Should().Be(1);
        answers.Single(answer => answer.Status != 200).IsProblem(409, "WRK-00005", "/with");
    }

    [Fact]
    public async Task Two_grants_at_once_never_exceed_the_window_together()
    {
        var employer = await country.Employer();
        for (var round = 0; round < 3; round++)
        {
            var one = Forms.Complete(hub.Today);
            var apps = new[] { await country.ReadyForDecision(employer, one), await country.ReadyForDecision(employer, Between(identities.Same(one), 241, 430)) };

            var answers = await Task.WhenAll(apps.Select(app => Task.Run(() => country.Mig.Post($"{TaskPath(app, 4)}/outcome", country.Signed("granted")))));

            answers.Count(answer => answer.Status == 200).Should().Be(1, "the answers were {0}", string.Join('\n', answers.Select(answer => answer.Body)));
            answers.Single(answer => answer.Status != 200).IsProblem(409, "TSK-00015");
        }
    }

    [Fact]
    public async Task A_grant_and_a_merge_at_once_never_exceed_the_window_together()
    {
        var employer = await country.Employer();
        var (one, two) = (Forms.Complete(hub.Today), Between(Forms.Complete(hub.Today), 241, 430));
        var (first, second) = (await country.ReadyForDecision(employer, one), await country.ReadyForDecision(employer, two));
        var (survivor, loser) = (await WorkerOf(employer, first), await WorkerOf(employer, second));
        (await country.Mig.Post($"{TaskPath(second, 4)}/outcome", country.Signed("granted"))).Is(200);
        // No waiting for the list of permits: the loser's own stream knows.
        (await country.Operator.Post(Path(survivor, "/merge"), With(loser))).Is(202);
        (await country.SecondOperator.Post(Path(survivor, "/merge"), With(loser))).Is(200);

        (await country.Mig.Post($"{TaskPath(first, 4)}/outcome", country.Signed("granted"))).IsProblem(409, "TSK-00015");
    }

    [Theory]
    [InlineData("/merge", """{"with":"wrk_1","reason":"So."}""", 400, "API-00001")]
    [InlineData("/merge", """{"with":"emp_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b","reason":"So."}""", 400, "API-00001")]
    [InlineData("/merge", """{"reason":"So."}""", 422, "WRK-00008")]
    [InlineData("/merge", """{"with":"wrk_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b","reason":" "}""", 422, "WRK-00008")]
    [InlineData("/merge", """{"with":"wrk_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b","reason":"So."}""", 422, "WRK-00004")]
    [InlineData("/split", """{"from":"wrk_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b","reason":"So."}""", 409, "WRK-00006")]
    [InlineData("/split", """{"from":null,"reason":"So."}""", 422, "WRK-00008")]
    [InlineData("/split", """{"from":"wrk_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b","reason":"So.","identities":["1"]}""", 400, "API-00001")]
    [InlineData("/correction", """{"reason":"So."}""", 422, "WRK-00008")]
    [InlineData("/correction", """{"birthDate":"1990-02-30","reason":"So."}""", 400, "API-00001")]
    [InlineData("/correction", """{"birthDate":"2990-02-03","reason":"So."}""", 422, "WRK-00008")]
    [InlineData("/correction", """{"release":[0],"reason":"So."}""", 422, "WRK-00008")]
    [InlineData("/dismiss-candidate", "{}", 409, "WRK-00009")]
    public async Task What_makes_no_sense_is_refused_and_leaves_nothing(string rest, string body, int status, string code)
    {
        var (worker, _) = await Pair();

        (await hub.Writes(async () => (await country.Operator.Post(Path(worker, rest), JsonNode.Parse(body))).IsProblem(status, code))).Should().BeFalse();
    }

    [Fact]
    public async Task Nobody_is_merged_with_himself_or_with_himself_in_a_circle()
    {
        var (one, two) = await Pair();
        (await country.Operator.Post(Path(one, "/merge"), With(one))).IsProblem(422, "WRK-00003", "/with");
        await identities.Merge(one, two);

        (await country.Operator.Post(Path(two, "/merge"), With(one))).IsProblem(409, "WRK-00005");
        (await country.Operator.Post(Path("wrk_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b", "/merge"), new JsonObject())).IsProblem(404, "WRK-00001");
    }

    private async Task<(string One, string Two)> Pair()
    {
        var employer = await country.Employer();
        return (await identities.Worker(employer, Forms.Complete(hub.Today)), await identities.Worker(employer, Forms.Complete(hub.Today)));
    }

    private static async Task<string> WorkerOf(Party employer, string app) => (await employer.Get($"/api/v1/applications/{app}")).Is(200).Text("workerId");

    // The loser's own id stands in no view any more; the survivor's file names him.
    private async Task<string> Loser(Party employer, string app) => (await identities.File(await WorkerOf(employer, app))).Json["merged"]![0]!.ToString();

    private JsonObject Later(JsonObject form) => Between(form, 250, 430);

    // Overlaps with the later one, and goes beyond it by fifteen days: 181 + 181 + 15 of 365.
    private JsonObject Third(JsonObject form) => Between(form, 360, 445);

    private JsonObject Early(JsonObject form) => Between(form, 10, 12);

    private JsonObject Between(JsonObject form, int from, int to) =>
        form.With("/employment/plannedStart", Forms.Date(hub.Today.AddDays(from))).With("/employment/plannedEnd", Forms.Date(hub.Today.AddDays(to))).With("/legalStay/until", Forms.Date(hub.Today.AddDays(to)));
}
