using System.Collections.Concurrent;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Quotas;

/// <summary>The first of January: everybody files at once, through the API.</summary>
public sealed class SubmissionRushTests(HubFixture hub) : IClassFixture<HubFixture>
{
    private const int Places = 100, Many = 1000;

    [Fact]
    public async Task Of_a_thousand_submissions_at_once_a_hundred_get_the_hundred_places_and_the_others_wait()
    {
        var placed = new Placed(hub);
        await placed.Resize(Places);
        var employers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => hub.Country.Employer()));
        var apps = new ConcurrentBag<(Party Employer, string App)>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Many), new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (number, _) =>
        {
            var (employer, form) = (employers[number % 5], placed.Form());
            var app = await placed.Draft(employer, form);
            await placed.Claimed(employer, app, form);
            apps.Add((employer, app));
        });

        await Task.WhenAll(apps.Select(one => Submit(placed.WorkerOf(one.App), one.App)));
        await hub.Hub.Settled();

        var book = (await placed.Book()).ToJsonString();
        book.Should().Contain($"\"reserved\":{Places},\"used\":0,\"released\":0,\"waiting\":{Many - Places}");
        var places = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(apps, new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (one, _) => places.Add(await Placed.Place(one.Employer, one.App)));
        places.Count(place => place == "reserved").Should().Be(Places);
        places.Where(place => place != "reserved").Should().BeEquivalentTo(Enumerable.Range(1, Many - Places).Select(turn => $"waiting {turn}"), "everybody else has a turn of its own");
    }

    // As a client does: whose answer did not come asks again with the same key.
    private static async Task Submit(Party worker, string app)
    {
        var key = Party.NewKey();
        for (var attempt = 1; ; attempt++)
        {
            var answer = await worker.Post($"/api/v1/applications/{app}/submit", [], key);
            if (answer.Status != 503 && answer.Status != 409 || attempt == 20)
            {
                answer.Is(200);
                return;
            }
        }
    }
}
