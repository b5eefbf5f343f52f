using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Schemes;

public sealed class ConditionTests
{
    private static readonly CaseFacts Welder = new() { Citizenships = ["UKR"], Category = "standard", Isco = "7212", Nace = "25.53", StayBasis = "visa", Country = "EST" };

    [Theory]
    [InlineData("third-country-national", true)]
    [InlineData("!third-country-national", false)]
    [InlineData("citizenship:UKR", true)]
    [InlineData("citizenship:PHL", false)]
    [InlineData("third-country-national & isco:721", true)]
    [InlineData("third-country-national & isco:722", false)]
    [InlineData("isco:7", true)]
    [InlineData("nace:C", true)]
    [InlineData("nace:25", true)]
    [InlineData("nace:A", false)]
    [InlineData("category:standard & !renewal & !agency-work", true)]
    [InlineData("visa-required", false)]
    [InlineData("resident-outside-union", false)]
    [InlineData("foreign-qualification", false)]
    [InlineData("evidence:recognised-employer", false)]
    [InlineData("!evidence:recognised-employer", true)]
    public void A_condition_holds_when_all_its_terms_do(string text, bool holds) => Condition.Parse(text).Holds(Welder).Should().Be(holds);

    [Fact]
    public void Who_has_also_a_citizenship_of_the_Union_is_no_third_country_national_and_nobody_is_one_by_saying_nothing()
    {
        Condition.Parse("third-country-national").Holds(Welder with { Citizenships = ["UKR", "POL"] }).Should().BeFalse();
        Condition.Parse("third-country-national").Holds(new()).Should().BeFalse();
    }

    [Fact]
    public void A_list_allows_when_one_of_it_holds_or_when_it_is_empty_and_exempts_only_in_the_first_case()
    {
        Condition[] list = [Condition.Parse("renewal"), Condition.Parse("citizenship:UKR")];

        list.Allow(Welder).Should().BeTrue();
        list.Exempt(Welder).Should().BeTrue();
        list.Allow(new()).Should().BeFalse();
        Array.Empty<Condition>().Allow(new()).Should().BeTrue();
        Array.Empty<Condition>().Exempt(new()).Should().BeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("&")]
    [InlineData("renewal &")]
    [InlineData("renewal | category:x")]
    [InlineData("!!renewal")]
    [InlineData("Renewal")]
    [InlineData("category:")]
    [InlineData("category:Top Specialist")]
    [InlineData("isco:99999")]
    [InlineData("nace:ZZ")]
    public void Nothing_else_is_in_the_language(string text) => FluentActions.Invoking(() => Condition.Parse(text)).Should().Throw<FormatException>();

    [Fact]
    public void What_is_read_is_written_and_read_the_same_and_garbage_is_refused_without_a_fault() => Gen.String[Gen.Char["ab:!& -citizenship"], 0, 40].Sample(text =>
    {
        try
        {
            var condition = Condition.Parse(text);
            return Condition.Parse(condition.Text) == condition;
        }
        catch (FormatException)
        {
            return true;
        }
    });
}
