using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>What is left of a record after its time. The clock moves here, by many years.</summary>
public sealed class RecordSealingTests(HubFixture hub) : IClassFixture<HubFixture>
{
    [Fact]
    public async Task That_somebody_was_a_victim_is_neither_in_the_clear_half_nor_in_the_lists_after_its_time_and_a_tick_stays_without_its_reason()
    {
        var (country, code) = (hub.Country, Forms.PersonalCode());
        var (employer, registry) = await Employer();
        var form = Forms.Complete(hub.Today).With("/worker/personalCode", code);
        var app = await country.Granted(employer, form);
        var permit = (await employer.Get($"/api/v1/applications/{app}")).Is(200).Text("permit");
        var (start, end) = (form["employment"]!["plannedStart"]!.ToString(), form["employment"]!["plannedEnd"]!.ToString());
        var finding = (await country.Lab.Post("/api/v1/records/exploitation-finding", new JsonObject { ["findingId"] = $"F-{code}", ["worker"] = code, ["establishedOn"] = "2026-03-01" })).Is(201).Id;
        var entry = (await country.Tax.Post("/api/v1/records/employment-registration", new JsonObject { ["entryId"] = $"E-{code}", ["personalCode"] = code, ["registryCode"] = registry, ["start"] = start, ["end"] = end })).Is(201).Id;
        await hub.Hub.Settled();
        var key = await hub.Hub.Services.GetRequiredService<IdentityKeys>().Of(new("personal-code", "EST", code), default);
        (await Stored(finding)).Should().NotContain(key).And.NotContain("2026-03-01");
        (await Rows("SELECT type FROM obligation_facts WHERE person_key = $1", key)).Should().Equal("employment-registration");
        const string ticked = "SELECT code FROM obligations WHERE permit = $1 AND code = 'register-employment' AND satisfied_by = 'employment-registration'";
        (await Rows(ticked, permit)).Should().ContainSingle();

        hub.Time.Advance(TimeSpan.FromDays(9 * 366));
        await Eventually.Holds(async () => (await Rows("SELECT id FROM records WHERE id = $1", entry)).Count == 0, "its seven years are over");
        await hub.Hub.Settled();
        (await Rows("SELECT type FROM obligation_facts WHERE person_key = $1", key)).Should().BeEmpty();
        (await hub.Party("authority", "POP", "register", "P01").Post("/api/v1/records/residence-address", new JsonObject { ["personalCode"] = code, ["addressCode"] = "ADS-1001", ["from"] = start })).Is(201);
        await hub.Hub.Settled();
        (await Rows(ticked, permit)).Should().ContainSingle("dated anew, it is still done");

        hub.Time.Advance(TimeSpan.FromDays(9 * 366));
        await Eventually.Holds(async () => (await Rows("SELECT id FROM records WHERE id = $1", finding)).Count == 0, "its fifteen years are over");
        (await Rows("SELECT type FROM records WHERE person_key = $1", key)).Should().BeEmpty();
    }

    private async Task<(Party Employer, string Code)> Employer()
    {
        var employer = await hub.Country.Employer();
        return (employer, (await hub.Country.Operator.Get($"/api/v1/parties/{employer.Id}")).Is(200).Text("registryCode"));
    }

    private async Task<IReadOnlyList<string>> Rows(string sql, string value) => await hub.Hub.Services.GetRequiredService<IViewStore>().Query(sql, row => row.Text(0), [value], default);

    private async Task<string> Stored(string record) =>
        string.Join('\n', (await hub.Hub.Services.GetRequiredService<IEventStore>().ReadStream(new(record), 0, default)).Select(stored => System.Text.Encoding.UTF8.GetString(stored.Data)));
}
