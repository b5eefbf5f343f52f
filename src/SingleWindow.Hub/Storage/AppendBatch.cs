using Npgsql;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Storage;

/// <summary>A batch of requests as the columns that <c>append_batch</c> takes (Migrations/Postgres/events_001.sql).</summary>
internal sealed class AppendBatch
{
    private readonly IReadOnlyList<AppendRequest> requests;
    private readonly Dictionary<CommandId, int> firsts = [];
    private readonly Dictionary<StreamId, int> streams = [];

    private readonly List<string> command = [], fingerprint = [], stream = [];
    private readonly List<int> first = [], events = [], checks = [];
    private readonly List<long> at = [], version = [];

    private readonly List<int> checkStream = [], checkAdds = [];
    private readonly List<long> checkExpected = [];
    private readonly List<string> streamName = [];

    private readonly List<int> eventRequest = [], eventNumber = [], eventStream = [], eventSchema = [];
    private readonly List<long> eventVersion = [];
    private readonly List<string> eventType = [];
    private readonly List<byte[]> eventData = [];
    private readonly List<string?> eventSubject = [], eventClass = [];
    private readonly List<byte[]?> eventSealed = [];

    private readonly List<int> shredRequest = [];
    private readonly List<string> shredStream = [];
    private readonly List<long> shredLast = [];

    public AppendBatch(IReadOnlyList<AppendRequest> requests)
    {
        this.requests = requests;
        foreach (var request in requests) Add(request);
    }

    /// <summary>The statement that judges and writes.</summary>
    public NpgsqlBatchCommand Statement() => new("select * from append_batch($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$25)")
    {
        Parameters =
        {
            Of(command), Of(first), Of(fingerprint), Of(at), Of(stream), Of(version), Of(events), Of(checks),
            Of(checkStream), Of(checkExpected), Of(checkAdds), Of(streamName),
            Of(eventRequest), Of(eventNumber), Of(eventStream), Of(eventVersion), Of(eventType), Of(eventSchema), Of(eventData),
            Of(eventSubject), Of(eventClass), Of(eventSealed), Of(shredRequest), Of(shredStream), Of(shredLast),
        },
    };

    /// <summary>What the database said of the request with this number, from 0.</summary>
    public Judged<CommandResult> Read(int number, ViewRow row)
    {
        var request = requests[number];
        if (row.Long(0) is >= 0 and var start) return EventRows.Appended(request, start + events[number]);
        if (row.Int(1) is > 0 and var check) return EventRows.Stale(new(streamName[checkStream[check - 1] - 1]), row.Long(2), checkExpected[check - 1]);
        return new CommandResult(request.Command, row.Text(3), new(row.Text(4)), row.Long(5), row.Long(6), Repeated: true);
    }

    private static NpgsqlParameter<List<T>> Of<T>(List<T> column) => new() { TypedValue = column };

    private void Add(AppendRequest request)
    {
        command.Add(request.Command.Value);
        if (request.Command == CommandId.None || !firsts.TryGetValue(request.Command, out var number)) firsts[request.Command] = number = command.Count;
        first.Add(number);
        fingerprint.Add(request.Fingerprint);
        at.Add(Instant.ToStored(request.At));
        stream.Add(request.Streams[0].Stream.Value);
        version.Add(request.Streams[0].ExpectedVersion + request.Streams[0].Events.Count);
        checks.Add((request.Required?.Count ?? 0) + request.Streams.Count);
        foreach (var required in request.Required ?? []) Check(required.Stream, required.Version, adds: 0);
        var before = eventRequest.Count;
        foreach (var append in request.Streams) Add(request, append, before);
        events.Add(eventRequest.Count - before);
    }

    private void Add(AppendRequest request, StreamAppend append, int before)
    {
        Check(append.Stream, append.ExpectedVersion, append.Events.Count);
        if (append.Events.Count > 0 && append.ShredsPast)
        {
            shredRequest.Add(command.Count);
            shredStream.Add(append.Stream.Value);
            shredLast.Add(append.ExpectedVersion);
        }
        var last = append.ExpectedVersion;
        foreach (var one in append.Events)
        {
            eventRequest.Add(command.Count);
            eventNumber.Add(eventRequest.Count - before);
            eventStream.Add(streams[append.Stream]);
            eventVersion.Add(++last);
            eventType.Add(one.Type);
            eventSchema.Add(one.SchemaVersion);
            eventData.Add(one.Data);
            eventSubject.Add(one.Sealed?.Key.Subject);
            eventClass.Add(one.Sealed?.Key.RetentionClass);
            eventSealed.Add(one.Sealed?.Bytes);
        }
    }

    private void Check(StreamId named, long expected, int adds)
    {
        if (!streams.TryGetValue(named, out var number))
        {
            streamName.Add(named.Value);
            streams[named] = number = streamName.Count;
        }
        checkStream.Add(number);
        checkExpected.Add(expected);
        checkAdds.Add(adds);
    }
}
