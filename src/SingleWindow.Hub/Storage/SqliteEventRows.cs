using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Storage;

/// <summary>Reads the event database; the same inside the writer's transaction and outside.</summary>
internal static class SqliteEventRows
{
    public static CommandResult? FindCommand(SqliteSession session, CommandId command)
    {
        using var row = session.Prepare("select fingerprint, stream, version, position from commands where key = ?1 and command_id = ?2")
            .Bind(1, EventRows.Key(command)).Bind(2, command.Value);
        return row.Step() ? new(command, row.Text(0), new(row.Text(1)), row.Long(2), row.Long(3), Repeated: true) : null;
    }

    public static long Version(SqliteSession session, StreamId stream)
    {
        using var row = session.Prepare("select version from streams where stream = ?1").Bind(1, stream.Value);
        return row.Step() ? row.Long(0) : 0;
    }

    public static long Head(SqliteSession session) => session.Number(EventRows.Head);

    public static IReadOnlyList<StoredEvent> Stream(SqliteSession session, StreamId stream, long afterVersion, long lastVersion) =>
        Read(session.Prepare(EventRows.OfStream).Bind(1, stream.Value).Bind(2, afterVersion).Bind(3, lastVersion));

    public static IReadOnlyList<StoredEvent> All(SqliteSession session, long afterPosition, int limit) =>
        Read(session.Prepare(EventRows.OfAll).Bind(1, afterPosition).Bind(2, limit));

    private static List<StoredEvent> Read(SqliteStatement rows)
    {
        using (rows) return SqliteRow.All(rows, EventRows.Read);
    }
}
