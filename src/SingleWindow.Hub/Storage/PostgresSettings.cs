using Npgsql;

namespace SingleWindow.Hub.Storage;

/// <summary>How the hub connects, whatever the server's own defaults are.</summary>
internal static class PostgresSettings
{
    // A frozen node must not hold a lock for longer than the others are willing to wait; positions are right in READ COMMITTED only (append_batch).
    private const string Server =
        @"-c lock_timeout=2s -c idle_in_transaction_session_timeout=2s -c default_transaction_isolation=read\ committed";

    /// <exception cref="StoreException">It is not a connection string.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string connection)
    {
        try
        {
            return new(connection);
        }
        catch (ArgumentException fault)
        {
            // Without the cause: its text may hold what was written, and that holds a password.
            throw new StoreException($"It is not a connection string of PostgreSQL ({fault.GetType().Name}).");
        }
    }

    /// <param name="connection">Of the operator.</param>
    /// <param name="schema">Of the store.</param>
    /// <param name="options">Server settings of this store.</param>
    /// <param name="patience">Seconds after which the server gives a statement up.</param>
    public static string Of(string connection, string schema, string options, int patience)
    {
        var given = Parse(connection);
        // Measured (limits.md): every statement is prepared once per connection and stays so. A store has a few dozen statements, all read models together some two hundred.
        given.MaxAutoPrepare = 300;
        given.AutoPrepareMinUsages = 2;
        given.NoResetOnClose = true;
        // The schema first, so that its own text and blob count (views_001.sql).
        given.SearchPath = schema + ",pg_catalog";
        given.Options = string.Join(' ', given.Options, Server, $"-c statement_timeout={patience}s", options).Trim();
        given.ApplicationName ??= $"singlewindow {schema}";
        // Above the server's own limits, so that it is the server that gives up, and says so.
        given.CommandTimeout = patience * 2;
        if (!given.ContainsKey("Timeout")) given.Timeout = 5;
        if (!given.ContainsKey("Maximum Pool Size")) given.MaxPoolSize = 10;
        given.TcpKeepAliveTime = 10;
        given.TcpKeepAliveInterval = 5;
        return given.ToString();
    }
}
