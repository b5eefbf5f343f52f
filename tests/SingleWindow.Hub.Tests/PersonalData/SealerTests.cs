using System.Security.Cryptography;
using System.Text;
using SingleWindow.Hub.PersonalData;

namespace SingleWindow.Hub.Tests.PersonalData;

public sealed class SealerTests : IAsyncLifetime
{
    private static readonly KeyRef Key = new("wrk_1", "identity");
    private static readonly byte[] Plain = Encoding.UTF8.GetBytes("Maria Tamm, born 1990-01-01");
    private static readonly byte[] Place = [1, 2, 3];
    private VaultFixture fixture = null!;
    private Sealer sealer = null!;

    private static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync()
    {
        fixture = await VaultFixture.Open();
        sealer = new Sealer(fixture.Vault);
    }

    public Task DisposeAsync()
    {
        fixture.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_was_sealed_opens_again_and_shows_nothing_meanwhile()
    {
        var box = await sealer.Seal(Key, Plain, Place, None);

        box.Key.Should().Be(Key);
        box.Bytes.Should().HaveCount(12 + Plain.Length + 16);
        box.Bytes.AsSpan().IndexOf(Plain.AsSpan(0, 5)).Should().Be(-1);
        (await sealer.Open(box, Place, None)).Should().Equal(Plain);
    }

    [Fact]
    public async Task The_same_bytes_look_different_each_time() =>
        (await sealer.Seal(Key, Plain, Place, None)).Bytes.Should().NotEqual((await sealer.Seal(Key, Plain, Place, None)).Bytes);

    [Fact]
    public async Task After_the_key_is_destroyed_it_opens_to_nothing_and_nothing_more_is_sealed()
    {
        var box = await sealer.Seal(Key, Plain, Place, None);

        await fixture.Vault.Destroy("wrk_1", "identity", None);

        (await sealer.Open(box, Place, None)).Should().BeNull();
        await FluentActions.Awaiting(() => sealer.Seal(Key, Plain, Place, None).AsTask()).Should().ThrowAsync<KeyDestroyedException>();
    }

    [Fact]
    public async Task It_does_not_open_in_another_place_or_after_any_byte_changed()
    {
        var box = await sealer.Seal(Key, Plain, Place, None);

        await FluentActions.Awaiting(() => sealer.Open(box, new byte[3], None).AsTask()).Should().ThrowAsync<CryptographicException>();
        for (var i = 0; i < box.Bytes.Length; i++)
        {
            var changed = box.Bytes.ToArray();
            changed[i] ^= 1;
            await FluentActions.Awaiting(() => sealer.Open(box with { Bytes = changed }, Place, None).AsTask()).Should().ThrowAsync<CryptographicException>();
        }
        await FluentActions.Awaiting(() => sealer.Open(box with { Bytes = [1] }, Place, None).AsTask()).Should().ThrowAsync<CryptographicException>();
    }
}
