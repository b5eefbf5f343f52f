using SingleWindow.Core.Callers;

namespace SingleWindow.Core.Tests.Callers;

public class ToldCertificateTests
{
    private static readonly byte[] Certificate = [1, 2, 3];
    private static readonly ToldCertificate Gateway = new("a secret");

    [Fact]
    public void What_a_gateway_tells_is_believed_by_whoever_has_its_secret()
    {
        var (certificate, proof) = Gateway.Tell(Certificate)!.Value;
        new ToldCertificate("a secret").Proved(certificate, proof).Should().Equal(Certificate);
        foreach (var other in new[] { "another", "", null }) new ToldCertificate(other).Proved(certificate, proof).Should().BeNull();
    }

    [Fact]
    public void Without_a_secret_nothing_is_told() => new ToldCertificate(null).Tell(Certificate).Should().BeNull();

    [Theory]
    [InlineData(":AQID:", null)]
    [InlineData(":AQID:", "")]
    [InlineData(":AQID:", "AQID")]
    [InlineData(":AQID:", "***")]
    [InlineData(":***:", "AQID")]
    [InlineData("AQID", "AQID")]
    [InlineData(null, "AQID")]
    public void What_is_not_proved_is_nobodys(string? certificate, string? proof) => Gateway.Proved(certificate, proof).Should().BeNull();

    [Theory]
    [InlineData("cli_1", true)]
    [InlineData("A.b-c_9", true)]
    [InlineData("", false)]
    [InlineData("cli 1", false)]
    [InlineData("cli_1\n", false)]
    [InlineData("õ", false)]
    public void Some_texts_are_ids_of_callers(string text, bool isOne) => CallerName.IsId(text).Should().Be(isOne);

    [Fact]
    public void An_id_has_its_length() => new[] { 100, 101 }.Select(length => CallerName.IsId(new('a', length))).Should().Equal(true, false);
}
