using System.Diagnostics;

namespace SingleWindow.Load.Ground;

/// <summary>Where this program was built.</summary>
internal static class Repository
{
    /// <summary>The folder that holds <c>ops</c>.</summary>
    public static string Root { get; } = Find();

    /// <summary>The commit that is checked out, in short; unknown without git.</summary>
    public static async Task<string> Commit()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", Root, "describe", "--always", "--dirty"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            return (await git.StandardOutput.ReadToEndAsync()).Trim() is { Length: > 0 } commit ? commit : "unknown";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ops", "temporary-postgres"))) return folder.FullName;
        throw new FileNotFoundException("ops/temporary-postgres is not above this program.");
    }
}
