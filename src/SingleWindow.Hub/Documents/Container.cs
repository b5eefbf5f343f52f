using System.Buffers;
using System.IO.Compression;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Documents;

/// <summary>
/// Looks into an ASiC-E container before anybody else must: it may not burst, hide another archive or name places outside itself. What the directory says is
/// checked first, and again while the entries are inflated, because a directory can lie.
/// </summary>
internal static class Container
{
    private const int MostEntries = 200;
    private const long MostInside = 100 * 1024 * 1024;
    private const int MostRatio = 200;
    private const int SmallEntry = 64 * 1024;
    private const int LocalHeader = 30;
    private const int Encrypted = 1;
    private const int StoredAsItIs = 0;
    private const int Deflated = 8;

    public static async Task<Problem?> WhyNot(Stream content, CancellationToken ct)
    {
        try
        {
            if (await ZipDirectory.Read(content, MostEntries, ct) is not { } entries) return DocumentProblems.UnsafeContainer;
            if (!entries.All(IsSafe) || entries.Sum(entry => entry.Length) > MostInside) return DocumentProblems.UnsafeContainer;
            foreach (var entry in entries)
                if (!await InflatesAsSaid(content, entry, ct)) return DocumentProblems.UnsafeContainer;
            return null;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            return DocumentProblems.UnsafeContainer;
        }
    }

    private static bool IsSafe(ZipEntry entry) =>
        (entry.Flags & Encrypted) == 0 && entry.Name.Length is > 0 and <= 200 && !entry.Name.Contains('\\') && !entry.Name.Contains(':') && !entry.Name.StartsWith('/')
        && !entry.Name.Any(char.IsControl) && !entry.Name.Split('/').Any(part => part is "." or "..")
        && (entry.Length <= SmallEntry || entry.Length <= entry.Packed * MostRatio);

    private static async Task<bool> InflatesAsSaid(Stream content, ZipEntry entry, CancellationToken ct)
    {
        var header = new byte[LocalHeader];
        content.Position = entry.Header;
        await content.ReadExactlyAsync(header, ct);
        if (!header.AsSpan().StartsWith("PK\x03\x04"u8) || ZipDirectory.Short(header, 8) != entry.Method) return false;
        content.Position += ZipDirectory.Short(header, 26) + ZipDirectory.Short(header, 28);
        await using var packed = new Section(content, entry.Packed);
        return entry.Method switch
        {
            StoredAsItIs => await HasLength(packed, entry.Length, ct),
            Deflated => await HasLength(new DeflateStream(packed, CompressionMode.Decompress), entry.Length, ct),
            _ => false,
        };
    }

    private static async Task<bool> HasLength(Stream inside, long length, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(32 * 1024);
        try
        {
            await using (inside)
            {
                var total = 0L;
                for (int read; (read = await inside.ReadAtLeastAsync(buffer, 1024, throwOnEndOfStream: false, ct)) > 0;)
                {
                    if (total == 0 && IsArchive(buffer.AsSpan(0, read))) return false;
                    total += read;
                    if (total > length) return false;
                }
                return total == length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool IsArchive(ReadOnlySpan<byte> start) =>
        start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8) || start is [0x1F, 0x8B, ..] || start.StartsWith("BZh"u8) || start.StartsWith("Rar!"u8)
        || start is [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, ..] or [0xFD, 0x37, 0x7A, 0x58, 0x5A, ..] || (start.Length >= 262 && start[257..262].SequenceEqual("ustar"u8));
}
