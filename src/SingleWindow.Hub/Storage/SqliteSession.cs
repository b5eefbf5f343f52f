using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SingleWindow.Hub.Storage;

/// <summary>A connection with its prepared statements. Used by one caller at a time.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    // Far above the number of different statements in the code; a bound all the same, should someone build SQL text.
    private const int MaxStatements = 500;

    private readonly Dictionary<string, SqliteStatement> statements = [];
    private readonly sqlite3 database = connection.Handle!;

    /// <summary>The statement with this text, prepared once. Dispose it before the same text is used again.</summary>
    public SqliteStatement Prepare(string sql)
    {
        if (statements.TryGetValue(sql, out var known)) return known;
        if (statements.Count >= MaxStatements) CloseStatements();
        var result = raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement);
        if (result != raw.SQLITE_OK) throw SqliteStatement.Failed(database, result);
        return statements[sql] = new(database, statement);
    }

    /// <summary>Runs one prepared statement without parameters.</summary>
    public void Run(string sql)
    {
        using var statement = Prepare(sql);
        statement.Run();
    }

    /// <summary>Runs a script of several statements.</summary>
    public void Script(string sql)
    {
        var result = raw.sqlite3_exec(database, sql);
        if (result != raw.SQLITE_OK) throw SqliteStatement.Failed(database, result);
    }

    /// <summary>The number in the first column of the first row; 0 when there is none.</summary>
    public long Number(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Long(0) : 0;
    }

    /// <summary>Copies the database as this session sees it into a file, which is then one file: what is beside a database with a write-ahead log would be left behind.</summary>
    public void CopyTo(string path)
    {
        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        target.Open();
        connection.BackupDatabase(target);
        using var single = new SqliteCommand("pragma journal_mode = delete", target);
        single.ExecuteNonQuery();
    }

    public void Dispose()
    {
        CloseStatements();
        // An open transaction is rolled back.
        connection.Dispose();
    }

    private void CloseStatements()
    {
        foreach (var statement in statements.Values) statement.Close();
        statements.Clear();
    }
}
