using System.Runtime.CompilerServices;

namespace SingleWindow.Core.Tests;

/// <summary>
/// Texts that stay as they are. UPDATE_GOLDEN=1 writes a file that is missing, and a changed one too, unless it is an event:
/// what was stored once stays stored, so its file is written once.
/// </summary>
public static class Golden
{
    private static readonly bool Update = Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    public static void Match(string name, string actual)
    {
        actual = actual.TrimEnd() + "\n";
        if (Update && MayWrite(name)) File.WriteAllText(InSource(name), actual);
        Read(name).Should().Be(actual, $"Golden/{name} says so");
    }

    /// <summary>A part of a page, between two lines with this mark.</summary>
    public static void MatchPart(string page, string mark, string actual)
    {
        var parts = Read(page).Split(mark);
        parts.Should().HaveCount(3, $"{page} has the part between two marks");
        if (Update) File.WriteAllText(InSource(page), string.Join(mark, parts[0], actual, parts[2]));
        Read(page).Split(mark)[1].Should().Be(actual, $"{page} shows it; UPDATE_GOLDEN=1 writes it anew");
    }

    public static bool Exists(string name) => File.Exists(InSource(name));

    public static string Read(string name)
    {
        Exists(name).Should().BeTrue($"Golden/{name} must exist; run once with UPDATE_GOLDEN=1 and review it");
        return File.ReadAllText(InSource(name));
    }

    public static IEnumerable<string> Names(string folder) => Directory.EnumerateFiles(InSource(folder)).Select(file => Path.GetFileName(file)!);

    internal static bool MayWrite(string name) => !Exists(name) || !name.StartsWith("events/", StringComparison.Ordinal);

    private static string InSource(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Golden", name);
}
