using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>While the index of records is built anew it finds nothing, and that is no answer of any register.</summary>
public sealed class IndexRebuildTests(HubFixture hub) : IClassFixture<HubFixture>
{
    [Fact]
    public async Task Nothing_is_judged_by_an_index_that_is_not_complete_and_everything_goes_on_when_it_is()
    {
        var country = hub.Country;
        var employer = await country.Employer();
        var app = await country.Draft(employer);
        (await country.Pay(employer, app)).Is(201);
        var running = await country.Submitted(employer, Forms.Complete(hub.Today));
        var key = Party.NewKey();
        await hub.Hub.Settled();

        await LiveFrom("position + 1000000");
        var refused = await employer.Post($"/api/v1/applications/{app}/submit", null, key);
        (refused.Status, refused.Text("code"), refused.Headers.RetryAfter?.ToString()).Should().Be((503, "API-00016", "1"));
        (await country.Mig.Post($"{Country.TaskPath(running, 1)}/outcome", Country.Outcome("complete"))).Status.Should().Be(503);

        await LiveFrom("0");
        (await employer.Post($"/api/v1/applications/{app}/submit", null, key)).Is(200).Json["evidence"]!.AsArray().Should().Contain(item => item!["record"] != null);
        (await country.Mig.Post($"{Country.TaskPath(running, 1)}/outcome", Country.Outcome("complete"))).Is(200);
    }

    private Task LiveFrom(string position) => hub.Hub.Services.GetRequiredService<IViewStore>().Write(
        "test", async views => await views.Execute($"update checkpoints set live_from = {position} where name = 'records'"), CancellationToken.None);
}
