using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;
using SingleWindow.Hub.Telemetry;
using Pending = SingleWindow.Hub.Storage.WriteQueue<SingleWindow.Hub.Storage.AppendRequest, SingleWindow.Hub.Storage.CommandResult>.Pending;

namespace SingleWindow.Hub.Storage;

/// <summary>Group commit of appends over one connection.</summary>
internal sealed class PostgresEventWriter : PostgresGroupWriter<AppendRequest, CommandResult>
{
    /// <summary>Every append of every node takes this lock, so that positions appear in order.</summary>
    public const long Lock = 0x5357_0001;

    // Whoever has the lock and waits for its own client is a node that froze in the middle of its batch: nothing of it is committed, and its callers will
    // be told that the outcome is unknown. The server's time-outs do not see it, because it is inside a pipeline of statements.
    private const string Evict = """
        select count(pg_terminate_backend(l.pid, 1000)) from pg_locks l join pg_stat_activity a on a.pid = l.pid
        where l.locktype = 'advisory' and l.granted and l.classid = 0 and l.objid = $1::bigint::oid and l.objsubid = 1
            and l.database = (select oid from pg_database where datname = current_database())
            and a.wait_event_type = 'Client' and a.query_start < clock_timestamp() - interval '1 second'
        """;

    private readonly PostgresDatabase database;
    private readonly ILogger logger;
    private readonly Action<long> committed;
    private readonly ClusterNode? node;
    private NpgsqlConnection? connection;

    /// <param name="committed">Told the newest position after a commit.</param>
    /// <param name="node">Who writes; null, when it is no member of a cluster.</param>
    public PostgresEventWriter(PostgresDatabase database, ILogger logger, Action<long> committed, ClusterNode? node)
    {
        (this.database, this.logger, this.committed, this.node) = (database, logger, committed, node);
        Start();
    }

    protected override ValueTask Close() => connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    protected override async Task Write(List<Pending> batch)
    {
        using var activity = HubTelemetry.Activities.StartActivity("store.commit");
        activity?.SetTag("store", "events").SetTag("requests", batch.Count);
        try
        {
            var started = Stopwatch.GetTimestamp();
            await CommitPatiently(batch);
            HubTelemetry.Committed("events", batch.Count, Stopwatch.GetElapsedTime(started));
            var newest = batch.Max(pending => pending.Verdict.Value?.Position ?? 0);
            if (newest > 0) committed(newest);
        }
        catch (Exception cause)
        {
            await Abandon(batch, cause);
            return;
        }
        foreach (var pending in batch) pending.Tell();
    }

    private async Task CommitPatiently(List<Pending> batch)
    {
        connection ??= await database.Open(CancellationToken.None);
        try
        {
            await Commit(batch, connection);
        }
        catch (PostgresException late) when (late.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            // The one failure that is certain: the database has said that it wrote nothing. So the batch may be tried again, once.
            await using var evict = new NpgsqlCommand(Evict, connection) { Parameters = { new NpgsqlParameter<long> { TypedValue = Lock } } };
            logger.LockHeld(Convert.ToInt32(await evict.ExecuteScalarAsync()));
            await Commit(batch, connection);
        }
    }

    private async Task Commit(List<Pending> batch, NpgsqlConnection connection)
    {
        var append = new AppendBatch([.. batch.Select(pending => pending.Work)]);
        await using var statements = new NpgsqlBatch(connection)
        {
            BatchCommands = { new NpgsqlBatchCommand($"select pg_advisory_xact_lock({Lock})") },
        };
        if (node is not null) statements.BatchCommands.Add(node.Alive());
        statements.BatchCommands.Add(append.Statement());
        await using var reader = await statements.ExecuteReaderAsync();
        await reader.NextResultAsync();
        var row = new PostgresRow(reader);
        for (var number = 0; await reader.ReadAsync(); number++) batch[number].Verdict = append.Read(number, row);
        // The answer comes before the commit. Only the end of the last result says that it is durable.
        while (await reader.NextResultAsync()) { }
    }

    // The next batch begins with a new connection, whatever state this one is in.
    private async Task Abandon(List<Pending> batch, Exception cause)
    {
        logger.BatchFailed("events", batch.Count, cause);
        if (connection is not null) await connection.DisposeAsync();
        connection = null;
        database.Clear();
        foreach (var pending in batch) pending.TrySetException(new OutcomeUnknownException(cause));
    }
}
