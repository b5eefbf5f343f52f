using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace SingleWindow.Identity.Storage;

/// <summary>The tables of <c>identity.db</c>, made once by whichever process comes first: server, command line or demo.</summary>
internal static partial class IdentitySchema
{
    private const long Version = 3;

    // Version 3: passkeys know when they were used, and sessions how they began. A store of version 2 that was begun by a command about clients has no table for passkeys yet.
    private static readonly (string Table, string Column)[] OfVersionThree = [("AspNetUserPasskeys", "\"LastUsed\" TEXT NULL"), ("Sessions", "\"Methods\" TEXT NOT NULL DEFAULT ''")];

    // What each table or index of the script is about.
    [GeneratedRegex("^CREATE (?:TABLE|(?:UNIQUE )?INDEX \"[^\"]+\" ON) \"([^\"]+)\"")]
    private static partial Regex Table();

    public static string PathOf(IConfiguration settings) => Path.GetFullPath(settings["Store:Path"] ?? "./data");

    /// <summary>Ten seconds of waiting for another process's write, then an error.</summary>
    public static string ConnectionString(string path) =>
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(path, "identity.db"), DefaultTimeout = 10 }.ToString();

    /// <summary>
    /// Entity Framework's EnsureCreated is not safe when two processes start at once, and it builds the whole model at every start only to
    /// find that nothing is to be done. The version in the file answers in a millisecond, under SQLite's own lock.
    /// </summary>
    public static void Ensure(IdentityStore store)
    {
        var connection = (SqliteConnection)store.Database.GetDbConnection();
        PrivateFiles.CreateDirectory(Path.GetDirectoryName(connection.DataSource)!);
        PrivateFiles.Close(connection.DataSource);
        connection.Open();
        try
        {
            if (Ask(connection, "PRAGMA user_version") == Version) return;
            using (var journal = new SqliteCommand("PRAGMA journal_mode = WAL", connection)) journal.ExecuteNonQuery();
            using var transaction = connection.BeginTransaction(deferred: false);
            var found = Ask(connection, "PRAGMA user_version", transaction);
            if (found > Version) throw new InvalidDataException($"identity.db has version {found}, this program knows {Version}");
            if (found == Version) return;
            var there = Tables(connection, transaction);
            foreach (var (table, column) in OfVersionThree.Where(one => there.Contains(one.Table))) Execute(connection, $"ALTER TABLE \"{table}\" ADD {column}", transaction);
            foreach (var statement in Missing(there, store.Database.GenerateCreateScript())) Execute(connection, statement, transaction);
            Execute(connection, $"PRAGMA user_version = {Version}", transaction);
            transaction.Commit();
        }
        finally
        {
            connection.Close();
        }
    }

    // Version 2 only adds tables, those of accounts: what version 1 made stays as it is. A version that changes a table needs a step of its own, as version 3 has.
    private static IEnumerable<string> Missing(HashSet<string> there, string script) =>
        script.Split(";", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(statement => !there.Contains(Table().Match(statement) is { Success: true } about
            ? about.Groups[1].Value : throw new InvalidDataException("a statement of the schema that is about no table")));

    private static HashSet<string> Tables(SqliteConnection connection, SqliteTransaction transaction)
    {
        var there = new HashSet<string>();
        using var command = new SqliteCommand("SELECT name FROM sqlite_master WHERE type = 'table'", connection, transaction);
        using var rows = command.ExecuteReader();
        while (rows.Read()) there.Add(rows.GetString(0));
        return there;
    }

    private static long Ask(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = new SqliteCommand(sql, connection, transaction);
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string sql, SqliteTransaction transaction)
    {
        using var command = new SqliteCommand(sql, connection, transaction);
        command.ExecuteNonQuery();
    }
}
