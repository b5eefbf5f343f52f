using Microsoft.Extensions.Logging;
using Npgsql;

namespace SingleWindow.Hub.Storage;

/// <summary>A database that the operator named, and what stands between it and us.</summary>
internal sealed class PostgresTarget(string connection, ILogger? logger = null)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private volatile string? trouble;

    /// <summary>The connection string. It holds a password: never log it.</summary>
    public string Connection => connection;

    /// <summary>Why the stores are not open yet; null when nothing is wrong.</summary>
    public string? Trouble => trouble;

    /// <summary>Opens a store, and waits for as long as the server cannot be reached: it may start later than we do.</summary>
    /// <exception cref="StoreException">The server answers, and says no.</exception>
    public async Task Wait(Func<CancellationToken, Task> open, CancellationToken ct)
    {
        var place = new NpgsqlConnectionStringBuilder(connection);
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await open(ct);
                trouble = null;
                return;
            }
            catch (PostgresException refusal) when (!refusal.IsTransient && !refusal.SqlState.StartsWith("57P", StringComparison.Ordinal))
            {
                throw new StoreException($"The database '{place.Database}' at {place.Host}:{place.Port} cannot be used by '{place.Username}': {refusal.MessageText} ({refusal.SqlState})", refusal);
            }
            catch (NpgsqlException away) when (!ct.IsCancellationRequested)
            {
                trouble = $"waiting for the database '{place.Database}' at {place.Host}:{place.Port}: {(away.InnerException ?? away).Message}";
                if (pause == FirstPause) logger?.Away(trouble);
                await Task.Delay(pause, ct);
            }
        }
    }
}

/// <summary>The two databases of an installation: keys are apart from what they open.</summary>
internal sealed class PostgresTargets(string stores, string keys, ILogger logger)
{
    public PostgresTarget Stores { get; } = new(stores, logger);

    public PostgresTarget Keys { get; } = new(keys, logger);
}
