using System.Globalization;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.PersonalData;

namespace SingleWindow.Hub.Storage;

/// <summary>The statements that read the event database; the same inside the writer's transaction and outside.</summary>
internal static class SqliteEventRows
{
    private const string Event = "select position, stream, version, type, schema_version, at, command_id, data, key_subject, key_class, sealed from events ";

    public static CommandResult? FindCommand(SqliteSession session, CommandId command)
    {
        using var row = session.Prepare("select fingerprint, stream, version, position from commands where key = ?1 and command_id = ?2")
            .Bind(1, Key(command)).Bind(2, command.Value);
        return row.Step() ? new(command, row.Text(0), new(row.Text(1)), row.Long(2), row.Long(3), Repeated: true) : null;
    }

    /// <summary>The first 15 hexadecimal digits of a command id, for its index.</summary>
    /// <exception cref="ArgumentException">It is not a command id.</exception>
    public static long Key(CommandId command) =>
        command.Value is { Length: 64 } digits && long.TryParse(digits.AsSpan(0, 15), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var key)
            ? key
            : throw new ArgumentException("A command id is 64 hexadecimal digits.", nameof(command));

    public static long Version(SqliteSession session, StreamId stream)
    {
        using var row = session.Prepare("select version from streams where stream = ?1").Bind(1, stream.Value);
        return row.Step() ? row.Long(0) : 0;
    }

    public static long Head(SqliteSession session) => session.Number("select value from counters where name = 'position'");

    public static IReadOnlyList<StoredEvent> Stream(SqliteSession session, StreamId stream, long afterVersion, long lastVersion)
    {
        using var rows = session.Prepare(Event + "where stream = ?1 and version > ?2 and version <= ?3 order by version")
            .Bind(1, stream.Value).Bind(2, afterVersion).Bind(3, lastVersion);
        return Read(rows);
    }

    public static IReadOnlyList<StoredEvent> All(SqliteSession session, long afterPosition, int limit)
    {
        using var rows = session.Prepare(Event + "where position > ?1 order by position limit ?2").Bind(1, afterPosition).Bind(2, limit);
        return Read(rows);
    }

    private static List<StoredEvent> Read(SqliteStatement rows)
    {
        var events = new List<StoredEvent>();
        while (rows.Step())
        {
            events.Add(new(
                rows.Long(0), new(rows.Text(1)), rows.Long(2), rows.Text(3), (int)rows.Long(4), Instant.FromStored(rows.Long(5)), new(rows.Text(6)),
                rows.Blob(7),
                rows.IsNull(10) ? null : new(new KeyRef(rows.Text(8), rows.Text(9)), rows.Blob(10))));
        }
        return events;
    }
}
