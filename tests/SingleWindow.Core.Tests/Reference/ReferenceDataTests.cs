using SingleWindow.Core.Reference;

namespace SingleWindow.Core.Tests.Reference;

public sealed class ReferenceDataTests
{
    [Theory]
    [InlineData("UKR", true)]
    [InlineData("EST", true)]
    [InlineData("ukr", false)]
    [InlineData("UA", false)]
    [InlineData("QQQ", false)]
    [InlineData("", false)]
    public void A_country_is_an_ISO_3166_code_of_three_capital_letters(string code, bool known) => ReferenceData.IsCountry(code).Should().Be(known);

    [Theory]
    [InlineData("EST", true)]
    [InlineData("POL", true)]
    [InlineData("NOR", true)]
    [InlineData("ISL", true)]
    [InlineData("LIE", true)]
    [InlineData("CHE", true)]
    [InlineData("GBR", false)]
    [InlineData("UKR", false)]
    [InlineData("USA", false)]
    [InlineData("QQQ", false)]
    public void Citizens_of_the_Union_the_EEA_and_Switzerland_move_freely(string code, bool free) => ReferenceData.HasFreeMovement(code).Should().Be(free);

    [Theory]
    [InlineData("7212", true)]
    [InlineData("0110", true)]
    [InlineData("721", false)]
    [InlineData("72120", false)]
    [InlineData("9999", false)]
    public void An_occupation_is_an_ISCO_unit_group_of_four_digits(string code, bool known) => ReferenceData.IsOccupation(code).Should().Be(known);

    [Fact]
    public void An_occupation_has_a_title_and_what_is_none_has_none()
    {
        ReferenceData.OccupationTitle("7212").Should().Be("Welders and flamecutters");
        ReferenceData.OccupationTitle("9999").Should().BeNull();
    }
}
