using System.Text;
using SingleWindow.Core.Documents;

namespace SingleWindow.Hub.Documents;

/// <summary>How content is cut into pieces. Which document, which place and whether it is the last are bound into each seal: no piece can be moved, left out or cut off unseen.</summary>
internal static class ContentPieces
{
    /// <summary>Small enough to stay out of the heap for large objects.</summary>
    public const int Size = 64 * 1024;

    public static int Count(long bytes) => (int)((bytes + Size - 1) / Size);

    public static byte[] Place(DocumentId document, int number, bool last) => Encoding.UTF8.GetBytes($"document|{document}|{number}|{(last ? "last" : "more")}");
}
