using Npgsql;

namespace SingleWindow.EndToEnd.Tests.Faults;

/// <summary>Follows the feed of all events with a cursor, as the consumers inside the hub do, and goes on from it whatever happens to the database.</summary>
internal sealed class Follower(string database) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(database + ";Pooling=false;Timeout=2;Command Timeout=10");
    private readonly CancellationTokenSource stop = new();
    private readonly List<Entry> heard = [];
    private Task running = Task.CompletedTask;

    public void Start() => running = Task.Run(Follow);

    /// <summary>All that it has heard, once it has come to the end.</summary>
    public async Task<IReadOnlyList<Entry>> End()
    {
        await stop.CancelAsync();
        await running;
        while (await Read() > 0) { }
        return heard;
    }

    /// <summary>Everything that is in the store.</summary>
    public Task<List<Entry>> All() => After(0, long.MaxValue);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        await source.DisposeAsync();
        stop.Dispose();
    }

    private async Task Follow()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Read();
            }
            catch (NpgsqlException)
            {
                // The database is away, which is what is tested.
            }
            await Task.Delay(Pause);
        }
    }

    private async Task<int> Read()
    {
        var read = await After(heard.Count == 0 ? 0 : heard[^1].Position, 500);
        heard.AddRange(read);
        return read.Count;
    }

    private async Task<List<Entry>> After(long cursor, long limit)
    {
        await using var command = source.CreateCommand("select position, stream, version, type from events.events where position > $1 order by position limit $2");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = cursor });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = limit });
        await using var reader = await command.ExecuteReaderAsync();
        var entries = new List<Entry>();
        while (await reader.ReadAsync()) entries.Add(new(reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3)));
        return entries;
    }
}
