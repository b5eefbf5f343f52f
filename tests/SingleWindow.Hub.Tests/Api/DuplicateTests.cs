using System.Text.Json.Nodes;

namespace SingleWindow.Hub.Tests.Api;

[Collection(SharedHub.Name)]
public sealed class DuplicateTests(HubFixture hub)
{
    private readonly Country country = hub.Country;

    [Fact]
    public async Task The_same_worker_is_filed_for_once_until_the_first_application_has_led_to_nothing()
    {
        var employer = await country.Employer();
        var form = Forms.Complete(hub.Today);
        var first = await country.Submitted(employer, form);
        await Lists(employer, first, "submitted");

        (await Submit(employer, form)).IsProblem(409, "APP-00017", "/employment/plannedStart");
        (await Submit(await country.Employer(), form)).Is(200);
        (await employer.Post($"/api/v1/applications/{first}/withdraw", new JsonObject())).Is(200);

        await Lists(employer, first, "withdrawn");
        (await Submit(employer, form)).Is(200);
    }

    [Fact]
    public async Task Of_ten_filings_at_the_same_moment_one_is_taken()
    {
        var employer = await country.Employer();
        var form = Forms.Complete(hub.Today);
        // The worker is known, so that nothing but the filing itself makes them meet.
        await country.Submitted(await country.Employer(), form);
        var drafts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => country.Draft(employer, form)));

        var answers = await Task.WhenAll(drafts.Select(draft => employer.Post($"/api/v1/applications/{draft}/submit")));

        answers.Count(answer => answer.Status == 200).Should().Be(1);
        foreach (var refused in answers.Where(answer => answer.Status != 200)) refused.IsProblem(409, "APP-00017", "/employment/plannedStart");
        (await employer.Post($"/api/v1/applications/{drafts[0]}/submit")).Status.Should().Be(409, "filed already, or refused again");
    }

    [Fact]
    public async Task What_was_not_filed_after_all_keeps_no_days()
    {
        var code = Country.NewCode();
        var employer = hub.Party("employer", (await country.Operator.Post("/api/v1/parties", new JsonObject { ["registryCode"] = code, ["name"] = "Oli OÜ", ["contactEmail"] = $"{code}@oli.example" })).Is(201).Id);
        var form = Forms.Complete(hub.Today);

        (await Submit(employer, form.DeepClone().AsObject().With("/worker/email", $"{code}@oli.example"))).IsProblem(422, "CTC-00001", "/worker/email");
        (await Submit(employer, form)).Is(200);
    }

    [Fact]
    public async Task When_the_permit_is_over_the_days_after_it_can_be_filed_for_again()
    {
        var employer = await country.Employer();
        var code = Forms.PersonalCode();
        var form = Forms.Complete(hub.Today).With("/worker/personalCode", code).With("/employment/plannedStart", Forms.Date(hub.Today));
        await country.Granted(employer, form);
        await Eventually.Holds(async () => (await employer.All("/api/v1/permits")).Count == 1, "the list follows");
        var permit = (await employer.All("/api/v1/permits")).Single()["id"]!.ToString();
        var later = form.DeepClone().AsObject().With("/employment/plannedStart", Forms.Date(hub.Today.AddDays(1)));
        (await Submit(employer, later)).IsProblem(409, "APP-00017", "/employment/plannedStart");

        (await employer.Post($"/api/v1/permits/{permit}/notices", new JsonObject { ["kind"] = "ended", ["on"] = Forms.Date(hub.Today), ["reason"] = "Another job." })).Is(200);
        var worker = hub.Party("worker", (await employer.Get($"/api/v1/permits/{permit}")).Is(200).Text("holder"));
        var contested = (await worker.Post($"/api/v1/me/permits/{permit}/notices/contest", new JsonObject { ["text"] = "I work there." })).Is(200);
        (await country.Mig.Post($"/api/v1/appeals/{contested.Json["appeals"]![0]!["id"]}/result", new JsonObject { ["result"] = "dismissed", ["reasons"] = "She left.", ["official"] = country.Official })).Is(200);
        await hub.Hub.Settled();

        (await Submit(employer, form)).IsProblem(409, "APP-00017", "/employment/plannedStart");
        (await Submit(employer, later)).Is(200);
    }

    [Fact]
    public async Task An_answer_moves_no_days_into_those_of_another_application_and_frees_the_days_that_it_gives_up()
    {
        var employer = await country.Employer();
        var form = Forms.Complete(hub.Today);
        await country.Submitted(employer, Days(form, 60, 149));
        var second = await Asked(employer, Days(form, 150, 240));

        (await Answer(employer, second, 1, Days(form, 60, 240))).IsProblem(409, "APP-00017", "/employment/plannedStart");
        (await Answer(employer, second, 1, Days(form, 200, 240))).Is(200);

        await hub.Hub.Settled();
        (await Submit(employer, Days(form, 190, 200))).IsProblem(409, "APP-00017", "/employment/plannedStart");
        (await Submit(employer, Days(form, 150, 199))).Is(200);
    }

    [Fact]
    public async Task Of_two_answers_and_a_filing_for_the_same_days_at_the_same_moment_one_is_taken()
    {
        var employer = await country.Employer();
        var form = Forms.Complete(hub.Today);
        var (first, second) = (await Asked(employer, Days(form, 60, 99)), await Asked(employer, Days(form, 100, 139)));
        var draft = await country.Draft(employer, Days(form, 140, 179));

        var answers = await Task.WhenAll(
            Answer(employer, first, 1, Days(form, 150, 170)), Answer(employer, second, 1, Days(form, 160, 175)), employer.Post($"/api/v1/applications/{draft}/submit"));

        answers.Count(answer => answer.Status == 200).Should().Be(1);
        foreach (var refused in answers.Where(answer => answer.Status != 200)) refused.IsProblem(409, "APP-00017", "/employment/plannedStart");
    }

    [Fact]
    public async Task An_answer_that_was_not_taken_after_all_keeps_the_days_that_were_filed_and_no_others()
    {
        var employer = await country.Employer();
        var form = Forms.Complete(hub.Today);
        var app = await Asked(employer, Days(form, 60, 99));
        var key = Party.NewKey();
        (await employer.Post($"/api/v1/applications/{app}/answers", new JsonObject { ["inquiry"] = 1, ["text"] = "It stays so." }, key)).Is(200);
        await Ask(app);

        (await Answer(employer, app, 2, Days(form, 100, 139), key)).Status.Should().BeInRange(400, 499, "the key was used for another answer");

        (await Submit(employer, Days(form, 90, 99))).IsProblem(409, "APP-00017", "/employment/plannedStart");
        (await Submit(employer, Days(form, 100, 139))).Is(200);
    }

    private JsonObject Days(JsonNode form, int from, int to) => form.DeepClone()
        .With("/employment/plannedStart", Forms.Date(hub.Today.AddDays(from))).With("/employment/plannedEnd", Forms.Date(hub.Today.AddDays(to)));

    private async Task<string> Asked(Party employer, JsonObject form)
    {
        var app = await country.Submitted(employer, form);
        await Ask(app);
        return app;
    }

    private async Task Ask(string app) =>
        (await country.Mig.Post($"{Country.TaskPath(app, 1)}/request-information", new JsonObject { ["items"] = new JsonArray("/employment"), ["text"] = "Which days?" })).Is(200);

    private static Task<Answer> Answer(Party employer, string app, int inquiry, JsonObject form, string? key = null) => employer.Post(
        $"/api/v1/applications/{app}/answers", new JsonObject { ["inquiry"] = inquiry, ["text"] = "These.", ["employment"] = form["employment"]!.DeepClone() }, key);

    private static Task Lists(Party employer, string app, string status) => Eventually.Holds(
        async () => (await employer.Get($"/api/v1/applications?status={status}")).Is(200).Json["items"]!.AsArray().Any(row => row!["id"]!.GetValue<string>() == app), "the list follows");

    private async Task<Answer> Submit(Party employer, JsonObject form) => await employer.Post($"/api/v1/applications/{await country.Draft(employer, form)}/submit");

    [Fact]
    public async Task After_an_annulled_refusal_nothing_is_granted_for_days_that_were_filed_for_meanwhile()
    {
        var employer = await country.Employer();
        var form = Forms.Complete(hub.Today);
        var refused = await country.ReadyForDecision(employer, form);
        var task = Country.TaskPath(refused, 4);
        (await country.Mig.Post($"{task}/intent-to-refuse", new JsonObject { ["grounds"] = new JsonArray("REF-PAY"), ["text"] = "Low.", ["official"] = country.Official })).Is(200);
        (await employer.Post($"/api/v1/applications/{refused}/answers", new JsonObject { ["inquiry"] = 1, ["text"] = "It is not." })).Is(200);
        (await country.Mig.Post($"{task}/outcome", country.Signed("refused", "REF-PAY"))).Is(200);
        await Lists(employer, refused, "refused");
        var appeal = (await employer.Post($"/api/v1/applications/{refused}/appeal", new JsonObject { ["text"] = "Wrong." })).Is(200).Json["appeals"]![0]!["id"]!.ToString();
        var again = (await Submit(employer, form)).Is(200).Id;

        (await country.Mig.Post($"/api/v1/appeals/{appeal}/result", new JsonObject { ["result"] = "annulled", ["reasons"] = "The pay is right.", ["official"] = country.Official })).Is(200);

        (await country.Mig.Post($"{task}/outcome", country.Signed("granted"))).IsProblem(409, "APP-00017");
        (await employer.Post($"/api/v1/applications/{again}/withdraw", new JsonObject())).Is(200);
        await Lists(employer, again, "withdrawn");
        (await country.Mig.Post($"{task}/outcome", country.Signed("granted"))).Is(200);
    }
}
