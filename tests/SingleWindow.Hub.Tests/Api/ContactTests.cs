using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions.Execution;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Api;

[Collection(SharedHub.Name)]
public sealed class ContactTests(HubFixture hub)
{
    private static int mailboxes;
    private readonly Country country = hub.Country;

    private static string NewMailbox() => $"w{Interlocked.Increment(ref mailboxes)}@example.org";

    private JsonObject Form(string email) => Forms.Complete(hub.Today).With("/worker/email", email);

    private async Task<Answer> File(Party employer, string email) => await employer.Post($"/api/v1/applications/{await country.Draft(employer, Form(email))}/submit");

    [Fact]
    public async Task The_employers_address_is_no_workers_however_it_is_written()
    {
        var code = Country.NewCode();
        var party = (await country.Operator.Post("/api/v1/parties", new JsonObject { ["registryCode"] = code, ["name"] = "Oli OÜ", ["contactEmail"] = "Office@Oli.example" })).Is(201);
        party.Text("contactEmail").Should().Be("Office@Oli.example");
        var employer = hub.Party("employer", party.Id);

        using var all = new AssertionScope();
        foreach (var email in new[] { "office@oli.example", "OFFICE@OLI.EXAMPLE", "office+olena@oli.example" }) (await File(employer, email)).IsProblem(422, "CTC-00001", "/worker/email");
        (await File(employer, "olena@oli.example")).Is(200);
        (await File(await country.Employer(), "office@oli.example")).Is(200);
        (await country.Operator.Post("/api/v1/parties", new JsonObject { ["registryCode"] = Country.NewCode(), ["name"] = "Oli OÜ", ["contactEmail"] = "no address" })).IsProblem(422, "EMP-00003", "/contactEmail");
    }

    [Fact]
    public async Task A_representatives_address_is_no_workers_either()
    {
        var employer = await country.Employer();
        var agency = hub.Party("employer", (await country.Operator.Post("/api/v1/parties", new JsonObject { ["registryCode"] = Country.NewCode(), ["name"] = "Agentuur OÜ", ["contactEmail"] = "all@agency.example" })).Is(201).Id);
        await employer.Post("/api/v1/mandates", Forms.Mandate(agency, hub.Today));
        (await File(agency.For(employer.Id), "all+1@agency.example")).IsProblem(422, "CTC-00001", "/worker/email");
    }

    [Fact]
    public async Task A_fourth_worker_with_one_address_is_refused_and_nobody_hears_whose_it_is()
    {
        var (mailbox, employers) = (NewMailbox(), await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => country.Employer())));
        var third = await country.Draft(employers[2], Form(mailbox));
        (await File(employers[0], mailbox)).Is(200);
        (await File(employers[1], mailbox.ToUpperInvariant())).Is(200);
        (await employers[2].Post($"/api/v1/applications/{third}/submit")).Is(200);

        var refused = (await File(employers[3], mailbox.Replace("@", "+x@"))).IsProblem(422, "CTC-00001", "/worker/email");

        refused.Body.Should().NotContainAny("wrk_", "emp_", "example.org");
        (await File(employers[3], NewMailbox())).Is(200);
    }

    [Fact]
    public async Task Of_many_filings_at_once_three_workers_get_the_address()
    {
        var mailbox = NewMailbox();
        var employers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => country.Employer()));
        var apps = await Task.WhenAll(employers.Select(employer => country.Draft(employer, Form(mailbox))));

        var answers = await Task.WhenAll(employers.Zip(apps, (employer, app) => Task.Run(() => employer.Post($"/api/v1/applications/{app}/submit"))));

        answers.Count(answer => answer.Status == 200).Should().Be(3);
        foreach (var answer in answers.Where(answer => answer.Status != 200)) answer.IsProblem(422, "CTC-00001", "/worker/email");
    }

    [Fact]
    public async Task A_filing_that_is_refused_takes_no_place_and_the_same_worker_takes_one()
    {
        var (mailbox, employer) = (NewMailbox(), await country.Employer());
        var form = Forms.Complete(hub.Today).With("/worker/email", mailbox);
        await country.Granted(employer, form.DeepClone().AsObject().With("/worker/email", null));
        // With the days of the permit that is too long in the scheme's window.
        var again = await country.Draft(employer, form.DeepClone().AsObject().With("/employment/plannedStart", Forms.Date(hub.Today.AddDays(250))).With("/employment/plannedEnd", Forms.Date(hub.Today.AddDays(500))));
        var key = Party.NewKey();
        (await employer.Post($"/api/v1/applications/{again}/submit", [], key)).IsProblem(422, "APP-00002", "/employment/plannedEnd");
        (await employer.Post($"/api/v1/applications/{again}/submit", [], key)).IsProblem(422, "APP-00002", "/employment/plannedEnd");

        for (var i = 0; i < 3; i++) (await File(employer, mailbox)).Is(200);
        (await File(employer, mailbox)).IsProblem(422, "CTC-00001");
        // Another application of a worker who has the address already is no fourth worker.
        var first = Forms.Complete(hub.Today).With("/worker/email", NewMailbox());
        await country.Submitted(await country.Employer(), first.DeepClone().AsObject());
        (await employer.Post($"/api/v1/applications/{await country.Draft(employer, first)}/submit")).Is(200);
    }

    [Fact]
    public async Task No_address_is_stored_in_clear()
    {
        var (mailbox, head) = ("very.particular@example.org", await hub.Hub.Settled());
        await country.Operator.Post("/api/v1/parties", new JsonObject { ["registryCode"] = Country.NewCode(), ["name"] = "Oli OÜ", ["contactEmail"] = mailbox });
        (await File(await country.Employer(), mailbox)).Is(200);
        await hub.Hub.Settled();

        var stored = await hub.Hub.Services.GetRequiredService<IEventStore>().ReadAll(head, 1000, CancellationToken.None);
        stored.Select(one => one.Type).Should().Contain(["contact.claimed", "employer.contact-given"]);
        stored.Should().OnlyContain(one => !(one.Stream.Value + Encoding.UTF8.GetString(one.Data)).Contains("particular"));
    }
}
