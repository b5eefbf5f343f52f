using System.Buffers;

namespace SingleWindow.Hub.Http;

/// <summary>A record of a stream of lines, without its end of line.</summary>
/// <param name="Bytes">Empty when it is too long.</param>
/// <param name="IsTooLong">It was longer than allowed, and was let pass unread.</param>
/// <param name="IsOpen">The stream ended inside a quoted cell.</param>
internal sealed record RawRecord(byte[] Bytes, bool IsTooLong = false, bool IsOpen = false);

/// <summary>
/// Cuts a stream of bytes into records as it comes, whatever the pieces: the lines of NDJSON, or the rows of CSV (RFC 4180), whose quoted cells may hold ends of lines.
/// Empty lines are no records. It holds one record at a time, and of one that is too long nothing.
/// </summary>
/// <param name="longest">Most bytes of a record.</param>
/// <param name="quoted">True for CSV.</param>
internal sealed class RecordSplitter(int longest, bool quoted)
{
    private readonly ArrayBufferWriter<byte> record = new();
    private Place place = Place.Start;
    private bool tooLong;

    private enum Place
    {
        Start,
        Plain,
        Quoted,
        QuoteInQuoted,
    }

    /// <summary>What stands between two cells; only behind it, or first, a quotation mark opens a cell.</summary>
    public byte Separator { get; set; } = (byte)',';

    /// <summary>The records that this piece completes.</summary>
    public IEnumerable<RawRecord> Push(ReadOnlyMemory<byte> piece)
    {
        while (piece.Length > 0)
        {
            var end = End(piece.Span);
            Keep(piece.Span[..(end < 0 ? piece.Length : end)]);
            if (end < 0) yield break;
            piece = piece[(end + 1)..];
            if (Take(isOpen: false) is { } whole) yield return whole;
        }
    }

    /// <summary>The last record, when no end of line follows it.</summary>
    public RawRecord? Finish() => Take(isOpen: place == Place.Quoted);

    // The place of the end of the record in the piece; -1: it goes on.
    private int End(ReadOnlySpan<byte> piece)
    {
        if (!quoted) return piece.IndexOf((byte)'\n');
        for (var i = 0; i < piece.Length; i++)
        {
            var next = piece[i];
            if (next == '\n' && place != Place.Quoted) return i;
            place = (place, next) switch
            {
                (Place.Start, (byte)'"') => Place.Quoted,
                (Place.Quoted, (byte)'"') => Place.QuoteInQuoted,
                (Place.Quoted, _) or (Place.QuoteInQuoted, (byte)'"') => Place.Quoted,
                _ => next == Separator ? Place.Start : Place.Plain,
            };
        }
        return -1;
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        tooLong |= record.WrittenCount + part.Length > longest;
        if (tooLong) record.ResetWrittenCount();
        else record.Write(part);
    }

    private RawRecord? Take(bool isOpen)
    {
        var bytes = record.WrittenSpan;
        if (bytes is [.., (byte)'\r']) bytes = bytes[..^1];
        RawRecord? whole = tooLong || isOpen || bytes.Length > 0 ? new(bytes.ToArray(), tooLong, isOpen) : null;
        record.ResetWrittenCount();
        (place, tooLong) = (Place.Start, false);
        return whole;
    }
}
