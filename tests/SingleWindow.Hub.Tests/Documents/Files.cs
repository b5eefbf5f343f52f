using System.IO.Compression;
using System.Text;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>Files as applicants would send them, and as they should not.</summary>
internal static class Files
{
    public static byte[] Pdf(string text = "An offer.", int size = 0) => [.. Encoding.UTF8.GetBytes($"%PDF-1.7\n{text}\n%%EOF\n"), .. new byte[size]];

    public static byte[] Png { get; } = [0x89, .. "PNG\r\n\x1A\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 1, 2, 3];

    public static byte[] Jpeg { get; } = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    public static byte[] AsicE(Action<ZipArchive>? more = null)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "mimetype", "application/vnd.etsi.asic-e+zip"u8, CompressionLevel.NoCompression);
            Add(zip, "offer.txt", "An offer."u8);
            more?.Invoke(zip);
        }
        return file.ToArray();
    }

    public static void Add(ZipArchive zip, string name, ReadOnlySpan<byte> content, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var entry = zip.CreateEntry(name, level).Open();
        entry.Write(content);
    }
}
