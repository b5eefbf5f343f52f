using System.Globalization;
using Orleans.Storage;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Telemetry;

namespace SingleWindow.Hub.Storage;

/// <summary>What is the same in every engine: the statements that read the event database, and how a request is refused.</summary>
/// <remarks>Parameters appear in their order, so that they may be bound by number as well as by name.</remarks>
internal static class EventRows
{
    private const string Event = "select position, stream, version, type, schema_version, at, command_id, data, key_subject, key_class, sealed from events ";

    /// <summary>Of stream $1, after version $2, up to and with $3.</summary>
    public const string OfStream = Event + "where stream = $1 and version > $2 and version <= $3 order by version";

    /// <summary>After position $1, at most $2.</summary>
    public const string OfAll = Event + "where position > $1 order by position limit $2";

    public const string Head = "select value from counters where name = 'position'";

    public static StoredEvent Read(ViewRow row) => new(
        row.Long(0), new(row.Text(1)), row.Long(2), row.Text(3), row.Int(4), row.Time(5), new(row.Text(6)), row.Bytes(7),
        row.IsNull(10) ? null : new(new KeyRef(row.Text(8), row.Text(9)), row.Bytes(10)));

    /// <summary>Before it is queued: on the writer, a malformed request would cost the whole batch.</summary>
    /// <exception cref="ArgumentException">It names no stream, or one twice, or its command id is none.</exception>
    public static void Check(AppendRequest request)
    {
        if (request.Streams.Count == 0) throw new ArgumentException("An append names at least one stream.", nameof(request));
        if (request.Streams.Select(append => append.Stream).Distinct().Count() != request.Streams.Count)
            throw new ArgumentException("An append names a stream once.", nameof(request));
        if (request.Command != CommandId.None) _ = Key(request.Command);
    }

    /// <summary>The first 15 hexadecimal digits of a command id, for its index.</summary>
    /// <exception cref="ArgumentException">It is not a command id.</exception>
    public static long Key(CommandId command) =>
        command.Value is { Length: 64 } digits && long.TryParse(digits.AsSpan(0, 15), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var key)
            ? key
            : throw new ArgumentException("A command id is 64 hexadecimal digits.", nameof(command));

    /// <summary>What a lawful request is told. It is appended in the order of its streams.</summary>
    public static CommandResult Appended(AppendRequest request, long position)
    {
        var first = request.Streams[0];
        return new(request.Command, request.Fingerprint, first.Stream, first.ExpectedVersion + first.Events.Count, position, Repeated: false);
    }

    /// <summary>What a request is told that was decided on an old version of a stream.</summary>
    public static InconsistentStateException Stale(StreamId stream, long version, long expected)
    {
        HubTelemetry.Conflict();
        return new($"Stream {stream} is at version {version}, not {expected}.", version.ToString(CultureInfo.InvariantCulture), expected.ToString(CultureInfo.InvariantCulture));
    }
}
