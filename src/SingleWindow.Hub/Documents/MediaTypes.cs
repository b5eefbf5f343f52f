namespace SingleWindow.Hub.Documents;

/// <summary>The four types of documents, and how each begins. Whatever else a file may be called, these bytes decide.</summary>
internal static class MediaTypes
{
    public const string Pdf = "application/pdf";
    public const string Jpeg = "image/jpeg";
    public const string Png = "image/png";
    public const string AsicE = "application/vnd.etsi.asic-e+zip";

    public static readonly IReadOnlyList<string> All = [Pdf, Jpeg, Png, AsicE];

    // Bytes 26 to 29 of a local header are lengths; the first entry of the container is its type, stored as it is (ETSI EN 319 162-1, A.1).
    private const int ZipName = 30;

    public static bool Begins(string mediaType, ReadOnlySpan<byte> start) => mediaType switch
    {
        Pdf => start.StartsWith("%PDF-1."u8) || start.StartsWith("%PDF-2."u8),
        Jpeg => start is [0xFF, 0xD8, 0xFF, ..],
        Png => start.Length >= 16 && start[0] == 0x89 && start[1..8].SequenceEqual("PNG\r\n\x1A\n"u8) && start[12..16].SequenceEqual("IHDR"u8),
        AsicE => start.StartsWith("PK\x03\x04"u8) && start.Length > ZipName && start[ZipName..].StartsWith("mimetype"u8) && Stored(start).StartsWith("application/vnd.etsi.asic-e+zip"u8),
        _ => false,
    };

    private static ReadOnlySpan<byte> Stored(ReadOnlySpan<byte> start)
    {
        var extra = start[28] | (start[29] << 8);
        var content = ZipName + "mimetype"u8.Length + extra;
        return content < start.Length ? start[content..] : [];
    }
}
