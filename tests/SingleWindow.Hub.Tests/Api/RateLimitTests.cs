using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Tests.Api;

public sealed class RateLimitTests(RateLimitTests.SlowHub hub) : IClassFixture<RateLimitTests.SlowHub>
{
    [Fact]
    public async Task Who_asks_too_often_is_told_to_wait_and_nobody_else_is()
    {
        var (hasty, patient) = (hub.Party("employer", "emp_1"), hub.Party("employer", "emp_2"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => hasty.Get("/api/v1/applications")));

        answers.Count(answer => answer.Status == 200).Should().BeGreaterThanOrEqualTo(3, "that is the burst");
        var turnedAway = answers.Where(answer => answer.Status != 200).ToArray();
        turnedAway.Should().NotBeEmpty();
        foreach (var answer in turnedAway) answer.IsProblem(429, "API-00015").Headers.RetryAfter!.Delta.Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        (await patient.Get("/api/v1/applications")).Is(200);
        await Eventually.Holds(async () => (await hasty.Get("/api/v1/applications")).Status == 200, "the bucket fills again");
    }

    [Fact]
    public async Task Many_clients_of_a_party_do_not_count_as_many()
    {
        var clients = Enumerable.Range(0, 40).Select(number => hub.WithToken(hub.Issuer.Mint("employer", $"one of many {number}", "emp_many")));

        var answers = await Task.WhenAll(clients.Select(client => client.Get("/api/v1/applications")));

        answers.Count(answer => answer.Status == 200).Should().BeInRange(12, 39, "that is four bursts");
        answers.First(answer => answer.Status != 200).IsProblem(429, "API-00015");
        (await hub.Party("employer", "emp_other").Get("/api/v1/applications")).Is(200);
    }

    [Fact]
    public async Task What_is_dear_is_to_be_had_less_often()
    {
        var guesser = hub.Party("worker", "wrk_0199a8c07a5c7b1e8f3a2d4c6e8f0a1c");
        var claim = new System.Text.Json.Nodes.JsonObject();

        var first = await guesser.Post("/api/v1/me/claim", claim);
        var second = await guesser.Post("/api/v1/me/claim", claim);

        first.IsProblem().Status.Should().NotBe(429);
        second.IsProblem(429, "API-00015");
        (await guesser.Get("/api/v1/me/permits")).Is(200);
    }

    [Fact]
    public async Task A_command_that_is_turned_away_does_nothing()
    {
        var hasty = hub.Party("employer", "emp_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b");
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => hasty.Post("/api/v1/applications", Forms.Draft(Forms.Complete(hub.Today)))));
        answers.Should().Contain(answer => answer.Status == 429);
        await hub.Hub.Settled();

        Answer list = null!;
        await Eventually.Holds(async () => (list = await hasty.Get("/api/v1/applications?limit=200")).Status == 200, "the bucket fills again");

        list.Json["items"]!.AsArray().Count.Should().Be(answers.Count(answer => answer.Status == 201));
    }

    [Fact]
    public async Task Without_a_token_the_address_counts()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => hub.WithToken(null).Get($"/api/v1/schemes/{Country.Scheme}")));

        answers.First(answer => answer.Status != 200).IsProblem(429, "API-00015");
    }

    [Fact]
    public async Task Without_a_token_each_address_that_the_gateway_names_has_a_bucket_of_its_own()
    {
        var crowd = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => From(hub, "203.0.113.1")));
        var others = await Task.WhenAll(Enumerable.Range(2, 40).Select(last => From(hub, $"203.0.113.{last}")));
        // Only what the gateway itself wrote counts; what stands before it anybody may have made up.
        var inventive = await Task.WhenAll(Enumerable.Range(2, 40).Select(last => From(hub, $"198.51.100.{last}, 203.0.113.99")));

        crowd.Should().Contain(answer => answer.Status == 429);
        others.Should().OnlyContain(answer => answer.Status == 200);
        inventive.Should().Contain(answer => answer.Status == 429);
    }

    [Fact]
    public async Task A_stranger_who_names_an_address_is_not_believed()
    {
        var distant = new HubFixture(new() { ["RateLimits:PerSecond"] = "2", ["RateLimits:Burst"] = "12", ["Hub:TrustedGateways:0"] = "192.0.2.1" });
        await distant.InitializeAsync();
        try
        {
            (await Task.WhenAll(Enumerable.Range(2, 60).Select(last => From(distant, $"203.0.113.{last}")))).Should().Contain(answer => answer.Status == 429);
        }
        finally
        {
            await distant.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(15)]
    [InlineData(500)]
    public void A_bucket_fills_at_the_rate_that_was_set(int perSecond)
    {
        var bucket = RateLimits.Bucket(perSecond, burst: 1000);

        (bucket.TokensPerPeriod / bucket.ReplenishmentPeriod.TotalSeconds).Should().BeApproximately(perSecond, 0.001);
    }

    private static Task<Answer> From(HubFixture hub, string forwardedFor)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/schemes/{Country.Scheme}");
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        return hub.WithToken(null).Send(request);
    }

    /// <summary>A hub with small buckets.</summary>
    public sealed class SlowHub() : HubFixture(new() { ["RateLimits:PerSecond"] = "2", ["RateLimits:Burst"] = "3" });
}
