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
        var form = Forms.Complete(hub.Today).With("/employment/plannedStart", Forms.Date(hub.Today));
        await country.Granted(employer, form);
        await Eventually.Holds(async () => (await employer.All("/api/v1/permits")).Count == 1, "the list follows");
        var permit = (await employer.All("/api/v1/permits")).Single()["id"]!.ToString();
        var later = form.DeepClone().AsObject().With("/employment/plannedStart", Forms.Date(hub.Today.AddDays(1)));
        (await Submit(employer, later)).IsProblem(409, "APP-00017", "/employment/plannedStart");

        (await employer.Post($"/api/v1/permits/{permit}/notices", new JsonObject { ["kind"] = "ended", ["on"] = Forms.Date(hub.Today), ["reason"] = "Another job." })).Is(200).Text("status").Should().Be("ended");
        await hub.Hub.Settled();

        (await Submit(employer, form)).IsProblem(409, "APP-00017", "/employment/plannedStart");
        (await Submit(employer, later)).Is(200);
    }

    private static Task Lists(Party employer, string app, string status) => Eventually.Holds(
        async () => (await employer.Get($"/api/v1/applications?status={status}")).Is(200).Json["items"]!.AsArray().Any(row => row!["id"]!.GetValue<string>() == app), "the list follows");

    private async Task<Answer> Submit(Party employer, JsonObject form) => await employer.Post($"/api/v1/applications/{await country.Draft(employer, form)}/submit");
}
