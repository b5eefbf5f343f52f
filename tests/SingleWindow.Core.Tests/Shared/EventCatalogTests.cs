using System.Text.Json.Nodes;

namespace SingleWindow.Core.Tests.Shared;

public sealed class EventCatalogTests
{
    private static readonly EventCatalog ThreeVersions = new([typeof(Moved)], new Dictionary<(string, int), Func<JsonObject, JsonObject>>
    {
        [("parcel.moved", 1)] = json => new() { ["to"] = json["place"]!.DeepClone() },
        [("parcel.moved", 2)] = json => new() { ["to"] = json["to"]!.DeepClone(), ["by"] = "unknown" },
    });

    [EventName("parcel.moved", 3)]
    private sealed record Moved(string To, [Personal] string? By);

    [EventName("parcel.moved", 1)]
    private sealed record AlsoMoved;

    [EventName("parcel.sealed", 1)]
    private sealed record Sealed(string Seal);

    private sealed record Nameless;

    [EventName("parcel.signed", 1)]
    private sealed record Signed
    {
        [Personal] public string? Name { get; init; }
    }

    [Fact]
    public void Every_event_of_the_product_has_a_name_of_its_own_and_a_version()
    {
        var kinds = EventCatalog.Default.Kinds.ToArray();

        kinds.Should().HaveCountGreaterThan(20).And.OnlyContain(kind => kind.Version >= 1);
        kinds.Select(kind => kind.Name).Should().OnlyHaveUniqueItems().And.BeInAscendingOrder(StringComparer.Ordinal);
        kinds.Should().OnlyContain(kind => System.Text.RegularExpressions.Regex.IsMatch(kind.Name, @"^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*\z"));
    }

    [Fact]
    public void An_event_is_found_by_its_record_and_by_its_name()
    {
        foreach (var kind in EventCatalog.Default.Kinds)
        {
            EventCatalog.Default.Of(kind.Name).Should().BeSameAs(kind);
            EventCatalog.Default.Of(kind.Type).Should().BeSameAs(kind);
        }
    }

    [Fact]
    public void Two_records_cannot_claim_one_name() =>
        FluentActions.Invoking(() => new EventCatalog([typeof(Moved), typeof(AlsoMoved)])).Should().Throw<ArgumentException>();

    [Fact]
    public void A_record_without_a_name_is_no_event() =>
        FluentActions.Invoking(() => new EventCatalog([typeof(Nameless)])).Should().Throw<ArgumentException>().WithMessage("*Nameless*");

    [Fact]
    public void An_event_that_this_binary_does_not_know_is_an_error()
    {
        FluentActions.Invoking(() => EventCatalog.Default.Of("parcel.moved")).Should().Throw<KeyNotFoundException>().WithMessage("*parcel.moved*");
        FluentActions.Invoking(() => EventCatalog.Default.Of(typeof(Moved))).Should().Throw<KeyNotFoundException>();
    }

    [Fact]
    public void Personal_data_is_seen_on_a_record_s_parameter_and_on_a_property()
    {
        new EventCatalog([typeof(Moved)]).Of(typeof(Moved)).HasPersonalData.Should().BeTrue();
        new EventCatalog([typeof(Signed)]).Of(typeof(Signed)).HasPersonalData.Should().BeTrue();
        new EventCatalog([typeof(Sealed)]).Of(typeof(Sealed)).HasPersonalData.Should().BeFalse();
    }

    [Theory]
    [InlineData(1, """{"place":"Tartu"}""", """{"to":"Tartu","by":"unknown"}""")]
    [InlineData(2, """{"to":"Tartu"}""", """{"to":"Tartu","by":"unknown"}""")]
    [InlineData(3, """{"to":"Tartu","by":"Mari"}""", """{"to":"Tartu","by":"Mari"}""")]
    public void An_old_version_climbs_every_step_to_today(int version, string stored, string today)
    {
        ThreeVersions.NeedsUpcast("parcel.moved", version).Should().Be(version != 3);
        ThreeVersions.Upcast("parcel.moved", version, (JsonObject)JsonNode.Parse(stored)!).ToJsonString().Should().Be(today);
    }

    [Fact]
    public void A_missing_step_is_an_error()
    {
        var gap = new EventCatalog([typeof(Moved)], new Dictionary<(string, int), Func<JsonObject, JsonObject>> { [("parcel.moved", 1)] = json => json });

        FluentActions.Invoking(() => gap.Upcast("parcel.moved", 1, [])).Should().Throw<InvalidOperationException>().WithMessage("*parcel.moved v2*v3*");
    }

    [Fact]
    public void An_event_from_the_future_is_an_error() =>
        FluentActions.Invoking(() => ThreeVersions.Upcast("parcel.moved", 4, [])).Should().Throw<InvalidOperationException>();
}
