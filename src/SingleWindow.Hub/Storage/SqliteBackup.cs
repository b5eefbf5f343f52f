namespace SingleWindow.Hub.Storage;

/// <summary>Copies the files of a single machine through SQLite itself, beside the running hub.</summary>
internal static class SqliteBackup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly Dictionary<string, long> NoSchemas = [];

    /// <summary>
    /// All stores as of one moment. No event is committed while the others are looked at: a document in them may be newer than every event, and is then an upload that never ended; a row of a
    /// batch may be older than its event, and is then filed again under the same command.
    /// </summary>
    public static BackupSnapshot Take(StorageOptions options, string folder)
    {
        if (!File.Exists(options.Events)) throw new StoreException($"There is no store '{options.Events}'.");
        var sources = new List<SqliteSession>();
        try
        {
            long position;
            using (var held = Database(options.Events).OpenWriter())
            {
                held.Run("begin immediate");
                foreach (var path in Files(options)) sources.Add(Snapshot(path));
                position = SqliteEventRows.Head(held);
            }
            foreach (var (source, path) in sources.Zip(Files(options)))
            {
                // Closed as soon as it is copied: meanwhile its log can only grow.
                using var closed = source;
                var copy = Path.Combine(folder, Path.GetFileName(path));
                StoreFolder.Open(copy, FileMode.CreateNew, FileShare.ReadWrite).Dispose();
                source.CopyTo(copy);
            }
            return new(position, NoSchemas);
        }
        finally
        {
            foreach (var source in sources) source.Dispose();
        }
    }

    /// <summary>Puts the files where there are none, once they are proved; the events last.</summary>
    /// <exception cref="StoreException">One is there, or the proof fails.</exception>
    public static async Task<BackupReport> Restore(StorageOptions options, string folder, BackupCheck check, CancellationToken ct)
    {
        var files = Files(options);
        // A log without its database would be played over the copy.
        if (files.Append(options.Views).SelectMany(path => (string[])[path, path + "-wal", path + "-shm", path + "-journal"]).FirstOrDefault(File.Exists) is { } there)
            throw new StoreException($"'{there}' is there: a backup is restored into an empty store.");
        StoreFolder.Create(options.Path);
        try
        {
            foreach (var path in files) Whole(Copy(Path.Combine(folder, Path.GetFileName(path)), Staged(path)));
            using var events = Database(Staged(options.Events)).OpenReader();
            var report = await check.Run((position, limit) => Task.FromResult(SqliteEventRows.All(events, position, limit)), sql => Task.FromResult(events.Number(sql)), ct);
            foreach (var path in files.Reverse()) File.Move(Staged(path), path);
            return report;
        }
        finally
        {
            foreach (var path in files) File.Delete(Staged(path));
        }
    }

    private static string Staged(string path) => path + ".restoring";

    // Documents are the most: they come last, so that the logs of the others are held for the shortest time.
    private static string[] Files(StorageOptions options) => [options.Events, options.Batches, options.Documents];

    private static SqliteFile Database(string path) => new(path, Path.GetFileNameWithoutExtension(path), "") { Patience = Patience };

    private static SqliteSession Snapshot(string path)
    {
        var source = Database(path).OpenReader();
        source.Run("begin");
        // The first read fixes what is seen.
        source.Number("select count(*) from sqlite_master");
        return source;
    }

    private static string Copy(string from, string to)
    {
        File.Delete(to);
        using var source = File.OpenRead(from);
        using var target = StoreFolder.Open(to, FileMode.CreateNew, FileShare.None);
        source.CopyTo(target);
        target.Flush(flushToDisk: true);
        return to;
    }

    private static void Whole(string path)
    {
        using var copy = Database(path).OpenReader();
        using var check = copy.Prepare("pragma integrity_check(1)");
        if (!check.Step() || check.Text(0) != "ok") throw new StoreException($"The database '{path}' is damaged.");
    }
}
