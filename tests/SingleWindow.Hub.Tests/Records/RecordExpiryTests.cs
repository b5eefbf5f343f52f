using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>The hub keeps its copies for their time and not longer. The clock moves here.</summary>
public sealed class RecordExpiryTests(HubFixture hub) : IClassFixture<HubFixture>
{
    [Fact]
    public async Task A_copy_whose_time_is_over_is_destroyed_and_the_register_may_send_the_entry_again()
    {
        var bus = hub.Country.Bus;
        var report = new JsonObject { ["registryCode"] = Country.NewCode(), ["year"] = 2025, ["turnoverEur"] = 1 };
        var record = (await bus.Post("/api/v1/records/annual-report", report.DeepClone())).Is(201).Id;
        var other = (await hub.Country.Tax.Post("/api/v1/records/tax-standing", new JsonObject { ["registryCode"] = Country.NewCode(), ["asOf"] = Forms.Date(hub.Today), ["arrearsEur"] = 0 })).Is(201).Id;
        await hub.Hub.Settled();
        (await bus.Get($"/api/v1/records/annual-report/{record}")).Is(200);

        hub.Time.Advance(TimeSpan.FromDays(400));

        await Eventually.Holds(async () => (await bus.Get($"/api/v1/records/annual-report/{record}")).Status == 404, "its 365 days, and the month in which they end, are over");
        (await hub.Country.Tax.Get($"/api/v1/records/tax-standing/{other}")).Is(200);
        (await hub.Hub.Services.GetRequiredService<IEventStore>().ReadStream(new(record), 0, default)).Should().HaveCount(2).And.OnlyContain(stored => stored.Sealed == null);
        (await bus.Post("/api/v1/records/annual-report", report)).Is(201).Json["version"]!.GetValue<int>().Should().Be(2);
        (await bus.Get($"/api/v1/records/annual-report/{record}")).Is(200);
    }

    [Fact]
    public async Task Years_after_its_end_what_a_register_said_about_a_person_goes_and_so_does_what_an_employer_declared()
    {
        var (country, code, worker) = (hub.Country, Country.NewCode(), Forms.PersonalCode());
        var employer = await country.Unrecorded(code);
        JsonObject Housing(string address, DateOnly? to)
        {
            var lease = new JsonObject { ["addressCode"] = address, ["leaseFrom"] = Forms.Date(hub.Today), ["worker"] = worker, ["employer"] = code, ["providedBy"] = "employer" };
            if (to is { } last) lease["leaseTo"] = Forms.Date(last);
            return lease;
        }
        var ofRegister = (await country.Lab.Post("/api/v1/records/accommodation", Housing("ADS-1001", hub.Today.AddDays(30)))).Is(201).Id;
        var declared = (await employer.Post("/api/v1/declarations/accommodation", Housing("ADS-1002", hub.Today.AddDays(30)))).Is(201).Id;
        var open = (await employer.Post("/api/v1/declarations/accommodation", Housing("ADS-1003", null))).Is(201).Id;
        await hub.Hub.Settled();

        hub.Time.Advance(TimeSpan.FromDays(1100));
        (await country.Lab.Get($"/api/v1/records/accommodation/{ofRegister}")).Is(200);
        hub.Time.Advance(TimeSpan.FromDays(700));

        await Eventually.Holds(async () => (await country.Lab.Get($"/api/v1/records/accommodation/{ofRegister}")).Status == 404, "its three years are over");
        await Eventually.Holds(async () => (await employer.Get($"/api/v1/declarations/accommodation/{declared}")).Status == 404, "a declaration has the same time");
        (await employer.Get($"/api/v1/declarations/accommodation/{open}")).Is(200);
    }
}
