using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Records;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>A right that was taken away on another node is gone on this one when the store has it, not when this node looks for news.</summary>
public sealed class MatrixFenceTests(HubFixture hub) : IClassFixture<HubFixture>
{
    [Fact]
    public async Task What_another_node_took_away_is_refused_at_once_and_a_proposal_takes_nothing()
    {
        var code = Country.NewCode();
        var profile = (await hub.Country.Bus.Post("/api/v1/records/employer-profile", new JsonObject { ["registryCode"] = code, ["status"] = "active" })).Is(201);
        await hub.Hub.Settled();
        Task<Answer> Read() => hub.Country.Mig.Get($"{profile.Location}?purpose=P01");
        Task<Answer> Ask() => hub.Country.Mig.Post("/api/v1/records/employer-profile/query", Encoding.UTF8.GetBytes($$"""{"purpose":"P01","subject":"{{code}}"}"""), key: null);
        (await Read()).Is(200);
        var less = AccessRowJson.Write([.. AccessMatrix.Shipped.Where(row => row.Id != "AM-012")]);

        await OnAnotherNode(new MatrixEvent.Proposed(2, less, "fingerprint", "one", hub.Time.GetUtcNow().AddDays(1), hub.Time.GetUtcNow()));
        (await Read()).Is(200);
        (await Ask()).Is(200).Json["items"]!.AsArray().Should().ContainSingle();
        var before = await hub.Hub.Settled();
        await OnAnotherNode(new MatrixEvent.Activated(2, less, "one", "two", hub.Time.GetUtcNow()));

        (await Read()).IsProblem(403, "REC-00003");
        (await Ask()).IsProblem(403, "REC-00003");
        (await hub.EventsAfter(before)).Should().Equal(["access-matrix.activated", "audit.recorded", "audit.recorded"], "nothing that was not shown is logged as shown");
    }

    private async Task OnAnotherNode(MatrixEvent happened)
    {
        var (store, format) = (hub.Hub.Services.GetRequiredService<IEventStore>(), hub.Hub.Services.GetRequiredService<EventFormat>());
        var version = (await store.ReadStream(MatrixBook.Stream, 0, CancellationToken.None)).Count;
        var append = new StreamAppend(MatrixBook.Stream, version, [await format.Write(happened, MatrixBook.Stream, version + 1, default, CancellationToken.None)]);
        await store.Append(new(CommandId.None, "", hub.Time.GetUtcNow(), [append]), CancellationToken.None);
    }
}
