using SingleWindow.Core.Authorities;
using SingleWindow.Core.Records;

namespace SingleWindow.Core.Tests.Records;

public sealed class RecordTypesTests
{
    [Fact]
    public void A_type_is_found_by_its_id()
    {
        RecordTypes.Find("tax-standing")!.Owner.Should().Be("TAX");
        RecordTypes.Find("tax-standing")!.EmployerField.Should().Be("registryCode");
        RecordTypes.Find("gossip").Should().BeNull();
        RecordTypes.All.Should().BeInAscendingOrder(type => type.Id, StringComparer.Ordinal);
    }

    [Fact]
    public void Every_type_has_an_owner_fields_and_an_identifier_among_them()
    {
        foreach (var type in RecordTypes.All)
        {
            AuthorityNames.Exists(type.Owner).Should().BeTrue(type.Id);
            type.Fields.Should().OnlyHaveUniqueItems(type.Id).And.NotBeEmpty(type.Id);
            type.Identifier.Should().NotBeEmpty(type.Id);
            type.Sensitivity.Should().BeInRange(1, 4, type.Id);
            foreach (var names in type.Identifier.Concat(new[] { type.PersonField, type.EmployerField, type.DateField, type.EndField, type.MonthField }.OfType<string>()))
                names.Split('|').Should().BeSubsetOf(type.Fields, type.Id);
            (type.RetentionYears is null).Should().Be(type.HubCopyDays is not null, $"somebody says how long {type.Id} is kept");
        }
    }

    [Theory]
    [InlineData("consent-receipt")]
    [InlineData("access-log-entry")]
    public void The_operator_owns_its_own_log_and_receipts(string type) => RecordTypes.Find(type)!.Owner.Should().Be("HUB");

    [Fact]
    public void Protected_records_are_behind_the_firewall_or_benefits() =>
        RecordTypes.All.Where(type => type.Sensitivity == 4).Should().OnlyContain(type => type.Firewall || type.Id == "social-benefit");

    [Fact]
    public void A_day_or_a_month_says_for_when_an_entry_holds()
    {
        RecordType registration = RecordTypes.Find("employment-registration")!, payroll = RecordTypes.Find("payroll-declaration")!, identity = RecordTypes.Find("person-identity")!;

        registration.DayOf(Json("""{"start":"2026-04-01"}""")).Should().Be(new DateOnly(2026, 4, 1));
        registration.DayOf(Json("{}")).Should().BeNull();
        registration.EndOf(Json("""{"end":"2026-05-31"}""")).Should().Be(new DateOnly(2026, 5, 31));
        registration.EndOf(Json("""{"end":7}""")).Should().BeNull();
        payroll.DayOf(Json("""{"period":"2026-03"}""")).Should().Be(new DateOnly(2026, 3, 1));
        payroll.DayOf(Json("{}")).Should().BeNull();
        (identity.DayOf(Json("{}")), identity.EndOf(Json("{}"))).Should().Be((null, null));
    }

    [Fact]
    public void Of_two_members_that_may_name_a_person_the_first_that_is_there_does()
    {
        RecordType.Member(Json("""{"travelDocument":{"number":"A1"},"personalCode":"49001010001"}"""), "personalCode|travelDocument")!.Value.GetString().Should().Be("49001010001");
        RecordType.Member(Json("""{"travelDocument":{"number":"A1"}}"""), "personalCode|travelDocument")!.Value.ValueKind.Should().Be(System.Text.Json.JsonValueKind.Object);
        RecordType.Member(Json("{}"), "personalCode").Should().BeNull();
        RecordType.Member(Json("{}"), null).Should().BeNull();
    }

    private static System.Text.Json.JsonElement Json(string text) => System.Text.Json.JsonElement.Parse(text);

    [Fact]
    public void Of_every_type_it_is_said_for_how_long_it_is_kept() => RecordTypes.All.Should().OnlyContain(type => type.RetentionYears > 0 != type.HubCopyDays > 0);

    [Theory]
    [InlineData("tax-standing", "2026-03-02", null, "2033-12-31")]
    [InlineData("tax-standing", null, null, "2034-12-31")]
    [InlineData("employment-registration", "2026-03-02", "2028-01-31", "2035-12-31")]
    [InlineData("employment-registration", "2026-03-02", null, "2044-12-31")]
    [InlineData("sanction", "2026-03-02", null, "2047-12-31")]
    [InlineData("sanction", "2026-03-02", "2026-04-02", "2036-12-31")]
    [InlineData("employment-contract", "2030-01-01", null, "2044-12-31")]
    [InlineData("employer-profile", "2020-01-01", null, "2028-03-31")]
    [InlineData("employment-registration", "2026-03-02", "9999-12-31", "2044-12-31")]
    [InlineData("tax-standing", "9990-01-01", null, "2034-12-31")]
    [InlineData("sanction", "0001-01-01", "0001-01-01", "0011-12-31")]
    public void It_is_kept_for_its_years_after_the_end_of_its_matter_or_for_the_days_of_the_copy(string type, string? day, string? last, string until) =>
        RecordTypes.Find(type)!.KeptUntil(Date(day), Date(last), new(2027, 3, 15, 0, 0, 0, TimeSpan.Zero)).Should().Be(Date(until));

    [Fact]
    public void No_day_that_a_register_can_write_is_beyond_what_can_be_counted()
    {
        foreach (var type in RecordTypes.All)
            foreach (var day in (DateOnly?[])[DateOnly.MinValue, new(2127, 3, 15), new(9990, 1, 1), DateOnly.MaxValue, null])
                type.KeptUntil(day, day, new(2027, 3, 15, 0, 0, 0, TimeSpan.Zero)).Year.Should().BeLessThan(2200, "{0} of {1}", type.Id, day);
    }

    [Fact]
    public void What_is_kept_for_different_times_is_sealed_under_different_keys() =>
        RecordTypes.All.GroupBy(type => type.RetentionClass).Should().OnlyContain(same => same.Select(type => $"{type.RetentionYears} {type.HubCopyDays}").Distinct().Count() == 1)
            .And.HaveCountGreaterThan(3);

    private static DateOnly? Date(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd");
}
