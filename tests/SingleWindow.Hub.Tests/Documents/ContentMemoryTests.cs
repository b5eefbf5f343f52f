using SingleWindow.Core.Documents;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Documents;

namespace SingleWindow.Hub.Tests.Documents;

/// <summary>Tests that look at the memory of the whole process: they run after the others, and one at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneInTheProcess
{
    public const string Name = "alone in the process";
}

[Collection(AloneInTheProcess.Name)]
public sealed class ContentMemoryTests
{
    [Fact]
    public async Task A_large_upload_does_not_grow_the_memory()
    {
        const long Size = 200L * 1024 * 1024;
        var contents = new DocumentContents(new ContentTests.Pieces { Keep = false }, new ContentTests.OneKey());
        var body = new Endless(Size);

        (await contents.Write(EntityId.New<DocumentId>(DateTimeOffset.UnixEpoch), default, body, "application/pdf", Size, default)).Size.Should().Be(Size);

        body.Seen.Should().HaveCountGreaterThan(8);
        (body.Seen.Max() - body.Seen[0]).Should().BeLessThan(16 * 1024 * 1024);
    }

    /// <summary>A body of any size that looks at the memory from time to time while it is read.</summary>
    private sealed class Endless(long size) : Stream
    {
        private long given;
        private long nextLook;

        public List<long> Seen { get; } = [];

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = (int)Math.Min(buffer.Length, size - given);
            if (given == 0) "%PDF-1.7\n"u8.CopyTo(buffer.Span);
            if (given >= nextLook)
            {
                Seen.Add(GC.GetTotalMemory(forceFullCollection: true));
                nextLook += 20 * 1024 * 1024;
            }
            given += count;
            return new(count);
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
