using Microsoft.Data.Sqlite;

namespace SingleWindow.Identity.Storage;

/// <summary>What the issuer keeps: clients in <c>identity.db</c>, the keys of tokens and of data protection in files. All of it goes into a backup, for a client's secret is not made again.</summary>
internal static class IdentityFiles
{
    private const string Database = "identity.db";
    private const string Folder = "identity";
    private static readonly string[] Keys = ["identity-signing.pem", "identity-signing", "identity-encryption.key", "data-protection"];

    public static void Copy(string store, string folder)
    {
        if (!File.Exists(Path.Combine(store, Database))) throw new IOException($"There is no '{Path.Combine(store, Database)}': where the issuer runs on another machine, name the roles of this one with --roles.");
        var target = Path.Combine(folder, Folder);
        PrivateFiles.CreateDirectory(target);
        PrivateFiles.Close(Path.Combine(target, Database));
        using (var source = Open(Path.Combine(store, Database), SqliteOpenMode.ReadOnly))
        using (var copy = Open(Path.Combine(target, Database), SqliteOpenMode.ReadWriteCreate))
        {
            source.BackupDatabase(copy);
            Journal(copy, "delete");
        }
        CopyKeys(Path.Combine(store, "keys"), target);
    }

    public static void RequireNone(string folder, string store)
    {
        if (((string[])["", "-wal", "-shm", "-journal"]).Select(part => Path.Combine(store, Database + part)).FirstOrDefault(File.Exists) is { } there)
            throw new IOException($"'{there}' is there: a backup is restored into an empty store.");
        if (!File.Exists(Path.Combine(folder, Folder, Database))) throw new IOException("The backup holds no clients: it was made without the role identity. Name the roles of this machine with --roles.");
    }

    public static void PutBack(string folder, string store)
    {
        RequireNone(folder, store);
        var source = Path.Combine(folder, Folder);
        PrivateFiles.CreateDirectory(store);
        PrivateFiles.CreateDirectory(Path.Combine(store, "keys"));
        CopyKeys(source, Path.Combine(store, "keys"));
        CopyFile(Path.Combine(source, Database), Path.Combine(store, Database));
        using var database = Open(Path.Combine(store, Database), SqliteOpenMode.ReadWrite);
        Journal(database, "wal");
        EndSessions(database);
    }

    // Who has signed out since the backup stays signed out.
    private static void EndSessions(SqliteConnection database)
    {
        using var are = new SqliteCommand("select count(*) from sqlite_master where name = 'Sessions'", database);
        if ((long)are.ExecuteScalar()! == 0) return;
        using var end = new SqliteCommand("delete from Sessions", database);
        end.ExecuteNonQuery();
    }

    // A key that is there is newer than its copy.
    private static void CopyKeys(string from, string to)
    {
        foreach (var name in Keys)
        {
            var path = Path.Combine(from, name);
            if (File.Exists(path) && !File.Exists(Path.Combine(to, name))) CopyFile(path, Path.Combine(to, name));
            if (!Directory.Exists(path)) continue;
            PrivateFiles.CreateDirectory(Path.Combine(to, name));
            foreach (var file in Directory.EnumerateFiles(path).Where(file => !File.Exists(Path.Combine(to, name, Path.GetFileName(file))))) CopyFile(file, Path.Combine(to, name, Path.GetFileName(file)));
        }
    }

    private static void CopyFile(string from, string to)
    {
        // Not File.Copy: it takes over the mode that the file has got in the backup.
        var staged = to + ".restoring";
        PrivateFiles.Close(staged);
        using (var source = File.OpenRead(from))
        using (var target = new FileStream(staged, FileMode.Truncate, FileAccess.Write))
        {
            source.CopyTo(target);
            target.Flush(flushToDisk: true);
        }
        File.Move(staged, to);
    }

    private static void Journal(SqliteConnection database, string mode)
    {
        using var command = new SqliteCommand($"pragma journal_mode = {mode}", database);
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
