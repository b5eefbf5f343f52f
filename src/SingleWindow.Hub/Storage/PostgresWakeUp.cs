using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SingleWindow.Hub.Storage;

/// <summary>Tells the other nodes of commits and hears of theirs. Only a hint: what is lost here is found after the waiter's patience.</summary>
internal sealed class PostgresWakeUp : IAsyncDisposable
{
    private const string Channel = "singlewindow_events";
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    // Only the newest position counts, so one place is enough.
    private readonly Channel<long> told = System.Threading.Channels.Channel.CreateBounded<long>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly CancellationTokenSource stopping = new();
    private readonly PostgresDatabase database;
    private readonly PositionSignal signal;
    private readonly ILogger logger;
    private readonly Task running;

    public PostgresWakeUp(PostgresDatabase database, PositionSignal signal, ILogger logger)
    {
        (this.database, this.signal, this.logger) = (database, signal, logger);
        running = Task.WhenAll(Task.Run(() => Again(Tell)), Task.Run(() => Again(Listen)));
    }

    /// <summary>After a commit of this node; never waits.</summary>
    public void Committed(long position)
    {
        signal.Raise(position);
        told.Writer.TryWrite(position);
    }

    public async ValueTask DisposeAsync()
    {
        // A connection that waits for notifications cannot be closed under its own loop.
        if (!stopping.IsCancellationRequested) await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }

    // On a connection of its own: within a transaction, NOTIFY takes a lock that all commits of the server share.
    private async Task Tell(Action well, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        await using var notify = new NpgsqlCommand($"select pg_notify('{Channel}', $1)", connection) { Parameters = { new NpgsqlParameter<string>() } };
        // First what went with the last connection: every try ends with the newest position told.
        for (var position = signal.Reached; ; position = await told.Reader.ReadAsync(ct))
        {
            ((NpgsqlParameter<string>)notify.Parameters[0]).TypedValue = position.ToString(CultureInfo.InvariantCulture);
            await notify.ExecuteNonQueryAsync(ct);
            well();
        }
    }

    private async Task Listen(Action well, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        connection.Notification += (_, heard) =>
        {
            if (long.TryParse(heard.Payload, CultureInfo.InvariantCulture, out var position)) signal.Raise(position);
        };
        await using (var listen = new NpgsqlCommand($"listen {Channel}", connection)) await listen.ExecuteNonQueryAsync(ct);
        // Whatever was said while nobody listened.
        await using (var head = new NpgsqlCommand(EventRows.Head, connection)) signal.Raise((long)(await head.ExecuteScalarAsync(ct))!);
        well();
        while (true) await connection.WaitAsync(ct);
    }

    private async Task Again(Func<Action, CancellationToken, Task> work)
    {
        var pause = FirstPause;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await work(() => pause = FirstPause, stopping.Token);
            }
            catch (Exception cause) when (!stopping.IsCancellationRequested)
            {
                logger.Deaf(pause, cause);
                await Task.Delay(pause, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            catch (Exception)
            {
                // It stops, and whatever was wrong is wrong no more.
                return;
            }
        }
    }
}
