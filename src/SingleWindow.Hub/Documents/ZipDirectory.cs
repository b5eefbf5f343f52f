using System.Buffers.Binary;
using System.Text;

namespace SingleWindow.Hub.Documents;

/// <summary>An entry as the directory of a container says it is.</summary>
internal sealed record ZipEntry(string Name, int Flags, int Method, long Packed, long Length, long Header);

/// <summary>
/// The directory of a container, read by ourselves: the framework's reader takes one of any size into memory, and believes what it says about lengths. No
/// comment, no second disk, no 64-bit sizes: signers write none.
/// </summary>
internal static class ZipDirectory
{
    private const int EndRecord = 22;
    private const int EntryRecord = 46;
    private const int LongestEntry = 1024;

    /// <summary>The entries; null when there is no such directory or it is larger than allowed.</summary>
    public static async Task<IReadOnlyList<ZipEntry>?> Read(Stream content, int most, CancellationToken ct)
    {
        if (content.Length < EndRecord) return null;
        var end = new byte[EndRecord];
        content.Position = content.Length - EndRecord;
        await content.ReadExactlyAsync(end, ct);
        var (count, size, offset) = (Short(end, 10), Word(end, 12), Word(end, 16));
        if (!end.AsSpan().StartsWith("PK\x05\x06"u8) || count < 1 || count > most || size > most * LongestEntry || offset + size != content.Length - EndRecord) return null;
        var directory = new byte[size];
        content.Position = offset;
        await content.ReadExactlyAsync(directory, ct);
        return Entries(directory, count);
    }

    private static List<ZipEntry>? Entries(ReadOnlySpan<byte> rest, int count)
    {
        var entries = new List<ZipEntry>();
        for (; rest.Length >= EntryRecord && rest.StartsWith("PK\x01\x02"u8) && entries.Count < count;)
        {
            var (name, all) = (Short(rest, 28), EntryRecord + Short(rest, 28) + Short(rest, 30) + Short(rest, 32));
            if (all > rest.Length) return null;
            entries.Add(new(Encoding.UTF8.GetString(rest.Slice(EntryRecord, name)), Short(rest, 8), Short(rest, 10), Word(rest, 20), Word(rest, 24), Word(rest, 42)));
            rest = rest[all..];
        }
        return rest.IsEmpty && entries.Count == count ? entries : null;
    }

    public static int Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static long Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
