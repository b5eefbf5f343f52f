using System.Text;

namespace SingleWindow.Identity.Storage;

/// <summary>Files that only the account of the server may read.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>
    /// Makes the file when it is not there, and closes it to everybody else. A file that is there is not opened: closing it again would drop
    /// the locks that SQLite holds on it in this process. What SQLite puts beside a database has the database's mode.
    /// </summary>
    public static void Close(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        try
        {
            new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
    }

    /// <summary>Reads the file; when it is not there, makes it. Of two processes that make it at once one wins, and both read that one's.</summary>
    public static string ReadOrCreate(string path, Func<string> content)
    {
        CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
        {
            var draft = $"{path}.{Environment.ProcessId}";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
            using (var stream = new FileStream(draft, options))
            {
                stream.Write(Encoding.ASCII.GetBytes(content()));
                stream.Flush(flushToDisk: true);
            }
            try
            {
                File.Move(draft, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(draft);
            }
        }
        return File.ReadAllText(path, Encoding.ASCII);
    }
}
