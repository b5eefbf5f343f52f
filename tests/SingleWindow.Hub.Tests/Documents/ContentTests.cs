using System.Collections.Concurrent;
using System.Security.Cryptography;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Documents;
using SingleWindow.Hub.PersonalData;
using ApplicationId = SingleWindow.Core.Applications.ApplicationId;

namespace SingleWindow.Hub.Tests.Documents;

public sealed class ContentTests
{
    private static readonly DocumentId Document = EntityId.New<DocumentId>(DateTimeOffset.UnixEpoch);
    private readonly Pieces pieces = new();
    private readonly OneKey keys = new();
    private readonly DocumentContents contents;

    public ContentTests() => contents = new(pieces, keys);

    [Theory]
    [InlineData(9)]
    [InlineData(ContentPieces.Size - 1)]
    [InlineData(ContentPieces.Size)]
    [InlineData(ContentPieces.Size + 1)]
    [InlineData(3 * ContentPieces.Size)]
    public async Task What_goes_in_comes_out(int size)
    {
        var file = Random(size);
        var taken = await contents.Write(Document, default, new MemoryStream(file), "application/pdf", size, default);

        taken.Should().Be(new DocumentContents.Taken(size, Convert.ToHexStringLower(SHA256.HashData(file))));
        (await ReadBack(size)).Should().Equal(file);
        pieces.All.Should().HaveCount(ContentPieces.Count(size));
    }

    [Fact]
    public async Task No_piece_can_be_moved_left_out_cut_off_or_changed()
    {
        const int Size = 3 * ContentPieces.Size;
        await contents.Write(Document, default, new MemoryStream(Random(Size)), "application/pdf", Size, default);
        await Broken(Size, () => (pieces.All[0], pieces.All[1]) = (pieces.All[1], pieces.All[0]));
        await Broken(Size, () => pieces.All.TryRemove(1, out _));
        await Broken(Size, () => pieces.All[2][40] ^= 1);
        await Broken(2 * ContentPieces.Size, () => pieces.All.TryRemove(2, out _));
        await Broken(Size - 1, () => { });
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("<html>", 0)]
    [InlineData("%PDF-1.7 /Encrypt 5 0 R", 1)]
    [InlineData("%PDF-1.7 and more than a hundred bytes, which is the limit of this test, so that it is refused when it has been counted to its end.", 1)]
    public async Task What_is_refused_leaves_nothing_and_no_grave_for_a_key_that_never_was(string text, int destroyed)
    {
        (await contents.Write(Document, default, new MemoryStream(System.Text.Encoding.ASCII.GetBytes(text)), "application/pdf", 100, default)).Problem.Should().NotBeNull();

        keys.Destroyed.Should().Be(destroyed);
        pieces.All.Should().BeEmpty();
    }

    private async Task Broken(long size, Action tamper)
    {
        var before = pieces.All.ToDictionary(piece => piece.Key, piece => piece.Value.ToArray());
        tamper();
        await FluentActions.Awaiting(() => ReadBack(size)).Should().ThrowAsync<CryptographicException>();
        foreach (var (number, piece) in before) pieces.All[number] = piece;
    }

    private async Task<byte[]> ReadBack(long size)
    {
        using var all = new MemoryStream();
        await (await contents.Open(Document, size, default))!.CopyToAsync(all);
        return all.ToArray();
    }

    private static byte[] Random(int size) => [.. "%PDF-1.7\n"u8, .. RandomNumberGenerator.GetBytes(size - 9)];

    internal sealed class Pieces : IDocumentStore
    {
        public ConcurrentDictionary<int, byte[]> All { get; } = [];

        public bool Keep { get; init; } = true;

        public Task Begin(DocumentId document, ApplicationId application, CancellationToken ct) => Task.CompletedTask;

        public Task Write(DocumentId document, int number, byte[] piece, CancellationToken ct)
        {
            if (Keep) All[number] = piece;
            return Task.CompletedTask;
        }

        public ValueTask<byte[]?> Read(DocumentId document, int number, CancellationToken ct) => new(All.GetValueOrDefault(number));

        public Task Confirm(DocumentId document, CancellationToken ct) => Task.CompletedTask;

        public Task Delete(DocumentId document, CancellationToken ct) => Task.CompletedTask;

        public ValueTask<IReadOnlyList<(DocumentId Document, ApplicationId Application)>> Unconfirmed(CancellationToken ct) => new([]);
    }

    internal sealed class OneKey : IKeyVault
    {
        private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

        public ValueTask<IReadOnlyList<byte[]>> GetOrCreate(IReadOnlyList<KeyRef> keys, CancellationToken ct) => new([key]);

        public ValueTask<byte[]?> Find(KeyRef wanted, CancellationToken ct) => new(key);

        public ValueTask<bool> Knows(string subject, CancellationToken ct) => new(true);

        public int Destroyed { get; private set; }

        public Task Destroy(string subject, string? retentionClass, CancellationToken ct)
        {
            Destroyed++;
            return Task.CompletedTask;
        }

        public ValueTask<byte[]> Secret(string name, CancellationToken ct) => new(key);
    }
}
