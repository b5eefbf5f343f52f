using System.Text.Json.Nodes;
using static SingleWindow.Hub.Tests.Api.Country;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>What is listed follows from the events alone.</summary>
public sealed class RestartTests(HubFixture hub) : IClassFixture<HubFixture>
{
    private readonly Country country = hub.Country;

    [Fact]
    public async Task After_a_restart_and_after_the_loss_of_all_views_every_listing_is_byte_for_byte_the_same()
    {
        var (employers, waiting) = await BusyLife();
        var before = await Listings(employers);
        before.Should().HaveCountGreaterThan(20);

        await hub.Close();
        await hub.Open();
        await hub.Hub.Settled();
        (await Listings(employers)).Should().Equal(before);

        await hub.Close();
        await hub.LoseViews();
        await hub.Open();
        await hub.Hub.Settled();
        (await Listings(employers)).Should().Equal(before);

        hub.Time.Advance(TimeSpan.FromDays(15));
        await Eventually.Holds(
            async () => (await employers[0].Get($"/api/v1/applications/{waiting}")).Is(200).Body.Contains("no-answer"), "deadlines that were rebuilt ring too");
    }

    private async Task<(Party[] Employers, string Waiting)> BusyLife()
    {
        Party[] employers = [await country.Employer(), await country.Employer(), await country.Employer()];
        var form = Forms.Complete(hub.Today);
        var waiting = "";
        foreach (var employer in employers)
        {
            await country.Draft(employer);
            var changed = await country.Draft(employer);
            (await employer.Put($"/api/v1/applications/{changed}", form.DeepClone().With("/reference", "R-2"), "\"1\"")).Is(200);
            await country.Granted(employer, form.DeepClone().AsObject());
            await country.Granted(employer);
            await country.ReadyForDecision(employer);
            var asked = await country.Submitted(employer);
            (await country.Mig.Post($"{TaskPath(asked, 1)}/request-information", new JsonObject { ["items"] = new JsonArray("/legalStay"), ["text"] = "Which?" })).Is(200);
            if (waiting.Length == 0) waiting = asked;
            var answered = await country.Submitted(employer);
            (await country.Mig.Post($"{TaskPath(answered, 1)}/request-information", new JsonObject { ["items"] = new JsonArray("/legalStay"), ["text"] = "Which?" })).Is(200);
            (await employer.Post($"/api/v1/applications/{answered}/answers", new JsonObject { ["inquiry"] = 1, ["text"] = "This." })).Is(200);
            (await country.Mig.Post($"{TaskPath(answered, 1)}/claim", new JsonObject { ["official"] = country.Official })).Is(200);
            var gone = await country.Submitted(employer);
            (await employer.Post($"/api/v1/applications/{gone}/withdraw")).Is(200);
        }
        await hub.Hub.Settled();
        return (employers, waiting);
    }

    /// <summary>Every page of every list of every caller, as it came, and what stands behind each row of the applicants.</summary>
    private async Task<List<string>> Listings(Party[] employers)
    {
        var pages = new List<string>();
        foreach (var employer in employers)
        {
            foreach (var query in new[] { "", "status=granted", "status=draft", "reference=R-2" }) await Pages(employer, "/api/v1/applications?" + query, pages);
            await Pages(employer, "/api/v1/permits?", pages);
            foreach (var row in await employer.All("/api/v1/applications"))
            {
                pages.Add((await employer.Get($"/api/v1/applications/{row["id"]}")).Is(200).Body);
                if (row["worker"] is { } worker) await Pages(hub.Party("worker", worker.ToString()), "/api/v1/me/permits?", pages);
            }
        }
        foreach (var authority in new[] { country.Mig, country.Tax, country.Lab })
            foreach (var status in new[] { "", "status=done", "status=cancelled", "status=awaiting-applicant", "status=claimed" }) await Pages(authority, "/api/v1/tasks?" + status, pages);
        return pages;
    }

    private static async Task Pages(Party caller, string list, List<string> pages)
    {
        for (string? after = null; ;)
        {
            var page = (await caller.Get($"{list}&limit=3{(after is null ? "" : "&after=" + after)}")).Is(200);
            pages.Add($"{list}\n{page.Body}");
            if ((after = page.Json["next"]?.ToString()) is null) return;
        }
    }
}
