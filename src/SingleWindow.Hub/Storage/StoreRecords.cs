using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Storage;

/// <summary>Names a stream: the text form of an entity id, or <c>idk_</c> and a blind index. Never a national code.</summary>
internal readonly record struct StreamId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Ciphertext of the personal members of one event, and the key that opens it.</summary>
/// <param name="Key">Whose key, and for which retention class.</param>
/// <param name="Bytes">Nonce, ciphertext, tag.</param>
internal sealed record SealedData(PersonalData.KeyRef Key, byte[] Bytes);

/// <summary>An event before it has a place.</summary>
/// <param name="Type">Stored name.</param>
/// <param name="SchemaVersion">Schema version of the name.</param>
/// <param name="Data">UTF-8 JSON without personal members.</param>
/// <param name="Sealed">The personal members, encrypted; null when there are none.</param>
internal sealed record NewEvent(string Type, int SchemaVersion, byte[] Data, SealedData? Sealed);

/// <summary>An event at its place.</summary>
/// <param name="Position">Dense global order, from 1.</param>
/// <param name="Version">Dense order inside the stream, from 1.</param>
internal sealed record StoredEvent(
    long Position, StreamId Stream, long Version, string Type, int SchemaVersion, DateTimeOffset At, CommandId Command, byte[] Data, SealedData? Sealed);

/// <summary>Events for one stream, if it is at this version (0: it does not exist yet).</summary>
/// <param name="Stream">Which.</param>
/// <param name="ExpectedVersion">At which version.</param>
/// <param name="Events">What happened.</param>
/// <param name="ShredsPast">True: what is sealed in the events before these is destroyed with them.</param>
internal sealed record StreamAppend(StreamId Stream, long ExpectedVersion, IReadOnlyList<NewEvent> Events, bool ShredsPast = false);

/// <summary>A stream that must be at this version for the append to be lawful, though nothing is written to it.</summary>
internal sealed record RequiredVersion(StreamId Stream, long Version);

/// <summary>One transaction.</summary>
/// <param name="Command">Remembered, so that the same again is not done again; none: nobody sends it again, and nothing is remembered.</param>
internal sealed record AppendRequest(
    CommandId Command, string Fingerprint, DateTimeOffset At, IReadOnlyList<StreamAppend> Streams, IReadOnlyList<RequiredVersion>? Required = null);

/// <summary>What a command did: the version of its first stream afterwards. A view replayed up to that version is the first answer again.</summary>
/// <param name="Repeated">True when this very call appended nothing because the command had been done before.</param>
internal sealed record CommandResult(CommandId Command, string Fingerprint, StreamId Stream, long Version, long Position, bool Repeated);
