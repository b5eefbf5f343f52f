namespace SingleWindow.Architecture.Tests;

/// <summary>What the files of the house must look like.</summary>
public sealed class SourceTests
{
    private static readonly string Root = FindRoot();
    private static readonly string[] BucketNames = ["Services", "Helpers", "Interfaces", "Models", "Utils"];

    [Fact]
    public void No_file_is_longer_than_a_reader_can_hold()
    {
        Lines("src").Concat(Lines("ops")).Where(file => file.Lines > 400).Should().BeEmpty();
        Lines("tests").Where(file => file.Lines > 600).Should().BeEmpty();
        Lines("src/SingleWindow.Host").Where(file => file.Name.EndsWith("Program.cs", StringComparison.Ordinal) && file.Lines > 80).Should().BeEmpty();
    }

    [Fact]
    public void Most_files_are_small()
    {
        var lengths = Lines("src").Select(file => file.Lines).Order().ToArray();
        lengths[lengths.Length / 2].Should().BeLessThanOrEqualTo(60);
        lengths[lengths.Length * 95 / 100].Should().BeLessThanOrEqualTo(250);
    }

    [Fact]
    public void Folders_are_capabilities_not_buckets() =>
        Directory.EnumerateDirectories(Path.Combine(Root, "src"), "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)!).Should().NotContain(BucketNames);

    [Fact]
    public void No_test_is_skipped() =>
        Files("tests").Where(path => !path.EndsWith("SourceTests.cs", StringComparison.Ordinal) && File.ReadAllText(path).Contains("Skip =", StringComparison.Ordinal)).Should().BeEmpty();

    [Fact]
    public void The_eight_hops_exist()
    {
        var hops = File.ReadAllLines(Path.Combine(Root, "src", "README.md")).Where(line => line.Length > 2 && char.IsAsciiDigit(line[0]) && line[1] == '.')
            .Select(line => line.Split('`')[1]).ToArray();
        hops.Should().HaveCount(8);
        hops.Should().OnlyContain(path => File.Exists(Path.Combine(Root, "src", path)));
    }

    private static IEnumerable<(string Name, int Lines)> Lines(string folder) => Files(folder).Select(path => (path, File.ReadLines(path).Count()));

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SingleWindow.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
