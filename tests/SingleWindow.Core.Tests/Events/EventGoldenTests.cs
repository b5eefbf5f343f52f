using System.Text.Json;

namespace SingleWindow.Core.Tests.Events;

/// <summary>What was stored once can be read for ever: one golden file for every event and version.</summary>
public sealed class EventGoldenTests
{
    private static readonly JsonSerializerOptions Readable = new(EventJson.Options) { WriteIndented = true, NewLine = "\n" };

    public static TheoryData<string> Names => Samples.Names;

    [Theory, MemberData(nameof(Names))]
    public void An_event_is_written_as_it_always_was(string name)
    {
        var kind = EventCatalog.Default.Of(name);

        Golden.Match(File(kind), JsonSerializer.Serialize(Samples.Of(kind), kind.Type, Readable));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_stored_event_is_read_whole(string name)
    {
        var kind = EventCatalog.Default.Of(name);

        var read = JsonSerializer.Deserialize(Golden.Read(File(kind)), kind.Type, EventJson.Options)!;

        read.Should().BeEquivalentTo(Samples.Of(kind), options => options.RespectingRuntimeTypes()
            .Using<JsonElement>(it => JsonElement.DeepEquals(it.Subject, it.Expectation).Should().BeTrue()).WhenTypeIs<JsonElement>());
        JsonSerializer.Serialize(read, kind.Type, EventJson.Options).Should().Be(JsonSerializer.Serialize(Samples.Of(kind), kind.Type, EventJson.Options));
    }

    [Fact]
    public void Every_kind_has_its_file_and_every_file_can_still_be_brought_to_today()
    {
        Golden.Names("events").Should().Contain(EventCatalog.Default.Kinds.Select(kind => Path.GetFileName(File(kind))));
        foreach (var file in Golden.Names("events"))
        {
            var parts = file.Split('.');
            var (name, version) = ($"{parts[0]}.{parts[1]}", int.Parse(parts[2][1..]));
            var kind = EventCatalog.Default.Of(name);
            var json = EventCatalog.Default.Upcast(name, version, System.Text.Json.Nodes.JsonNode.Parse(Golden.Read($"events/{file}"))!.AsObject());
            json.Deserialize(kind.Type, EventJson.Options).Should().NotBeNull(file);
        }
    }

    [Fact]
    public void A_golden_event_is_never_overwritten()
    {
        Golden.MayWrite("events/application.decided.v1.json").Should().BeFalse();
        Golden.MayWrite("events/application.dreamt.v1.json").Should().BeTrue();
    }

    [Fact]
    public void Nulls_are_left_out() =>
        JsonSerializer.Serialize(new ApplicationEvent.Withdrawn(null, DateTimeOffset.UnixEpoch), EventJson.Options)
            .Should().Be("""{"at":"1970-01-01T00:00:00+00:00"}""");

    private static string File(EventKind kind) => $"events/{kind.Name}.v{kind.Version}.json";
}
