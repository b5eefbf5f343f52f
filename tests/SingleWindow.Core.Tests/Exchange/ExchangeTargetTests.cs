using SingleWindow.Core.Exchange;

namespace SingleWindow.Core.Tests.Exchange;

public class ExchangeTargetTests
{
    private const string Service = "/r1/EE/GOV/2001/registry/echo";

    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("/", "/", "", "/")]
    [InlineData("?q=1", "", "?q=1", "")]
    [InlineData("/v1/permits/7?a=%20&b=../..", "/v1/permits/7", "?a=%20&b=../..", "/v1/permits/7")]
    [InlineData("/v1/%C3%B5un/a%20b/", "/v1/%C3%B5un/a%20b/", "", "/v1/õun/a b/")]
    [InlineData("/v1/%70ermits", "/v1/%70ermits", "", "/v1/permits")]
    [InlineData("/.well-known/x..y", "/.well-known/x..y", "", "/.well-known/x..y")]
    public void What_is_left_for_the_provider_goes_on_as_it_came(string target, string rest, string query, string path)
    {
        var read = ExchangeTarget.Parse(Service + target)!;
        (read.Service.ToString(), read.Rest, read.Query, read.Path).Should().Be(("EE/GOV/2001/registry/echo", rest, query, path));
    }

    [Theory]
    [InlineData("/r2/EE/GOV/2001/registry/echo")]
    [InlineData("/R1/EE/GOV/2001/registry/echo")]
    [InlineData("/r1/EE/GOV/2001/registry")]
    [InlineData("/r1//EE/GOV/2001/registry/echo")]
    [InlineData("http://x/r1/EE/GOV/2001/registry/echo")]
    [InlineData(Service + "/../other")]
    [InlineData(Service + "/./x")]
    [InlineData(Service + "/%2e%2e/other")]
    [InlineData(Service + "/.%2E/other")]
    [InlineData(Service + "/..;/other")]
    [InlineData(Service + "/%2e;a=b/x")]
    [InlineData(Service + "/a%2fb")]
    [InlineData(Service + "/a%5Cb")]
    [InlineData(Service + "/a\\b")]
    [InlineData(Service + "/%252e%252e/x")]
    [InlineData(Service + "//x")]
    [InlineData(Service + "/a//b")]
    [InlineData(Service + "/%")]
    [InlineData(Service + "/%0d%0aX-Road-Client:%20x")]
    [InlineData(Service + "/%00")]
    [InlineData(Service + "/%ff")]
    [InlineData(Service + "?a#b")]
    [InlineData(Service + "?a b")]
    public void What_can_be_read_in_two_ways_is_refused(string target) => ExchangeTarget.Parse(target).Should().BeNull();

    [Theory]
    [InlineData("http://p.example", "", "http://p.example/")]
    [InlineData("http://p.example/", "/v1/x?q=1", "http://p.example/v1/x?q=1")]
    [InlineData("http://p.example/base", "/v1", "http://p.example/base/v1")]
    [InlineData("http://p.example/base/", "/v1", "http://p.example/base/v1")]
    [InlineData("http://p.example/base", "?q", "http://p.example/base?q")]
    public void It_is_appended_to_the_address_of_the_service(string address, string rest, string at) => ExchangeTarget.Parse(Service + rest)!.At(new(address)).Should().Be(at);

    [Fact]
    public void Whatever_is_sent_is_read_or_refused_and_a_path_that_is_read_has_nothing_to_climb_with() => Gen.String[Gen.Char["/.%2eEfF5c;?#\\a*\0 \r"], 0, 40].Sample(text =>
    {
        if (ExchangeTarget.Parse(Service + "/" + text) is not { } read) return;
        (Service + read.Rest + read.Query).Should().Be(Service + "/" + text);
        read.Path.Split('/').Should().NotContain(segment => segment == "." || segment == ".." || segment.Contains('\\') || segment.Contains('%'));
    });
}
