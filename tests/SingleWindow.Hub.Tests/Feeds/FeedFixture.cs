using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Tests.Storage;

namespace SingleWindow.Hub.Tests.Feeds;

/// <summary>An event store, read models, and a feed between them that can be stopped and started.</summary>
internal sealed class FeedFixture : IAsyncDisposable, IEventReader
{
    private readonly TempFolder folder = new();
    private FeedPump? pump;
    private int appended;

    public FeedFixture()
    {
        Events = OpenEvents();
        Views = new SqliteViewStore(folder.File("views.db"));
    }

    public SqliteEventStore Events { get; private set; }

    public SqliteViewStore Views { get; private set; }

    public FeedPump Pump => pump!;

    /// <summary>Stands between the feed and the read models when a test wants to break something.</summary>
    public Func<IViewStore, IViewStore> Between { get; set; } = views => views;

    /// <summary>Events that nobody can read.</summary>
    public Func<StoredEvent, bool> Unreadable { get; set; } = _ => false;

    public ValueTask<object> Read(StoredEvent stored, CancellationToken ct) => Unreadable(stored) ? throw new InvalidDataException("of a newer program") : ValueTask.FromResult<object>(stored.Type);

    public async Task Start(params object[] consumers)
    {
        pump = new FeedPump(Events, Between(Views), this, EventCatalog.Default, consumers.OfType<IProjection>(), consumers.OfType<IReactor>(), NullLogger<FeedPump>.Instance);
        await pump.StartAsync(CancellationToken.None);
    }

    public async Task Stop()
    {
        if (pump is null) return;
        await pump.StopAsync(CancellationToken.None);
        pump.Dispose();
        pump = null;
    }

    /// <summary>Deletes the read models, as an operator may at any time.</summary>
    public void LoseViews()
    {
        Views.Dispose();
        foreach (var file in Directory.GetFiles(folder.Path, "views.db*")) File.Delete(file);
        Views = new SqliteViewStore(folder.File("views.db"));
    }

    /// <summary>Deletes the events but not the read models, as a restored copy of an empty store does.</summary>
    public void LoseEvents()
    {
        Events.Dispose();
        foreach (var file in Directory.GetFiles(folder.Path, "events.db*")) File.Delete(file);
        Events = OpenEvents();
    }

    /// <summary>Appends one event of each type to a stream of its own.</summary>
    public async Task Append(params string[] types)
    {
        foreach (var type in types)
        {
            var number = ++appended;
            await Events.Append(Appends.Request($"{number}", new StreamAppend(new($"app_{number}"), 0, [Appends.Event(type)])), CancellationToken.None);
        }
    }

    public async Task CaughtUp() =>
        await Pump.WaitFor(await Events.ReadHead(CancellationToken.None), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Every row of a table, in order.</summary>
    public IReadOnlyList<string> Dump(string table)
    {
        using var connection = new SqliteConnection($"Data Source={folder.File("views.db")};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"select * from {table} order by 1";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            var values = Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue);
            rows.Add(string.Join('|', values.Select(value => $"{value.GetType().Name}:{Convert.ToString(value, CultureInfo.InvariantCulture)}")));
        }
        return rows;
    }

    private SqliteEventStore OpenEvents() => new(folder.File("events.db"), NullLogger<SqliteEventStore>.Instance);

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Views.Dispose();
        Events.Dispose();
        folder.Dispose();
    }
}
