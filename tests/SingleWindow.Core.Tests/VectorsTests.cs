using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests;

/// <summary>No worked example of the domain research is forgotten: each group of the file has its tests, or is named here with the reason.</summary>
public sealed class VectorsTests
{
    private static readonly Dictionary<string, string> Asserted = new()
    {
        ["decisionClock"] = "StatutoryClockTests, by name",
        ["workingDays"] = "StatutoryClockTests, by name",
        ["rollingWindow"] = "RollingWindowTests, by name",
        ["publicHolidays2026"] = "WorkCalendarTests, each day",
        ["personalCode"] = "NationalCodesTests, by code",
        ["registryCode"] = "NationalCodesTests, by code",
        ["thresholds2026"] = "below, by name",
        ["payroll2026"] = "below, the pay that it starts from; nothing in the product computes net pay",
    };

    public static TheoryData<string, string> Thresholds => new()
    {
        { "averageGrossMonthly", "ee-short-term-employment" },
        { "x0.8", "ee-residence-permit-shortage-sector" },
        { "x1.0", "ee-residence-permit-employment" },
        { "x1.24", "ee-eu-blue-card recent-graduate" },
        { "x1.5", "ee-eu-blue-card" },
        { "x1.5", "ee-short-term-employment top-specialist" },
    };

    [Fact]
    public void Every_group_of_worked_examples_is_asserted_somewhere() => Vectors.Groups.Should().BeEquivalentTo(Asserted.Keys);

    [Theory, MemberData(nameof(Thresholds))]
    public void A_pay_threshold_is_the_one_of_the_worked_example(string name, string of)
    {
        var scheme = SchemeCatalog.Default.Newest(of.Split(' ')[0])!;

        scheme.Remuneration.AmountFor(new() { Category = of.Split(' ').ElementAtOrDefault(1) }).Should().Be(new Money(Vectors.Group("thresholds2026").GetProperty(name).GetDecimal(), "EUR"));
    }

    [Fact]
    public void Every_threshold_of_the_worked_example_is_asserted() =>
        Vectors.Group("thresholds2026").EnumerateObject().Select(member => member.Name).Should().BeSubsetOf(Thresholds.Select(row => (string)row[0]));

    [Fact]
    public void The_worked_payroll_starts_from_the_published_average() =>
        SchemeCatalog.Default.Newest("ee-short-term-employment")!.Remuneration.Amount!.Amount.Should().Be(Vectors.Group("payroll2026").GetProperty("gross").GetDecimal());
}
