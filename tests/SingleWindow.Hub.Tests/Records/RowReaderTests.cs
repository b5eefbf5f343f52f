using System.IO.Pipelines;
using System.Text;
using CsCheck;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>A body is the same rows however it is cut into pieces on its way.</summary>
public sealed class RowReaderTests
{
    private const int Most = 8;

    private static readonly string[] Parts = ["\n", "\r", "\r\n", " ", "\t", "\uFEFF", "a", "{}", "12345678", "123456789", "õ", "\0"];
    private static readonly Gen<byte[]> Bodies = Gen.Int[0, Parts.Length - 1].Array[0, 24].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => Parts[part]))));

    [Fact]
    public void Any_cut_of_the_same_bytes_gives_the_same_rows() => Gen.Select(Bodies, Gen.Int[1, 7].Array[1, 9]).Sample(
        (body, cuts) => Rows(body, cuts).SequenceEqual(Expected(body)), print: sample => $"{Convert.ToHexString(sample.Item1)} in {string.Join(' ', sample.Item2)}");

    [Theory]
    [InlineData("", "")]
    [InlineData("a\nb\n", "1:a 2:b")]
    [InlineData("a\r\nb", "1:a 2:b")]
    [InlineData("\uFEFFa\n\uFEFFb", "1:a 2:\uFEFFb")]
    [InlineData("\n \t\r\n\na\n\n", "4:a")]
    [InlineData("\uFEFF\na", "2:a")]
    [InlineData("\uFEFF12345678\r\n123456789\n1", "1:12345678 2: 3:1")]
    [InlineData("123456789012345678901234567890\na", "1: 2:a")]
    [InlineData("a\n123456789012345678901234567890", "1:a 2:")]
    [InlineData("a\rb\r\r\n", "1:a\rb\r")]
    public void Lines_are_rows(string body, string rows)
    {
        foreach (var size in new[] { 1, 2, 3, 5, 100 })
            string.Join(' ', Rows(Encoding.UTF8.GetBytes(body), [size])).Should().Be(rows, "in pieces of {0}", size);
    }

    private static List<string> Rows(byte[] body, int[] cuts)
    {
        // Whatever is written is read before the write returns.
        var pipe = new Pipe(new(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));
        var reader = new RowReader(pipe.Reader, Most);
        var rows = new List<string>();
        var next = reader.Next(default).AsTask();
        for (var (at, cut) = (0, 0); ; cut++)
        {
            var size = Math.Min(cuts[cut % cuts.Length], body.Length - at);
            pipe.Writer.WriteAsync(body.AsMemory(at, size)).AsTask().GetAwaiter().GetResult();
            at += size;
            if (at == body.Length) pipe.Writer.Complete();
            while (next.IsCompleted && next.GetAwaiter().GetResult() is { } row)
            {
                rows.Add($"{row.Line}:{(row.Content is null ? "" : Encoding.UTF8.GetString(row.Content))}");
                next = reader.Next(default).AsTask();
            }
            if (at < body.Length) continue;
            next.GetAwaiter().GetResult().Should().BeNull();
            return rows;
        }
    }

    private static IEnumerable<string> Expected(byte[] body)
    {
        var lines = Encoding.UTF8.GetString(body).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = i == 0 && lines[i].StartsWith('\uFEFF') ? lines[i][1..] : lines[i];
            if (line.EndsWith('\r')) line = line[..^1];
            if (line.Trim(' ', '\t', '\r').Length > 0) yield return $"{i + 1}:{(Encoding.UTF8.GetByteCount(line) > Most ? "" : line)}";
        }
    }
}
