using System.Text.Json.Nodes;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>A case can be judged again as long as it is open. The clock moves here.</summary>
public sealed class EvidenceKeptTests(HubFixture hub) : IClassFixture<HubFixture>
{
    [Fact]
    public async Task What_an_open_case_rests_on_stays_until_the_case_is_over()
    {
        var country = hub.Country;
        var employer = await country.Employer();
        var app = await country.Submitted(employer);
        var profile = (await employer.Get($"/api/v1/applications/{app}")).Is(200).Json["evidence"]!.AsArray().Single(item => item!["type"]!.ToString() == "employer-profile")!["record"]!.ToString();
        var other = (await country.Bus.Post("/api/v1/records/employer-profile", new JsonObject { ["registryCode"] = Country.NewCode(), ["name"] = "Teras AS", ["status"] = "active" })).Is(201).Id;
        await hub.Hub.Settled();

        hub.Time.Advance(TimeSpan.FromDays(400));
        await Eventually.Holds(async () => (await country.Bus.Get($"/api/v1/records/employer-profile/{other}")).Status == 404, "no case rests on it");
        (await country.Bus.Get($"/api/v1/records/employer-profile/{profile}")).Is(200);

        (await employer.Post($"/api/v1/applications/{app}/withdraw")).Is(200);
        await hub.Hub.Settled();
        hub.Time.Advance(TimeSpan.FromDays(2));
        await Eventually.Holds(async () => (await country.Bus.Get($"/api/v1/records/employer-profile/{profile}")).Status == 404, "nothing rests on it any more");
    }
}
