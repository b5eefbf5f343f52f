using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Schemes;

public sealed class SchemeCatalogTests
{
    private static readonly Scheme Today = SchemeCatalog.Default.Newest(Id)!;

    internal const string Id = "ee-short-term-employment";

    [Fact]
    public void When_the_law_ends_without_a_successor_the_last_one_governs_and_never_a_bill()
    {
        var ended = Today with { ValidTo = new(2026, 6, 30) };
        var bill = Today with { Version = "2027-01", Status = SchemeStatus.Draft, ValidFrom = null };
        var catalog = new SchemeCatalog([ended, bill]);

        catalog.Governing(Id, new(2026, 6, 30)).Should().Be(ended);
        catalog.Governing(Id, new(2026, 7, 1)).Should().Be(ended);
        new SchemeCatalog([bill]).Governing(Id, new(2026, 7, 1)).Should().BeNull();
    }

    [Fact]
    public void A_definition_is_read_as_it_is_published() => Read(Definition()).Should().BeEquivalentTo(Today);

    [Theory]
    [InlineData("")]
    [InlineData("/stay")]
    [InlineData("/remuneration/amount")]
    [InlineData("/evidence/0")]
    [InlineData("/evidence/1/test")]
    [InlineData("/steps/0")]
    [InlineData("/steps/0/sla")]
    [InlineData("/decision/period")]
    [InlineData("/decision/appeal")]
    [InlineData("/fees/0")]
    [InlineData("/obligations/0/deadline")]
    public void A_member_that_nobody_knows_is_refused_at_every_depth(string pointer)
    {
        var definition = Definition();
        At(definition, pointer)["surprise"] = true;

        FluentActions.Invoking(() => Read(definition)).Should().Throw<JsonException>().WithMessage("*surprise*");
    }

    [Theory]
    [InlineData("", "id")]
    [InlineData("", "timeZone")]
    [InlineData("", "decision")]
    [InlineData("/steps/0", "on")]
    [InlineData("/decision", "hearingPeriod")]
    public void A_member_that_is_missing_is_refused(string pointer, string member)
    {
        var definition = Definition();
        At(definition, pointer).AsObject().Remove(member);

        FluentActions.Invoking(() => Read(definition)).Should().Throw<JsonException>();
    }

    [Theory]
    [InlineData("/status")]
    [InlineData("/stay/unit")]
    [InlineData("/steps/0/onTimeout")]
    public void A_word_outside_the_vocabulary_is_refused_and_so_is_a_number(string pointer)
    {
        foreach (var value in new JsonNode[] { "sometimes", 0, "0" })
        {
            var definition = Definition();
            At(definition, pointer[..pointer.LastIndexOf('/')])[pointer[(pointer.LastIndexOf('/') + 1)..]] = value.DeepClone();
            FluentActions.Invoking(() => Read(definition)).Should().Throw<JsonException>(value.ToJsonString());
        }
    }

    [Fact]
    public void A_member_that_stands_twice_is_refused()
    {
        var twice = "{\"id\":\"other\"," + Definition().ToJsonString()[1..];

        FluentActions.Invoking(() => Read(twice)).Should().Throw<JsonException>().WithMessage("*id*");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("")]
    public void What_is_no_definition_is_refused(string json) => FluentActions.Invoking(() => Read(json)).Should().Throw<JsonException>();

    [Fact]
    public void A_null_where_the_shape_has_none_is_refused()
    {
        var definition = Definition();
        definition["title"] = null;

        FluentActions.Invoking(() => Read(definition)).Should().Throw<JsonException>();
    }

    [Fact]
    public void The_version_in_force_is_the_one_of_the_day()
    {
        var catalog = new SchemeCatalog([
            Today with { Version = "2027-01", ValidFrom = new(2027, 1, 1) },
            Today with { Version = "2026-01", ValidFrom = new(2026, 1, 1), ValidTo = new(2026, 12, 31) }]);

        catalog.InForce(Id, new(2025, 12, 31)).Should().BeNull();
        catalog.InForce(Id, new(2026, 1, 1))!.Version.Should().Be("2026-01");
        catalog.InForce(Id, new(2026, 12, 31))!.Version.Should().Be("2026-01");
        catalog.InForce(Id, new(2027, 1, 1))!.Version.Should().Be("2027-01");
        catalog.Newest(Id)!.Version.Should().Be("2027-01");
        catalog.Find(Id, "2026-01")!.ValidTo.Should().Be(new DateOnly(2026, 12, 31));
        catalog.All.Select(scheme => scheme.Version).Should().Equal("2026-01", "2027-01");
    }

    [Fact]
    public void What_is_not_there_is_null()
    {
        SchemeCatalog.Default.Newest("nowhere").Should().BeNull();
        SchemeCatalog.Default.InForce("nowhere", new(2026, 3, 2)).Should().BeNull();
        SchemeCatalog.Default.Find(Id, "1999-01").Should().BeNull();
        SchemeCatalog.Default.Find("nowhere", "2026-01").Should().BeNull();
    }

    [Theory]
    [InlineData(SchemeStatus.Draft)]
    [InlineData(SchemeStatus.Reference)]
    [InlineData(SchemeStatus.Illustrative)]
    public void Only_law_in_force_takes_applications(SchemeStatus status) => (Today with { Status = status }).InForceOn(new(2026, 3, 2)).Should().BeFalse();

    [Fact]
    public void A_definition_without_a_first_day_is_never_in_force() => (Today with { ValidFrom = null }).InForceOn(new(2026, 3, 2)).Should().BeFalse();

    [Fact]
    public void A_calendar_that_nobody_knows_is_an_error() =>
        FluentActions.Invoking(() => (Today with { Calendar = "XX" }).WorkCalendar).Should().Throw<InvalidOperationException>().WithMessage("*XX*");

    [Fact]
    public void A_legal_day_begins_at_midnight_of_the_scheme()
    {
        Today.DayOf(new(2026, 3, 1, 21, 59, 59, TimeSpan.Zero)).Should().Be(new DateOnly(2026, 3, 1));
        Today.DayOf(new(2026, 3, 1, 22, 0, 0, TimeSpan.Zero)).Should().Be(new DateOnly(2026, 3, 2));
    }

    private static JsonNode Definition()
    {
        using var stream = typeof(Scheme).Assembly.GetManifestResourceStream($"SingleWindow.Core.Schemes.Data.{Id}.json")!;
        return JsonNode.Parse(stream)!;
    }

    private static JsonNode At(JsonNode root, string pointer) =>
        pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(root, (node, part) => node is JsonArray array ? array[int.Parse(part)]! : node[part]!);

    private static Scheme Read(JsonNode json) => Read(json.ToJsonString());

    private static Scheme Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return SchemeCatalog.Read(stream);
    }
}
