using SingleWindow.Core.Exchange;

namespace SingleWindow.Core.Tests.Exchange;

public class IdentifiersTests
{
    [Theory]
    [InlineData("EE/GOV/70000001", "EE/GOV/70000001")]
    [InlineData("EE/GOV/70000001/hub", "EE/GOV/70000001/hub")]
    [InlineData("EE/GOV/%37%30000001/hub", "EE/GOV/70000001/hub")]
    [InlineData("EE/GOV/a'(b)+,-.=%3Fc/x", "EE/GOV/a'(b)+,-.=?c/x")]
    public void A_subsystem_is_three_parts_or_four(string text, string said) => $"{Identifiers.Subsystem(text)}".Should().Be(said);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("EE/GOV")]
    [InlineData("EE/GOV/1/hub/service")]
    [InlineData("EE//1/hub")]
    [InlineData("EE/GOV/1/")]
    [InlineData("EE/GOV/1%2Fhub")]
    [InlineData("EE/GOV/1%2F/hub")]
    [InlineData("EE/GOV/1\\2/hub")]
    [InlineData("EE/GOV/1%5C2/hub")]
    [InlineData("EE/GOV/../hub")]
    [InlineData("EE/GOV/%2e%2e/hub")]
    [InlineData("EE/GOV/./hub")]
    [InlineData("EE/GOV/1;2/hub")]
    [InlineData("EE/GOV/1:2/hub")]
    [InlineData("EE/GOV/1%/hub")]
    [InlineData("EE/GOV/1%4/hub")]
    [InlineData("EE/GOV/1%zz/hub")]
    [InlineData("EE/GOV/%ff/hub")]
    [InlineData("EE/GOV/%c0%af/hub")]
    [InlineData("EE/GOV/%00/hub")]
    [InlineData("EE/GOV/%e2%80%8b/hub")]
    [InlineData("EE/GOV/õ/hub")]
    [InlineData("EE/GOV/1%252f/hub")]
    [InlineData("EE/GOV/a b/hub")]
    public void What_could_be_read_otherwise_is_no_identifier(string? text) => Identifiers.Subsystem(text).Should().BeNull();

    [Fact]
    public void A_part_has_its_length() =>
        new[] { 255, 256 }.Select(length => Identifiers.Part(new('a', length)) is not null).Should().Equal(true, false);

    [Fact]
    public void Identifiers_tell_capitals_apart() => Identifiers.Service("EE/GOV/1/hub/echo").Should().NotBe(Identifiers.Service("EE/GOV/1/HUB/echo"));
}
