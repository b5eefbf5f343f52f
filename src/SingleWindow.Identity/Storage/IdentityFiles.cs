using Microsoft.Data.Sqlite;

namespace SingleWindow.Identity.Storage;

/// <summary>What the issuer keeps: clients in <c>identity.db</c>, the keys of tokens and of data protection in files. All of it goes into a backup, for a client's secret is not made again.</summary>
internal static class IdentityFiles
{
    private const string Database = "identity.db";
    private const string Folder = "identity";
    private static readonly string[] Keys = ["identity-signing.pem", "identity-encryption.key", "data-protection"];

    public static void Copy(string store, string folder)
    {
        var target = Path.Combine(folder, Folder);
        PrivateFiles.CreateDirectory(target);
        if (File.Exists(Path.Combine(store, Database)))
        {
            PrivateFiles.Close(Path.Combine(target, Database));
            using var source = Open(Path.Combine(store, Database), SqliteOpenMode.ReadOnly);
            using var copy = Open(Path.Combine(target, Database), SqliteOpenMode.ReadWriteCreate);
            source.BackupDatabase(copy);
            using var one = new SqliteCommand("pragma journal_mode = delete", copy);
            one.ExecuteNonQuery();
        }
        CopyKeys(Path.Combine(store, "keys"), target);
    }

    public static void RequireNone(string store)
    {
        if (File.Exists(Path.Combine(store, Database))) throw new IOException($"'{Path.Combine(store, Database)}' is there: a backup is restored into an empty store.");
    }

    public static void PutBack(string folder, string store)
    {
        RequireNone(store);
        var source = Path.Combine(folder, Folder);
        if (!Directory.Exists(source)) return;
        PrivateFiles.CreateDirectory(store);
        PrivateFiles.CreateDirectory(Path.Combine(store, "keys"));
        CopyKeys(source, Path.Combine(store, "keys"));
        if (File.Exists(Path.Combine(source, Database))) CopyFile(Path.Combine(source, Database), Path.Combine(store, Database));
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
        PrivateFiles.Close(to);
        File.Copy(from, to, overwrite: true);
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
