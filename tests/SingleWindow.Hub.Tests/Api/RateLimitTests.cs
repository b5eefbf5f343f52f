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

    /// <summary>A hub with small buckets.</summary>
    public sealed class SlowHub() : HubFixture(new() { ["RateLimits:PerSecond"] = "2", ["RateLimits:Burst"] = "3" });
}
