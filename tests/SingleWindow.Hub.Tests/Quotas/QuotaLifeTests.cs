using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Quotas;
using SingleWindow.Hub.Tests.Api;
using ApplicationId = SingleWindow.Core.Applications.ApplicationId;

namespace SingleWindow.Hub.Tests.Quotas;

/// <summary>Applications that come and go while places are few.</summary>
public sealed class QuotaLifeTests : IAsyncLifetime
{
    private readonly HubFixture hub = new();
    private Placed placed = null!;
    private Party employer = null!;

    public async Task InitializeAsync()
    {
        await hub.InitializeAsync();
        placed = new(hub);
        employer = await hub.Country.Employer();
    }

    public Task DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_place_that_comes_free_goes_to_the_first_that_waits_and_the_applicant_hears_of_it()
    {
        await placed.Resize(1);
        var (first, second, third) = (await placed.File(employer), await placed.File(employer), await placed.File(employer));
        (await Placed.Place(employer, first), await Placed.Place(employer, second), await Placed.Place(employer, third)).Should().Be(("reserved", "waiting 1", "waiting 2"));

        (await placed.WorkerOf(first).Post($"/api/v1/applications/{first}/withdraw", new JsonObject { ["reason"] = "Changed plans." })).Is(200);
        await hub.Hub.Settled();

        (await Placed.Place(employer, first), await Placed.Place(employer, second), await Placed.Place(employer, third)).Should().Be(("released", "reserved", "waiting 1"));
        (await Placed.Read(employer, second))["timeline"]!.AsArray().Select(entry => entry!["code"]!.ToString()).Should().ContainInOrder("submitted", "place-awaited", "place-given");
        (await placed.Book()).ToJsonString().Should().Contain("\"size\":1,\"reserved\":1,\"used\":0,\"released\":1,\"waiting\":1");
    }

    [Fact]
    public async Task A_grant_needs_a_place_and_uses_it_up()
    {
        await placed.Resize(1);
        var (first, second) = (await placed.File(employer), await placed.File(employer));
        var (one, two) = (await placed.MakeReady(first), await placed.MakeReady(second));
        (await hub.Country.Mig.Get(two)).Is(200).Json["quota"]!["place"]!.ToString().Should().Be("waiting");

        (await hub.Country.Mig.Post($"{two}/outcome", hub.Country.Signed("granted"))).IsProblem(409, "QTA-00004");
        (await hub.Country.Mig.Post($"{one}/outcome", hub.Country.Signed("granted"))).Is(200);
        await hub.Hub.Settled();
        (await placed.Book()).ToJsonString().Should().Contain("\"reserved\":0,\"used\":1,\"released\":0,\"waiting\":1");

        // A larger quota is news at once: the book is asked again before the decision, whatever the feed has told.
        await placed.Resize(2);
        (await hub.Country.Mig.Post($"{two}/outcome", hub.Country.Signed("granted"))).Is(200);
        await hub.Hub.Settled();
        (await placed.Book()).ToJsonString().Should().Contain("\"reserved\":0,\"used\":2,\"released\":0,\"waiting\":0");
        (await Placed.Place(employer, second)).Should().Be("used");
    }

    [Fact]
    public async Task An_employer_at_its_cap_waits_while_others_get_places()
    {
        await placed.Resize(3, perEmployerMax: 1);
        var rival = await hub.Country.Employer();
        var (first, second, third) = (await placed.File(employer), await placed.File(employer), await placed.File(rival));
        (await Placed.Place(employer, first), await Placed.Place(employer, second), await Placed.Place(rival, third)).Should().Be(("reserved", "waiting 1", "reserved"));
    }

    [Fact]
    public async Task Whom_the_law_exempts_takes_no_place()
    {
        await placed.Resize(0);
        (await Placed.Place(employer, await placed.File(employer, placed.Form("JPN")))).Should().Be("exempt");
        (await Placed.Place(employer, await placed.File(employer))).Should().Be("waiting 1");
        (await placed.Book()).ToJsonString().Should().Contain("\"reserved\":0,\"used\":0,\"released\":0,\"waiting\":1");
    }

    [Fact]
    public async Task A_submission_that_is_refused_takes_no_place_and_a_scheme_without_quota_asks_no_book()
    {
        await placed.Resize(5);
        var form = placed.Form().With("/employment/wageMonthly/amount", 10);
        var app = await placed.Draft(employer, form);
        (await (await placed.Claimed(employer, app, form)).Post($"/api/v1/applications/{app}/submit")).IsProblem(422, "APP-00002");
        var other = await hub.Country.Submitted(employer);
        (await Placed.Read(employer, other))["quota"].Should().BeNull();
        (await placed.Book()).ToJsonString().Should().Contain("\"reserved\":0,\"used\":0,\"released\":0,\"waiting\":0");
    }

    [Fact]
    public async Task A_place_whose_application_was_never_filed_is_given_back_after_a_minute_and_no_other()
    {
        await placed.Resize(2);
        var form = placed.Form();
        var (filed, draft) = (await placed.File(employer), await placed.Draft(employer, form));
        var worker = await placed.Claimed(employer, draft, form);
        await Crashed(EntityId.Parse<ApplicationId>(draft));
        await Crashed(EntityId.New<ApplicationId>(hub.Time.GetUtcNow()));
        (await placed.Book()).ToJsonString().Should().Contain("\"reserved\":2,\"used\":0,\"released\":0,\"waiting\":1");
        await hub.Hub.Settled();

        hub.Time.Advance(TimeSpan.FromSeconds(61));
        await Eventually.Holds(async () => (await placed.Book())["reserved"]!.GetValue<int>() == 1 && (await placed.Book())["waiting"]!.GetValue<int>() == 0, "nobody stands behind those places");

        (await Placed.Place(employer, filed)).Should().Be("reserved");
        (await worker.Post($"/api/v1/applications/{draft}/submit")).Is(200).Json["quota"]!["place"]!.ToString().Should().Be("reserved", "filed after all, it asks again");
    }

    // The book was written, and the process died before the application was.
    private async Task Crashed(ApplicationId application) => await hub.Hub.Services.GetRequiredService<QuotaDesk>().Reserve(
        new("ee-immigration-quota", hub.Today.Year), new(application, EntityId.Parse<EmployerId>(employer.Id), hub.Time.GetUtcNow()), new(null), default);
}
