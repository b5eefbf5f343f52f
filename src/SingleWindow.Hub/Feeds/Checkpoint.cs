using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Feeds;

/// <summary>How far a consumer has come.</summary>
internal readonly record struct Checkpoint(int Revision, long Position)
{
    public static async ValueTask<Checkpoint?> Find(IViewWriter views, string name)
    {
        var found = await views.Query("select revision, position from checkpoints where name = $1", row => new Checkpoint(row.Int(0), row.Long(1)), name);
        return found is [var one] ? one : null;
    }

    /// <summary>True once a projection has come to where the store was when it began: before that, what its tables do not hold is no answer. Asked each time, for another node may build them anew.</summary>
    public static async ValueTask<bool> IsLive(IViewStore views, string name, CancellationToken ct) =>
        (await views.Query("select 1 from checkpoints where name = $1 and position >= live_from", _ => true, [name], ct)).Count > 0;

    /// <summary>Begins at 0, and is live once the position is reached.</summary>
    public static async ValueTask Start(IViewWriter views, string name, int revision, long liveFrom) =>
        await views.Execute(
            """
            insert into checkpoints (name, revision, position, live_from) values ($1, $2, 0, $3)
            on conflict (name) do update set revision = excluded.revision, position = 0, live_from = excluded.live_from
            """,
            name, revision, liveFrom);

    /// <summary>Until it has come past this event, which it cannot take in, it is not live.</summary>
    public static async ValueTask Halt(IViewWriter views, string name, long at) =>
        await views.Execute("update checkpoints set live_from = $2 where name = $1 and position < $2 and live_from < $2", name, at);

    /// <summary>Moves on from the position that the batch began at.</summary>
    /// <exception cref="InvalidOperationException">Somebody else moved it: this consumer runs twice.</exception>
    public static async ValueTask Move(IViewWriter views, string name, long from, long to)
    {
        if (await views.Change("update checkpoints set position = $3 where name = $1 and position = $2", name, from, to) != 1)
            throw new InvalidOperationException($"The checkpoint of {name} is no longer at {from}.");
    }
}
