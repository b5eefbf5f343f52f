using System.Text.Json.Nodes;

namespace SingleWindow.Hub.Tests.Api;

[Collection(SharedHub.Name)]
public sealed class WorkerIdentityTests(HubFixture hub)
{
    private readonly Country country = hub.Country;
    private readonly Identities identities = new(hub);

    [Fact]
    public async Task A_passport_number_of_somebody_born_on_another_day_attaches_no_case_to_him_and_no_code()
    {
        var employer = await country.Employer();
        var olena = Forms.Complete(hub.Today);
        var passport = olena["worker"]!["travelDocument"]!.DeepClone();
        var worker = await Worker(olena);
        var mistyped = Person(passport, "1985-02-03").With("/worker/personalCode", "48502030000");

        var draft = await country.Draft(employer, mistyped);
        (await employer.Post($"/api/v1/applications/{draft}/submit")).IsProblem(409, "APP-00008");

        (await employer.Get($"/api/v1/applications/{draft}")).Is(200).Json["status"]!.ToString().Should().Be("draft");
        var owner = Forms.Complete(hub.Today).With("/worker/birthDate", "1985-02-03").With("/worker/personalCode", "48502030000");
        (await Worker(owner)).Should().NotBe(worker, "the code was not given to Olena");
        (await Worker(Person(passport, "1990-05-17"))).Should().Be(worker, "her own passport still finds her");
    }

    [Fact]
    public async Task A_birth_date_that_the_first_filer_mistyped_is_put_right_by_two_operators_and_locks_nobody_out()
    {
        var employer = await country.Employer();
        var mistyped = Forms.Complete(hub.Today).With("/worker/birthDate", "1990-05-11");
        var passport = mistyped["worker"]!["travelDocument"]!.DeepClone();
        var worker = await Worker(mistyped);
        var right = await country.Employer();
        var draft = await country.Draft(right, Person(passport, "1990-05-17"));
        (await right.Post($"/api/v1/applications/{draft}/submit")).IsProblem(409, "APP-00008");
        (await right.Post($"/api/v1/applications/{draft}/submit")).IsProblem(409, "APP-00008");
        var candidate = (await identities.CandidatesOf(worker)).Should().ContainSingle().Subject;
        candidate.AsObject().Select(member => member.Key).Should().BeEquivalentTo(["worker", "notedAt"], "an official sees ids and nothing else");

        await identities.Both(Identities.Path(worker, "/correction"), new JsonObject { ["birthDate"] = "1990-05-17", ["reason"] = "The passport says so." });

        (await right.Post($"/api/v1/applications/{draft}/submit")).Is(200).Text("workerId").Should().Be(worker);
        (await identities.CandidatesOf(worker)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_passport_that_was_bound_to_another_by_a_typing_error_is_released_for_its_owner()
    {
        var employer = await country.Employer();
        var ivan = Forms.Complete(hub.Today).With("/worker/birthDate", "1985-02-03");
        var olenas = ivan["worker"]!["travelDocument"]!.DeepClone();
        var worker = await Worker(ivan);
        var draft = await country.Draft(employer, Person(olenas, "1990-05-17"));
        (await employer.Post($"/api/v1/applications/{draft}/submit")).IsProblem(409, "APP-00008");

        await identities.Both(Identities.Path(worker, "/correction"), new JsonObject { ["release"] = new JsonArray(1), ["reason"] = "The number was mistyped." });

        var olena = (await employer.Post($"/api/v1/applications/{draft}/submit")).Is(200).Text("workerId");
        olena.Should().NotBe(worker);
        (await Worker(Person(olenas, "1990-05-17"))).Should().Be(olena, "the passport is hers now");
        (await identities.File(worker)).Json["identities"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task A_personal_code_that_comes_later_finds_the_worker_from_then_on()
    {
        var employer = await country.Employer();
        var (first, code) = (Forms.Complete(hub.Today), Forms.PersonalCode());
        var worker = await Worker(first);

        (await Worker(identities.Same(first).With("/worker/personalCode", code))).Should().Be(worker);

        (await Worker(Forms.Complete(hub.Today).With("/worker/personalCode", code))).Should().Be(worker, "with a new passport the code still names him");
        (await identities.File(worker)).Json["identities"]!.AsArray().Select(identity => identity!["kind"]!.ToString()).Should().Equal("document", "personal-code", "document");
        (await identities.File(worker)).Body.Should().NotContain(code).And.NotContain("FB").And.NotContain("Kovalenko").And.NotContain("1990");
    }

    [Fact]
    public async Task A_code_of_one_and_a_passport_of_another_merge_nobody_but_an_official_sees_it()
    {
        var employer = await country.Employer();
        var (byPassport, byCode) = (Forms.Complete(hub.Today), Forms.Complete(hub.Today).With("/worker/personalCode", Forms.PersonalCode()));
        string[] workers = [await Worker(byPassport), await Worker(byCode)];
        var draft = await country.Draft(employer, identities.Same(byPassport).With("/worker/personalCode", byCode["worker"]!["personalCode"]!.DeepClone()));

        (await employer.Post($"/api/v1/applications/{draft}/submit")).IsProblem(409, "APP-00008");

        var candidate = (await identities.CandidatesOf(workers[0])).Should().ContainSingle().Subject;
        new[] { candidate["worker"]!.ToString(), candidate["other"]!.ToString() }.Should().BeEquivalentTo(workers);
        await identities.Merge(workers[1], workers[0]);
        (await identities.CandidatesOf(workers[0])).Should().BeEmpty("they are one person now");
        (await employer.Post($"/api/v1/applications/{draft}/submit")).Is(200).Text("workerId").Should().Be(workers[1]);
    }

    [Fact]
    public async Task A_candidate_that_is_none_is_dismissed()
    {
        var employer = await country.Employer();
        var (one, two) = (Forms.Complete(hub.Today), Forms.Complete(hub.Today).With("/worker/personalCode", Forms.PersonalCode()));
        var (worker, _) = (await Worker(one), await Worker(two));
        var draft = await country.Draft(employer, identities.Same(one).With("/worker/personalCode", two["worker"]!["personalCode"]!.DeepClone()));
        (await employer.Post($"/api/v1/applications/{draft}/submit")).IsProblem(409, "APP-00008");
        var candidate = (await identities.CandidatesOf(worker)).Single();

        (await country.Operator.Post(Identities.Path(candidate["worker"]!.ToString(), "/dismiss-candidate"), new JsonObject { ["with"] = candidate["other"]!.DeepClone() })).Is(200);

        (await identities.CandidatesOf(worker)).Should().BeEmpty();
    }

    private JsonObject Person(JsonNode passport, string born) =>
        Forms.Complete(hub.Today).With("/worker/travelDocument", passport.DeepClone()).With("/worker/birthDate", born);

    // Each time by another employer: the same one files once for a worker and period.
    private async Task<string> Worker(JsonObject form)
    {
        var employer = await country.Employer();
        return (await employer.Get($"/api/v1/applications/{await country.Submitted(employer, form)}")).Is(200).Text("workerId");
    }
}
