using Microsoft.Data.Sqlite;

namespace SingleWindow.Hub.Storage;

/// <summary>A database file and how it is opened.</summary>
/// <param name="Path">The file; its folder is made when missing.</param>
/// <param name="Name">The prefix of its migrations: <c>events</c>, <c>keys</c> or <c>views</c>.</param>
/// <param name="Pragmas">What the writer sets besides the write-ahead log.</param>
internal sealed record SqliteFile(string Path, string Name, string Pragmas)
{
    /// <summary>How long a statement waits for a lock that another connection holds: an operator's shell, a backup.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Takes the file for this process and brings its schema up to date.</summary>
    /// <exception cref="StoreException">It is in use, too new, or not a database.</exception>
    public FileStream Claim()
    {
        StoreFolder.Create(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
        var claim = StoreFolder.Lock(Path);
        try
        {
            // SQLite gives its log the mode of the database, so it is enough to make this one file ourselves.
            StoreFolder.Open(Path, FileMode.OpenOrCreate, FileShare.ReadWrite).Dispose();
            using var session = OpenWriter();
            SqliteMigrations.Apply(session, Name);
            return claim;
        }
        catch (Exception exception)
        {
            claim.Dispose();
            if (exception is SqliteException) throw new StoreException($"The {Name} database '{Path}' cannot be opened: {exception.Message}", exception);
            throw;
        }
    }

    public SqliteSession OpenWriter() => Open(SqliteOpenMode.ReadWrite, "pragma journal_mode=wal;" + Pragmas);

    public SqliteSession OpenReader() => Open(SqliteOpenMode.ReadOnly, "pragma query_only=on;");

    private SqliteSession Open(SqliteOpenMode mode, string pragmas)
    {
        SqliteEngine.Prepare();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            var session = new SqliteSession(connection);
            session.Script($"pragma busy_timeout={(long)Patience.TotalMilliseconds};" + pragmas);
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
