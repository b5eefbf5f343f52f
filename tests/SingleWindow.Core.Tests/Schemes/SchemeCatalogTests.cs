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

    [Fact]
    public void Two_versions_in_force_on_one_day_and_one_version_twice_are_conflicts()
    {
        var next = Today with { Version = "2027-01", ValidFrom = new(2027, 1, 1) };

        SchemeCatalog.Conflicts([Today, next]).All.Should().ContainSingle().Which.Code.Should().Be("overlap");
        SchemeCatalog.Conflicts([Today with { ValidTo = new(2027, 1, 1) }, next]).All.Should().ContainSingle().Which.Detail.Should().Contain("2027-01-01");
        SchemeCatalog.Conflicts([Today with { ValidTo = new(2026, 12, 31) }, next]).IsEmpty.Should().BeTrue();
        SchemeCatalog.Conflicts([Today, next with { Status = SchemeStatus.Draft, ValidFrom = null }]).IsEmpty.Should().BeTrue("a bill is not in force");
        SchemeCatalog.Conflicts([Today with { ValidTo = new(2026, 6, 30) }, next with { Version = Today.Version }]).All.Should().ContainSingle().Which.Pointer.Should().Be("/version");
        SchemeCatalog.Conflicts(SchemeCatalog.Default.All).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void In_the_demo_other_countries_schemes_and_bills_take_applications_too()
    {
        var bill = Today with { Status = SchemeStatus.Draft, ValidFrom = null };

        new SchemeCatalog([bill]).InForce(Id, new(2026, 7, 1)).Should().BeNull();
        new SchemeCatalog([bill], open: true).InForce(Id, new(2026, 7, 1)).Should().Be(bill);
        new SchemeCatalog([Today with { ValidTo = new(2026, 6, 30) }], open: true).InForce(Id, new(2026, 7, 1)).Should().BeNull("law that has ended has ended in the demo as well");
    }

    [Fact]
    public void What_replaces_the_definitions_is_all_there_is()
    {
        var catalog = new SchemeCatalog(SchemeCatalog.Default.All);

        catalog.Replace([SchemeCatalog.Default.Newest(Id)!]);

        catalog.All.Should().ContainSingle();
        catalog.Governing("ee-seasonal", new(2026, 6, 1)).Should().BeNull();
    }

    [Fact]
    public void Every_scheme_that_takes_applications_is_found_once_in_the_version_that_does()
    {
        var at = new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);
        var law = SchemeCatalog.Default.Newest(Id)!;
        Scheme[] versions = [law with { ValidTo = new(2026, 6, 30) }, law with { Version = "2026-07", ValidFrom = new(2026, 7, 1) }];

        new SchemeCatalog(versions).Taking(at).Should().ContainSingle().Which.Version.Should().Be(law.Version);
        SchemeCatalog.Default.Taking(at).Should().OnlyContain(scheme => scheme.Status == SchemeStatus.InForce).And.HaveCount(4);
        new SchemeCatalog(SchemeCatalog.Default.All, open: true).Taking(at).Should().HaveCount(10);
        new SchemeCatalog([law with { ValidTo = new(2026, 5, 31) }]).Taking(at).Should().BeEmpty();
    }
}
