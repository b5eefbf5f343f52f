using System.Security.Cryptography;
using SingleWindow.Core.Documents;
using SingleWindow.Hub.PersonalData;

namespace SingleWindow.Hub.Documents;

/// <summary>The content of a document, opened piece by piece as it is read; at most one piece is in memory.</summary>
internal sealed class ContentStream(IDocumentStore store, DocumentId document, byte[] key, long length) : Stream
{
    private byte[] piece = [];
    private int number = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= length || buffer.IsEmpty) return 0;
        await Load((int)(Position / ContentPieces.Size), cancellationToken);
        var part = piece.AsMemory((int)(Position % ContentPieces.Size));
        var count = Math.Min(part.Length, buffer.Length);
        part[..count].CopyTo(buffer);
        Position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // The reader of containers asks like this for single bytes; the store of a single machine answers without waiting.
    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => length + offset,
    };

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask Load(int wanted, CancellationToken ct)
    {
        if (wanted == number) return;
        var last = wanted == ContentPieces.Count(length) - 1;
        var box = await store.Read(document, wanted, ct) ?? throw new CryptographicException("A piece of the document is missing.");
        piece = AesGcmBox.Open(key, box, ContentPieces.Place(document, wanted, last));
        if (piece.Length != (last ? length - (long)wanted * ContentPieces.Size : ContentPieces.Size)) throw new CryptographicException("A piece of the document has another length.");
        number = wanted;
    }
}
