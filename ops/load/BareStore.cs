using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Load;

/// <summary>
/// What the store alone can do with the very appends that one application causes: the same events in the same transactions, as many appenders as the
/// load has connections, in the same directory. Keys, grains and HTTP are what the application costs on top.
/// </summary>
internal sealed class BareStore
{
    private readonly IReadOnlyList<AppendRequest> application;

    private BareStore(IReadOnlyList<AppendRequest> application) => this.application = application;

    /// <summary>Events of one application.</summary>
    public int Events => application.Sum(append => append.Streams.Sum(stream => stream.Events.Count));

    /// <summary>Transactions of one application.</summary>
    public int Appends => application.Count;

    /// <summary>Bytes of event data of one application.</summary>
    public int Bytes => application.Sum(append => append.Streams.Sum(stream => stream.Events.Sum(one => one.Data.Length + (one.Sealed?.Bytes.Length ?? 0))));

    /// <summary>Reads what a running host wrote while one application was filed alone.</summary>
    public static async Task<BareStore> Watch(string folder, Func<Task> fileOne)
    {
        using var session = new SqliteFile(new StorageOptions { Path = folder }.Events, "events", "").OpenReader();
        var before = SqliteEventRows.Head(session);
        await fileOne();
        var written = SqliteEventRows.All(session, before, limit: 1000);
        return new([.. written.GroupBy(one => one.Command).Select(command => new AppendRequest(
            command.Key, "", command.First().At,
            [.. command.GroupBy(one => one.Stream).Select(stream => new StreamAppend(
                stream.Key, stream.First().Version - 1, [.. stream.Select(one => new NewEvent(one.Type, one.SchemaVersion, one.Data, one.Sealed))]))]))]);
    }

    /// <summary>Applications a second.</summary>
    public async Task<double> Measure(string folder, int appenders, TimeSpan time)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, $"bare-{Guid.CreateVersion7():N}"));
        try
        {
            using var store = new SqliteEventStore(Path.Combine(own.FullName, "events.db"), NullLogger<SqliteEventStore>.Instance);
            var (number, done) = (0L, 0L);
            var begun = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, appenders).Select(_ => Task.Run(async () =>
            {
                while (Stopwatch.GetElapsedTime(begun) < time)
                {
                    var fresh = Interlocked.Increment(ref number);
                    foreach (var append in application) await store.Append(Fresh(append, fresh), CancellationToken.None);
                    Interlocked.Increment(ref done);
                }
            })));
            return done / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        }
        finally
        {
            own.Delete(recursive: true);
        }
    }

    // Ids of the same length; their order by time is kept by the number in front of the random part.
    private static AppendRequest Fresh(AppendRequest append, long number) => append with
    {
        Command = Commands.Hash($"{append.Command}/{number}"),
        Streams = [.. append.Streams.Select(stream => stream with { Stream = new($"{stream.Stream.Value[..^12]}{number:x12}") })],
    };
}
