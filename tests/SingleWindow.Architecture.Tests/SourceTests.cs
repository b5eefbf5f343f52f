using System.Text.RegularExpressions;

namespace SingleWindow.Architecture.Tests;

/// <summary>What the files of the house must look like.</summary>
public sealed partial class SourceTests
{
    private static readonly string[] BucketNames = ["Services", "Helpers", "Interfaces", "Models", "Utils"];

    [Fact]
    public void No_file_is_longer_than_a_reader_can_hold()
    {
        House.Sources("src", "ops").Where(file => file.Lines > 400).Should().BeEmpty();
        House.Sources("tests").Where(file => file.Lines > 600).Should().BeEmpty();
        House.Sources("src").Where(file => file.Path.EndsWith("/Program.cs", StringComparison.Ordinal)).Should().ContainSingle().Which.Lines.Should().BeLessThanOrEqualTo(80);
    }

    [Fact]
    public void Grains_are_thin() =>
        House.Sources("src").Where(file => file.Path.EndsWith("Grain.cs", StringComparison.Ordinal) && file.Lines > 150).Should().BeEmpty();

    [Fact]
    public void Most_files_are_small()
    {
        var lengths = House.Sources("src").Select(file => file.Lines).Order().ToArray();
        lengths.Length.Should().BeGreaterThan(150);
        lengths[lengths.Length / 2].Should().BeLessThanOrEqualTo(60, "that is the median");
        lengths[lengths.Length * 95 / 100].Should().BeLessThanOrEqualTo(250, "that is the 95th percentile");
    }

    [Fact]
    public void Folders_are_capabilities_not_buckets() =>
        new[] { "src", "ops", "tests" }.SelectMany(folder => Directory.EnumerateDirectories(Path.Combine(House.Root, folder), "*", SearchOption.AllDirectories))
            .Where(path => BucketNames.Contains(Path.GetFileName(path)) && !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)).Should().BeEmpty();

    [Fact]
    public void No_test_is_skipped() => House.Sources("tests").Where(file => Skipped().IsMatch(file.Text)).Select(file => file.Path).Should().BeEmpty();

    [Fact]
    public void The_eight_hops_exist()
    {
        var map = File.ReadAllLines(Path.Combine(House.Root, "src/README.md"));
        var hops = map.Where(line => line.Length > 2 && char.IsAsciiDigit(line[0]) && line[1] == '.').Select(line => line.Split('`')[1]).ToArray();
        hops.Should().HaveCount(8).And.OnlyContain(path => File.Exists(Path.Combine(House.Root, "src", path)));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/README.md")]
    [InlineData("src/SingleWindow.Core/Applications/README.md")]
    [InlineData("ops/runbooks/README.md")]
    public void Files_that_a_page_links_to_exist(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(House.Root, page))!;
        Link().Matches(File.ReadAllText(Path.Combine(House.Root, page))).Select(link => link.Groups[1].Value)
            .Where(target => !Path.Exists(Path.Combine(folder, target))).Should().BeEmpty();
    }

    [GeneratedRegex(@"\bSkip\s*=")]
    private static partial Regex Skipped();

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#]+)[^)]*\)")]
    private static partial Regex Link();
}
