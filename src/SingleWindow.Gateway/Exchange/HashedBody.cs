using System.Security.Cryptography;

namespace SingleWindow.Gateway.Exchange;

/// <summary>A body that is hashed while it goes by; nothing of it is kept.</summary>
internal sealed class HashedBody(Stream body, bool isNone) : Stream
{
    private readonly IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
    private bool any;

    /// <summary>SHA-512 of the whole body, of no length when there was none; null while more may come.</summary>
    public byte[]? Hash { get; private set; } = isNone ? [] : null;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await body.ReadAsync(buffer, cancellationToken);
        if (read > 0)
        {
            any = true;
            sha.AppendData(buffer.Span[..read]);
        }
        else if (buffer.Length > 0) Hash ??= any ? sha.GetHashAndReset() : [];
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) sha.Dispose();
        base.Dispose(disposing);
    }
}
