using SingleWindow.Host;

namespace SingleWindow.EndToEnd.Tests.Hosting;

public sealed class CommandLineTests
{
    [Fact]
    public void Settings_may_be_joined_to_their_value_or_stand_before_it()
    {
        var line = CommandLine.Parse(["--Hub:Urls=http://a:1", "--Gateway:Urls", "http://b:2", "--roles", "hub", "client", "create"]);
        line.Settings.Should().Equal(new Dictionary<string, string?> { ["Hub:Urls"] = "http://a:1", ["Gateway:Urls"] = "http://b:2", ["Roles"] = "hub" });
        line.Words.Should().Equal("client", "create");
        line.Errors.Should().BeEmpty();
    }

    [Fact]
    public void Lists_may_come_with_commas_or_one_by_one() =>
        CommandLine.Parse(["--scope", "a,b", "--scope=c"]).List("scope").Should().Equal("a", "b", "c");

    [Fact]
    public void A_missing_value_is_an_error() =>
        CommandLine.Parse(["--party", "--scope", "a"]).Errors.Should().Equal("--party needs a value");
}
