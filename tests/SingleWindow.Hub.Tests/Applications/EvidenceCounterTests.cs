using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using SingleWindow.Hub.Tests.Api;
using SingleWindow.Hub.Tests.Records;

namespace SingleWindow.Hub.Tests.Applications;

/// <summary>The counter by which an operator sees how much of the evidence nobody had to give. The scheme is one of this hub only: other tests count beside it.</summary>
public sealed class EvidenceCounterTests(OpenHub hub) : IClassFixture<OpenHub>
{
    [Fact]
    public async Task Each_item_of_a_complete_application_is_counted_once_by_where_it_came_from()
    {
        var counted = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "singlewindow.evidence") listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, items, tags, _) =>
        {
            var said = tags.ToArray().ToDictionary(tag => tag.Key, tag => $"{tag.Value}");
            if (said["scheme"] == OpenHub.Subsistence) counted.AddOrUpdate($"{said["type"]} {said["source"]}", items, (_, before) => before + items);
        });
        listener.Start();
        var code = Forms.PersonalCode();
        (await hub.Party("authority", "HIF", "insurance").Post("/api/v1/records/health-cover", new JsonObject { ["personalCode"] = code, ["from"] = "2026-01-01" })).Is(201);
        await hub.Hub.Settled();
        var app = (await new Scenes(hub).Filed(OpenHub.Subsistence, code)).App;
        counted.Should().BeEmpty("what is not complete rests on nothing yet");

        var path = $"{Country.TaskPath(app, 1)}/outcome";
        var key = Party.NewKey();
        (await hub.Country.Mig.Post(path, Country.Outcome("complete"), key)).Is(200);
        (await hub.Country.Mig.Post(path, Country.Outcome("complete"), key)).Is(200);

        counted.Should().BeEquivalentTo(new Dictionary<string, long>
        {
            ["employer-profile register"] = 1,
            ["sanction register"] = 1,
            ["travel-document form"] = 1,
            ["employment-contract-or-binding-offer declaration"] = 1,
            ["accommodation declaration"] = 1,
            ["health-insurance register"] = 1,
            ["sufficient-resources declaration"] = 1,
        });
    }
}
