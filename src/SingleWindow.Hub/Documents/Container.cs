using System.Buffers;
using System.Buffers.Binary;
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
    private const int EndRecord = 22;

    public static async Task<Problem?> WhyNot(Stream content, CancellationToken ct)
    {
        try
        {
            if (!await HasSmallDirectory(content, ct)) return DocumentProblems.UnsafeContainer;
            content.Position = 0;
            await using var zip = await ZipArchive.CreateAsync(content, ZipArchiveMode.Read, leaveOpen: true, null, ct);
            if (zip.Entries.Count is 0 or > MostEntries || zip.Entries.Any(entry => !IsSafe(entry)) || zip.Entries.Sum(entry => entry.Length) > MostInside) return DocumentProblems.UnsafeContainer;
            foreach (var entry in zip.Entries)
                if (!await InflatesAsSaid(entry, ct)) return DocumentProblems.UnsafeContainer;
            return null;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or NotSupportedException or IOException)
        {
            return DocumentProblems.UnsafeContainer;
        }
    }

    // Read before the library does, which would take a directory of any size into memory. No comment, no second disk, no 64-bit sizes: signers write none.
    private static async Task<bool> HasSmallDirectory(Stream content, CancellationToken ct)
    {
        if (content.Length < EndRecord) return false;
        var end = new byte[EndRecord];
        content.Position = content.Length - EndRecord;
        await content.ReadExactlyAsync(end, ct);
        var (entries, size, offset) = (BinaryPrimitives.ReadUInt16LittleEndian(end.AsSpan(10)), BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(12)), BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(16)));
        return end.AsSpan().StartsWith("PK\x05\x06"u8) && entries is > 0 and <= MostEntries && size <= MostEntries * 1024 && offset + (long)size == content.Length - EndRecord;
    }

    private static bool IsSafe(ZipArchiveEntry entry) =>
        !entry.IsEncrypted && entry.FullName.Length is > 0 and <= 200 && !entry.FullName.Contains('\\') && !entry.FullName.Contains(':') && !entry.FullName.StartsWith('/')
        && !entry.FullName.Any(char.IsControl) && !entry.FullName.Split('/').Any(part => part is "." or "..")
        && (entry.Length <= SmallEntry || entry.Length <= entry.CompressedLength * MostRatio);

    private static async Task<bool> InflatesAsSaid(ZipArchiveEntry entry, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(32 * 1024);
        try
        {
            await using var inside = await entry.OpenAsync(ct);
            var total = 0L;
            for (int read; (read = await inside.ReadAtLeastAsync(buffer, 1024, throwOnEndOfStream: false, ct)) > 0;)
            {
                if (total == 0 && IsArchive(buffer.AsSpan(0, read))) return false;
                total += read;
                if (total > entry.Length) return false;
            }
            return total == entry.Length;
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
