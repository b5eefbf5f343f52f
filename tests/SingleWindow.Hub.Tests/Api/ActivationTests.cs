using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Core.Authorities;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>Which grains stay in memory, and what they believe there.</summary>
[Collection(SharedHub.Name)]
public sealed class ActivationTests(HubFixture hub)
{
    private static CancellationToken None => CancellationToken.None;

    private IGrainFactory Grains => hub.Hub.Services.GetRequiredService<IGrainFactory>();

    [Fact]
    public async Task What_does_not_exist_does_not_stay_in_memory()
    {
        var asker = hub.Party("employer", "emp_1");
        var unknown = Enumerable.Range(0, 20).Select(_ => $"app_{Guid.CreateVersion7(hub.Time.GetUtcNow()):N}").ToArray();
        foreach (var id in unknown)
        {
            (await asker.Get($"/api/v1/applications/{id}")).IsProblem(404, "APP-00001");
            (await asker.Post($"/api/v1/applications/{id}/withdraw")).IsProblem(404, "APP-00001");
        }

        await Eventually.Holds(async () => !(await InMemory()).Intersect(unknown).Any(), "they are gone");
    }

    [Fact]
    public async Task What_exists_stays_in_memory()
    {
        var employer = await hub.Country.Employer();
        var app = await hub.Country.Draft(employer);

        (await employer.Get($"/api/v1/applications/{app}")).Is(200);

        (await InMemory()).Should().Contain(app);
    }

    [Fact]
    public async Task A_repeated_command_that_only_the_store_knew_makes_the_grain_read_its_stream_again()
    {
        var grain = Grains.GetGrain<IAuthorityGrain>("TST");
        await grain.Handle(Appoint("Mari"), Context("TST first"), None);
        // Another activation did the second one.
        var second = Appoint("Anu");
        var context = Context("TST second");
        var format = hub.Hub.Services.GetRequiredService<EventFormat>();
        var appointed = new AuthorityEvent.OfficialAppointed(second.Official.Id, "TST", "u", "Anu", "Adviser", context.At);
        var stream = new StreamId("TST");
        await hub.Hub.Services.GetRequiredService<IEventStore>().Append(
            new(context.Id, context.Fingerprint, context.At, [new(stream, 1, [await format.Write(appointed, stream, 2, new("TST", "officials"), None)])]), None);

        (await grain.Handle(second, context, None)).Value!.Version.Should().Be(2);

        await Eventually.Holds(async () => (await grain.Read(None)).Value!.Version == 2, "it knows its second version");
    }

    private AuthorityCommand.Appoint Appoint(string name) => new(new(EntityId.New<OfficialId>(hub.Time.GetUtcNow()), "TST", "u", name, "Adviser"));

    private CommandContext Context(string cause) => new(Commands.Hash(cause), "print", new("client", "HUB"), hub.Time.GetUtcNow());

    private async Task<IEnumerable<string>> InMemory() =>
        (await Grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics()).Select(statistic => statistic.GrainId.Key.ToString()!);
}
