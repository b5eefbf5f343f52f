using System.Diagnostics;

namespace SingleWindow.EndToEnd.Tests.Faults;

/// <summary>A disk in memory that is as full as the test wants it. Mounting needs root, as the tests of CI have it.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    // It takes only as much memory as is written to it.
    private const string Room = "size=4g";
    private const long Rest = 64 << 20;

    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Mounts it over an empty folder.</summary>
    /// <param name="folder">Which.</param>
    /// <param name="owner">The account that writes there; null is our own.</param>
    public static async Task<SmallDisk> Mount(string folder, string? owner = null)
    {
        if (!await Run("mount", "-t", "tmpfs", "-o", $"{Room},mode=0700", "singlewindow-test", folder)) throw new InvalidOperationException("A disk that fills up cannot be mounted: these tests run as root.");
        var disk = new SmallDisk(folder);
        if (owner is not null && !await Run("chown", owner, folder)) throw new InvalidOperationException($"There is no account {owner}.");
        return disk;
    }

    private string Filler => Path.Combine(Folder, "filler");

    /// <summary>Takes away all room that is left.</summary>
    public async Task Fill()
    {
        // It cannot be smaller than what is on it, and others write meanwhile: a little room is left to them, and then taken away by a file.
        var drive = new DriveInfo(Folder);
        (await Remount($"size={drive.TotalSize - drive.TotalFreeSpace + Rest}")).Should().BeTrue();
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var chunk = new byte[4096];
        try
        {
            while (true) filler.Write(chunk);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Gives it room again.</summary>
    public async Task MakeRoom()
    {
        (await Remount(Room)).Should().BeTrue();
        File.Delete(Filler);
    }

    /// <summary>Lets nobody write, or everybody again; nobody may have a file open to write.</summary>
    public async Task ReadOnly(bool only) => (await Remount(only ? "ro" : "rw")).Should().BeTrue();

    public async ValueTask DisposeAsync() => await Run("umount", "-l", Folder);

    private Task<bool> Remount(string how) => Run("mount", "-o", $"remount,{how}", Folder);

    private static async Task<bool> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
