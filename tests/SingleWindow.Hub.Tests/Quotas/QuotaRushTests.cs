using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Quotas;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Quotas;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Tests.Api;
using ApplicationId = SingleWindow.Core.Applications.ApplicationId;

namespace SingleWindow.Hub.Tests.Quotas;

/// <summary>Many ask one book at once, through the grain and the store as they run.</summary>
[Collection(SharedHub.Name)]
public sealed class QuotaRushTests(HubFixture hub)
{
    [Fact]
    public async Task Of_a_thousand_that_ask_at_once_as_many_get_a_place_as_there_are_and_the_others_wait_in_order()
    {
        var (key, claims) = (new QuotaKey("rush", 2026), Claims(1000));
        var desk = hub.Hub.Services.GetRequiredService<QuotaDesk>();

        // Each asks twice, as impatient callers do.
        var answers = await Task.WhenAll(claims.Concat(claims).Select(claim => Task.Run(() => desk.Reserve(key, claim, new(100), default))));

        answers.Select(answer => answer.Value!.Place).Zip(claims.Concat(claims), (place, claim) => (claim.Application, place)).Distinct().Should().HaveCount(1000, "the same application hears the same");
        await Holds(key, claims, 100);
        (await Stored(key)).Should().HaveCount(1 + 1000, "nobody is in the book twice");
    }

    [Fact]
    public async Task Nobody_shares_the_last_place_without_the_desk_either()
    {
        var (key, claims) = (new QuotaKey("rush-bare", 2026), Claims(200));

        var answers = await Task.WhenAll(claims.Select(claim => Task.Run(() => Grain(key).Reserve(new([claim], new(20)), Commands.ByHub($"{claim.Application}", claim.Since), default))));

        answers.Count(answer => answer.Value!.All.Single().Place == QuotaPlace.Reserved).Should().Be(20);
        await Holds(key, claims, 20);
    }

    [Fact]
    public async Task What_the_book_said_it_still_says_when_it_is_read_again_from_the_store()
    {
        var (key, claims) = (new QuotaKey("rush-again", 2026), Claims(30));
        foreach (var claim in claims) await hub.Hub.Services.GetRequiredService<QuotaDesk>().Reserve(key, claim, new(10), default);
        await Grain(key).Handle(new QuotaCommand.Release(claims[0].Application, "withdrawn"), Commands.ByHub("rush-again", hub.Time.GetUtcNow()), default);
        var before = (await Grain(key).Read(new(null), default)).Value;

        await hub.Hub.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

        var after = (await Grain(key).Read(new(null), default)).Value;
        after.Should().Be(before).And.Be(new Versioned<QuotaView>(new(key.Quota, key.Year, 10, null, 10, 0, 1, 19), 33));
        (await Grain(key).Standing(claims[10].Application, default)).Value!.Place.Should().Be(QuotaPlace.Reserved, "it was the first that waited");
        (await Grain(key).Standing(claims[0].Application, default)).Problem.Should().Be(QuotaProblems.NoEntry);
    }

    private async Task Holds(QuotaKey key, QuotaClaim[] claims, int places)
    {
        (await Grain(key).Read(new(null), default)).Value!.View.Should().Be(new QuotaView(key.Quota, key.Year, places, null, places, 0, 0, claims.Length - places));
        var standings = await Task.WhenAll(claims.Select(async claim => (Claim: claim, Standing: (await Grain(key).Standing(claim.Application, default)).Value!)));
        standings.Count(one => one.Standing.Place == QuotaPlace.Reserved).Should().Be(places);
        var waiting = standings.Where(one => one.Standing.Place == QuotaPlace.Waiting).OrderBy(one => one.Standing.Position).ToArray();
        waiting.Select(one => one.Standing.Position).Should().Equal(Enumerable.Range(1, claims.Length - places).Select(turn => (int?)turn));
        waiting.Select(one => one.Claim.Since).Should().BeInAscendingOrder("the first to be filed waits first");
    }

    private async Task<IReadOnlyList<StoredEvent>> Stored(QuotaKey key) =>
        await hub.Hub.Services.GetRequiredService<IEventStore>().ReadStream(new(key.ToString()), 0, default);

    private IQuotaGrain Grain(QuotaKey key) => hub.Hub.Services.GetRequiredService<IGrainFactory>().GetGrain<IQuotaGrain>(key.ToString());

    private QuotaClaim[] Claims(int many) => [.. Enumerable.Range(0, many).Select(_ =>
    {
        var now = hub.Time.GetUtcNow();
        return new QuotaClaim(EntityId.New<ApplicationId>(now), EntityId.New<EmployerId>(now), now);
    })];
}
