using System.Collections.Concurrent;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Feeds;

/// <summary>Counts events by type, remembers the last position, and schedules work for some.</summary>
internal sealed class CountingProjection(string name = "counts", int revision = 1) : IProjection
{
    public string Name => name;

    public int Revision => revision;

    public bool DecidesByAbsence { get; init; }

    public IReadOnlyList<string> Tables => [$"{name}_by_type"];

    public string Schema => $"create table {name}_by_type (type text not null primary key, number bigint not null, last bigint not null)";

    public IReadOnlyList<Type> Follows { get; init; } = [typeof(object)];

    /// <summary>Events that it cannot take in.</summary>
    public Func<FeedEvent, bool> Refuses { get; set; } = _ => false;

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
    {
        if (Refuses(happened)) throw new InvalidDataException("poison");
        await views.Execute(
            $"""
            insert into {name}_by_type (type, number, last) values ($1, 1, $2)
            on conflict (type) do update set number = {name}_by_type.number + 1, last = excluded.last
            """,
            happened.Event, happened.Position);
        switch (happened.Event)
        {
            case "app.filed":
                await views.Schedule($"{name}:{happened.Position}", happened.At.AddDays(happened.Position), "deadline", happened.Stream);
                break;
            case "app.decided":
                await views.Cancel($"{name}:{happened.Position - 1}");
                break;
        }
    }
}

/// <summary>Remembers what it was told.</summary>
internal sealed class RecordingReactor(string name = "recorder") : IReactor
{
    public string Name => name;

    public IReadOnlyList<Type> Follows { get; init; } = [typeof(object)];

    public ConcurrentQueue<long> Seen { get; } = [];

    public Func<FeedEvent, bool> Refuses { get; set; } = _ => false;

    public Task React(FeedEvent happened, CancellationToken ct)
    {
        if (Refuses(happened)) throw new InvalidDataException("poison");
        Seen.Enqueue(happened.Position);
        return Task.CompletedTask;
    }
}

/// <summary>Read models whose next writes fail.</summary>
internal sealed class BreakingViews(IViewStore views) : IViewStore
{
    public int Failures { get; set; }

    public int Writes { get; private set; }

    public ValueTask<IReadOnlyList<T>> Query<T>(string sql, Func<ViewRow, T> read, object?[] parameters, CancellationToken ct) =>
        views.Query(sql, read, parameters, ct);

    public Task Write(string owner, Func<IViewWriter, ValueTask> work, CancellationToken ct)
    {
        Writes++;
        if (Failures-- > 0) throw new IOException("no space left on device");
        return views.Write(owner, work, ct);
    }
}
