using System.Buffers;
using System.IO.Pipelines;

namespace SingleWindow.Hub.Http;

/// <summary>A row of a body of lines.</summary>
/// <param name="Line">The number of its line, from 1, as an editor counts.</param>
/// <param name="Content">Its bytes without the line end; null when it is too long to be kept.</param>
internal sealed record Row(int Line, byte[]? Content);

/// <summary>
/// Cuts a body into lines as it streams in, however it is cut into pieces on its way: lines end with LF or CRLF, blank ones are no rows, a byte order mark is none of the first row,
/// and what stands behind the last line end is a row, too. Never more than one line is held.
/// </summary>
/// <param name="body">The bytes.</param>
/// <param name="mostBytes">Of one row.</param>
internal sealed class RowReader(PipeReader body, int mostBytes)
{
    // A byte order mark and a CR, which do not count.
    private const int Room = 4;

    private int line;
    private bool skipping;
    private bool ended;

    /// <summary>How many lines have been read.</summary>
    public int Lines => line;

    /// <summary>The next row, or null at the end.</summary>
    /// <exception cref="IOException">The body broke off, or is larger than the server takes.</exception>
    public async ValueTask<Row?> Next(CancellationToken ct)
    {
        while (!ended)
        {
            var read = await body.ReadAsync(ct);
            if (Take(read) is { } row) return row;
        }
        return null;
    }

    /// <summary>Reads what is left and forgets it: who sends must be done before he is answered.</summary>
    public async Task Drain(CancellationToken ct)
    {
        while (!ended)
        {
            var read = await body.ReadAsync(ct);
            body.AdvanceTo(read.Buffer.End);
            ended = read.IsCompleted;
        }
    }

    private Row? Take(ReadResult read)
    {
        var buffer = read.Buffer;
        var end = buffer.PositionOf((byte)'\n');
        if (end is null && !read.IsCompleted)
        {
            skipping |= buffer.Length > mostBytes + Room;
            body.AdvanceTo(skipping ? buffer.End : buffer.Start, buffer.End);
            return null;
        }
        ended = end is null;
        var row = Row(buffer.Slice(0, end ?? buffer.End));
        body.AdvanceTo(end is { } at ? buffer.GetPosition(1, at) : buffer.End);
        return row;
    }

    private Row? Row(ReadOnlySequence<byte> bytes)
    {
        if (ended && bytes.IsEmpty && !skipping) return null;
        line++;
        var tooLong = skipping || bytes.Length > mostBytes + Room;
        skipping = false;
        if (tooLong) return new(line, null);
        var content = bytes.ToArray().AsSpan();
        if (line == 1 && content.StartsWith("\uFEFF"u8)) content = content[3..];
        if (content.EndsWith("\r"u8)) content = content[..^1];
        if (!content.ContainsAnyExcept(" \t\r"u8)) return null;
        return new(line, content.Length > mostBytes ? null : content.ToArray());
    }
}
