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

    [Theory]
    [InlineData("200", true)]
    [InlineData("0", true)]
    [InlineData("800", true)]
    [InlineData("20", true)]
    [InlineData("19", false)]
    [InlineData("801", false)]
    [InlineData("-1", false)]
    [InlineData("many", false)]
    public void The_people_of_the_demo_are_counted(string count, bool right) =>
        Host.Commands.Command.Errors(CommandLine.Parse(["--demo", $"--workers={count}"])).Should().Equal(right ? Array.Empty<string>() : ["--workers is 0, or 20 to 800"]);

    [Fact]
    public void Nobody_lives_through_a_year_without_the_demo() =>
        Host.Commands.Command.Errors(CommandLine.Parse(["--workers", "50"])).Should().Equal("--workers needs --demo");
}
