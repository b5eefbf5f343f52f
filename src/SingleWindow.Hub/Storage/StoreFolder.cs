namespace SingleWindow.Hub.Storage;

/// <summary>Folders and files that only the hub's own account may read.</summary>
internal static class StoreFolder
{
    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the folder with mode 0700 if it is missing.</summary>
    public static void Create(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerFolder);
    }

    /// <summary>Opens a file that is made with mode 0600; an existing file keeps its mode.</summary>
    public static FileStream Open(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows() && mode is not FileMode.Open) options.UnixCreateMode = OwnerFile;
        return new FileStream(path, options);
    }

    /// <summary>
    /// Takes a store for this process alone. Versions would survive two processes on one file, but group commit, the wake-up of readers and the key cache
    /// would not.
    /// </summary>
    /// <exception cref="StoreException">Another process has it.</exception>
    public static FileStream Lock(string store)
    {
        try
        {
            return Open(store + ".lock", FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException inUse) when (inUse is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new StoreException(
                $"The store '{Path.GetFullPath(store)}' is in use by another process. Stop that process, or give this one its own Store:Path.", inUse);
        }
    }
}
