using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using SingleWindow.Host;

namespace SingleWindow.EndToEnd.Tests.Hosting;

/// <summary>What ops/deploy says to the host, and what the runbooks say of its settings. Whether the files are well-formed is for ops/check-deploy.</summary>
public sealed partial class DeploymentTests
{
    private static readonly string Ops = FindOps();

    [Theory]
    [InlineData("hub", "settings.env", "hub.env.example")]
    [InlineData("identity", "settings.env", "identity.env.example")]
    [InlineData("gateway", "settings.env")]
    public void The_files_of_settings_are_right_for_each_role(string role, params string[] files) =>
        SettingsCheck.Errors(new ConfigurationBuilder()
            .AddInMemoryCollection(files.SelectMany(file => Lines(Path.Combine(Ops, "deploy", file))).Append(new("Roles", role))).Build()).Should().BeEmpty();

    [Fact]
    public void Every_setting_that_a_file_names_exists()
    {
        var named = Directory.EnumerateFiles(Ops, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(Ops, file).Split('/')[0] is "deploy" or "runbooks")
            .SelectMany(file => Setting().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetRelativePath(Ops, file), Name: match.Groups["name"].Value.Replace("__", ":"))))
            .ToArray();
        named.Length.Should().BeGreaterThan(20);
        named.Where(one => KnownSettings.KindOf(one.Name) is null).Should().BeEmpty();
    }

    private static IEnumerable<KeyValuePair<string, string?>> Lines(string file) => File.ReadLines(file)
        .Where(line => line.StartsWith(HostSettings.EnvironmentPrefix, StringComparison.Ordinal))
        .Select(line => line[HostSettings.EnvironmentPrefix.Length..].Split('=', 2))
        .Select(pair => KeyValuePair.Create(pair[0].Replace("__", ":"), (string?)pair[1]));

    private static string FindOps()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SingleWindow.sln"))) folder = folder.Parent;
        return Path.Combine(folder.FullName, "ops");
    }

    // As in the environment, or as in a text: `Store:Connection`.
    [GeneratedRegex("SINGLEWINDOW__(?<name>[A-Za-z0-9_]*[A-Za-z0-9])|`(?:--)?(?<name>[A-Z][A-Za-z]+(?::[A-Z0-9][A-Za-z0-9]*)+)[`=]")]
    private static partial Regex Setting();
}
