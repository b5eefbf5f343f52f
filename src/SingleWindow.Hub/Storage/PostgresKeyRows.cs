using SingleWindow.Hub.PersonalData;

namespace SingleWindow.Hub.Storage;

/// <summary>The key store of many nodes. It belongs in a database of its own, whose backups and log archive nobody keeps.</summary>
internal sealed class PostgresKeyRows : IKeyRows, IAsyncDisposable
{
    private const string Lives = "wrapped <> decode(repeat('00', length(wrapped)), 'hex')";

    private readonly PostgresDatabase database;
    private readonly PostgresKeyWriter writer;

    public PostgresKeyRows(PostgresTarget target)
    {
        database = new(target, "keys", "-c synchronous_commit=on", patience: 60);
        writer = new(database);
    }

    public async ValueTask<bool> Any(CancellationToken ct) => (await database.Query("select 1 from keys limit 1", _ => true, [], ct)).Count > 0;

    public async ValueTask<byte[]?> Find(KeyRef key, CancellationToken ct)
    {
        var found = await database.Query($"select wrapped from keys where subject = $1 and class = $2 and {Lives}", row => row.Bytes(0), [key.Subject, key.RetentionClass], ct);
        return found is [var wrapped] ? wrapped : null;
    }

    public async ValueTask<bool> Knows(string subject, CancellationToken ct) =>
        (await database.Query($"select 1 from keys where subject = $1 and {Lives} limit 1", _ => true, [subject], ct)).Count > 0;

    public async ValueTask<bool> IsDestroyed(KeyRef key, CancellationToken ct) =>
        (await database.Query("select 1 from destroyed where subject = $1 and class in ('', $2)", _ => true, [key.Subject, key.RetentionClass], ct)).Count > 0;

    public Task<IReadOnlyList<byte[]>> Ensure(IReadOnlyList<WrappedKey> candidates, CancellationToken ct) => writer.Submit(candidates, ct);

    public ValueTask<IReadOnlyList<WrappedKey>> After(KeyRef? last, int most, CancellationToken ct) =>
        database.Query(
            $"select subject, class, wrapped from keys where ($1::text is null or (subject, class) > ($1, $2)) and {Lives} order by subject, class limit $3",
            row => new WrappedKey(new(row.Text(0), row.Text(1)), row.Bytes(2)), [last?.Subject, last?.RetentionClass, most], ct);

    public async Task Replace(IReadOnlyList<(WrappedKey Old, byte[] New)> keys, CancellationToken ct) =>
        await database.Execute(keys.Select(one => ("update keys set wrapped = $4 where subject = $1 and class = $2 and wrapped = $3", (object?[])[one.Old.Key.Subject, one.Old.Key.RetentionClass, one.Old.Bytes, one.New])), ct);

    // The former row is still in its page. Only pages that changed are looked at.
    public async Task Scrub(CancellationToken ct) => await database.Execute([("vacuum (index_cleanup off, truncate off) keys", [])], ct);

    public async Task Destroy(string subject, string? retentionClass, CancellationToken ct)
    {
        await database.Execute(
        [
            ($"select pg_advisory_xact_lock({PostgresKeyWriter.Lock})", []),
            ("update keys set wrapped = decode(repeat('00', length(wrapped)), 'hex') where subject = $1 and ($2 is null or class = $2)", [subject, retentionClass]),
            ("insert into destroyed (subject, class) values ($1, $2) on conflict do nothing", [subject, retentionClass ?? ""]),
        ], ct);
        await Scrub(ct);
    }

    /// <summary>How many destructions there were.</summary>
    public async ValueTask<long> LastDestroyed(CancellationToken ct) => (await database.Query("select coalesce(max(number), 0) from destroyed", row => row.Long(0), [], ct))[0];

    /// <summary>Destructions after that many, in their order; no class stands for all.</summary>
    public ValueTask<IReadOnlyList<(long Number, string Subject, string? RetentionClass)>> DestroyedAfter(long number, CancellationToken ct) => database.Query(
        "select number, subject, class from destroyed where number > $1 order by number", row => (row.Long(0), row.Text(1), row.Text(2) is { Length: > 0 } one ? one : null), [number], ct);

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        await database.DisposeAsync();
    }
}
