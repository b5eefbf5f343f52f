using System.Text.RegularExpressions;

namespace SingleWindow.Architecture.Tests;

/// <summary>Who is woken at night finds in the runbooks only what there is.</summary>
public sealed partial class RunbookTests
{
    private static readonly string Source = string.Concat(House.Sources("src").Select(file => file.Text));

    private static readonly string Pages = string.Concat(Directory.EnumerateFiles(Path.Combine(House.Root, "ops/runbooks"), "*.md").Select(File.ReadAllText));

    [Fact]
    public void Problem_codes_exist() => Named(Code()).Where(code => !Source.Contains($"\"{code}\"", StringComparison.Ordinal)).Should().BeEmpty();

    [Fact]
    public void Event_ids_exist() =>
        Event().Matches(Pages).Where(match => !Source.Contains($"const int {match.Groups[2].Value} = {match.Groups[1].Value};", StringComparison.Ordinal)).Should().BeEmpty();

    // Prometheus writes dots as underscores, and appends the unit.
    [Fact]
    public void Metrics_exist()
    {
        var ours = Metric().Matches(Source).Select(match => match.Groups[1].Value.Replace('.', '_')).ToArray();
        Named(Scraped()).Where(metric => !ours.Any(name => metric.StartsWith(name, StringComparison.Ordinal))).Should().BeEmpty();
    }

    [Fact]
    public void Every_symptom_is_in_the_list()
    {
        var list = File.ReadAllText(Path.Combine(House.Root, "ops/runbooks/README.md"));
        Directory.EnumerateFiles(Path.Combine(House.Root, "ops/runbooks"), "*.md").Select(page => Path.GetFileName(page))
            .Where(page => page != "README.md" && !list.Contains($"]({page})", StringComparison.Ordinal)).Should().BeEmpty();
    }

    private static string[] Named(Regex what)
    {
        var named = what.Matches(Pages).Select(match => match.Value).Distinct().ToArray();
        named.Should().NotBeEmpty();
        return named;
    }

    [GeneratedRegex(@"\b[A-Z]{3}-\d{5}\b")]
    private static partial Regex Code();

    [GeneratedRegex(@"\b(\d{3,4}) ([A-Z][a-z]+[A-Z]\w+)")]
    private static partial Regex Event();

    [GeneratedRegex("\"(singlewindow\\.[a-z_.]+)\"")]
    private static partial Regex Metric();

    [GeneratedRegex("singlewindow_[a-z_]+")]
    private static partial Regex Scraped();
}
