using Microsoft.Extensions.Logging;
using Orleans.Storage;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Storage;

/// <summary>Judges appends in order and writes the lawful ones. Each sees the rows of those before it, also of the same batch.</summary>
internal sealed class SqliteEventWriter : SqliteGroupWriter<AppendRequest, CommandResult>
{
    private readonly Action<long> committed;
    private long head;
    private long position;

    /// <param name="committed">Told the newest position after every commit.</param>
    public SqliteEventWriter(SqliteFile file, ILogger logger, Action<long> committed) : base(file, logger)
    {
        this.committed = committed;
        Start();
    }

    protected override void Begun(SqliteSession session) => position = head = SqliteEventRows.Head(session);

    protected override Judged<CommandResult> Judge(SqliteSession session, AppendRequest request)
    {
        if (request.Command != CommandId.None && SqliteEventRows.FindCommand(session, request.Command) is { } first) return first;
        foreach (var required in request.Required ?? [])
        {
            if (Stale(session, required.Stream, required.Version) is { } stale) return stale;
        }
        foreach (var append in request.Streams)
        {
            if (Stale(session, append.Stream, append.ExpectedVersion) is { } stale) return stale;
        }
        foreach (var append in request.Streams) Write(session, request, append);
        var result = EventRows.Appended(request, position);
        if (request.Command != CommandId.None) Remember(session, request, result);
        return result;
    }

    protected override void Ending(SqliteSession session)
    {
        if (position == head) return;
        using var counter = session.Prepare("update counters set value = ?1 where name = 'position'").Bind(1, position);
        counter.Run();
    }

    protected override void Committed() => committed(position);

    private static InconsistentStateException? Stale(SqliteSession session, StreamId stream, long expected)
    {
        var version = SqliteEventRows.Version(session, stream);
        return version == expected ? null : EventRows.Stale(stream, version, expected);
    }

    private void Write(SqliteSession session, AppendRequest request, StreamAppend append)
    {
        if (append.Events.Count == 0) return;
        if (append.ShredsPast)
        {
            // The bytes are overwritten in the file (secure_delete); what is left of them in the log goes with the next checkpoint.
            using var past = session.Prepare("update events set sealed = null, key_subject = null, key_class = null where stream = ?1 and sealed is not null");
            past.Bind(1, append.Stream.Value).Run();
        }
        var version = append.ExpectedVersion;
        foreach (var one in append.Events)
        {
            using var row = session.Prepare(
                """
                insert into events (position, stream, version, type, schema_version, at, command_id, data, key_subject, key_class, sealed)
                values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
                """);
            row.Bind(1, ++position).Bind(2, append.Stream.Value).Bind(3, ++version).Bind(4, one.Type).Bind(5, one.SchemaVersion)
                .Bind(6, Instant.ToStored(request.At)).Bind(7, request.Command.Value).Bind(8, one.Data)
                .Bind(9, one.Sealed?.Key.Subject).Bind(10, one.Sealed?.Key.RetentionClass).Bind(11, one.Sealed?.Bytes).Run();
        }
        using var stream = session.Prepare(
            "insert into streams (stream, version) values (?1, ?2) on conflict (stream) do update set version = excluded.version");
        stream.Bind(1, append.Stream.Value).Bind(2, version).Run();
    }

    private static void Remember(SqliteSession session, AppendRequest request, CommandResult result)
    {
        using var row = session.Prepare(
            "insert into commands (key, command_id, fingerprint, at, stream, version, position) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        row.Bind(1, EventRows.Key(result.Command)).Bind(2, result.Command.Value).Bind(3, result.Fingerprint).Bind(4, Instant.ToStored(request.At))
            .Bind(5, result.Stream.Value).Bind(6, result.Version).Bind(7, result.Position).Run();
    }
}
