using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SingleWindow.Hub.Storage;

/// <summary>
/// A prepared statement of one session. Disposing it gives it back to the session, ready for the next use.
/// Native calls instead of ADO.NET: an append runs five small statements, and none of them needs a reader, a parameter object or the driver's own waiting for
/// locks.
/// </summary>
internal sealed class SqliteStatement(sqlite3 database, sqlite3_stmt statement) : IDisposable
{
    public SqliteStatement Bind(int index, long value) => Checked(raw.sqlite3_bind_int64(statement, index, value));

    public SqliteStatement Bind(int index, string? value) =>
        Checked(value is null ? raw.sqlite3_bind_null(statement, index) : raw.sqlite3_bind_text(statement, index, value));

    public SqliteStatement Bind(int index, byte[]? value) => Checked(value switch
    {
        null => raw.sqlite3_bind_null(statement, index),
        // An empty span has no address, which SQLite takes for null.
        [] => raw.sqlite3_bind_zeroblob(statement, index, 0),
        _ => raw.sqlite3_bind_blob(statement, index, value),
    });

    public SqliteStatement Bind(int index, double value) => Checked(raw.sqlite3_bind_double(statement, index, value));

    /// <summary>The index of a named parameter; 0 when the statement does not use it.</summary>
    public int Index(string name) => raw.sqlite3_bind_parameter_index(statement, name);

    public int ParameterCount => raw.sqlite3_bind_parameter_count(statement);

    /// <summary>Goes to the next row; false after the last.</summary>
    public bool Step() => raw.sqlite3_step(statement) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        var error => throw Failed(database, error),
    };

    /// <summary>Runs a statement that answers no rows.</summary>
    public void Run()
    {
        while (Step()) { }
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(statement, column);

    public double Double(int column) => raw.sqlite3_column_double(statement, column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public byte[] Blob(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    public void Dispose()
    {
        // The result of reset repeats the error of the last step, which was thrown there.
        raw.sqlite3_reset(statement);
        raw.sqlite3_clear_bindings(statement);
    }

    /// <summary>Ends the statement with its session.</summary>
    public void Close() => statement.Dispose();

    public static SqliteException Failed(sqlite3 database, int error) =>
        new($"SQLite error {error}: {raw.sqlite3_errmsg(database).utf8_to_string()}", error, raw.sqlite3_extended_errcode(database));

    private SqliteStatement Checked(int result) => result == raw.SQLITE_OK ? this : throw Failed(database, result);
}
