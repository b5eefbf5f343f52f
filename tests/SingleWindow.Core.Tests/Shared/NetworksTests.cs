using System.Net;

namespace SingleWindow.Core.Tests.Shared;

public class NetworksTests
{
    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("192.0.2.1", true)]
    [InlineData("192.0.2.2", false)]
    [InlineData("2001:db8::1", true)]
    [InlineData("2001:db8::2", false)]
    [InlineData(null, false)]
    public void Somebody_comes_from_one_of_them(string? from, bool does) =>
        new[] { "10.0.0.0/8", "192.0.2.1", "2001:db8::1" }.Select(Networks.Of).Have(from is null ? null : IPAddress.Parse(from)).Should().Be(does);

    [Fact]
    public void What_is_neither_is_an_error() => FluentActions.Invoking(() => Networks.Of("gateway")).Should().Throw<FormatException>();
}
