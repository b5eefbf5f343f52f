using System.Security.Cryptography;
using System.Text;
using SingleWindow.Hub.PersonalData;

namespace SingleWindow.Hub.Tests.PersonalData;

public sealed class BlindIndexTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task It_is_the_HMAC_of_kind_country_and_normal_form_under_the_secret_of_the_installation()
    {
        using var fixture = await VaultFixture.Open();
        var secret = await fixture.Vault.Secret("index", None);

        var index = await new BlindIndex(fixture.Vault).Compute("personal-code", "EE", "39001010000", None);

        index.Should().Be(Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes("personal-code|EE|39001010000"))));
    }

    [Theory]
    [InlineData("AB 123-456")]
    [InlineData("  ab123456\t")]
    [InlineData("AB\u00a0123\u2013456")]
    [InlineData("a-b-1-2-3-4-5-6")]
    public async Task Ways_to_write_one_number_have_one_index(string written)
    {
        using var fixture = await VaultFixture.Open();
        var index = new BlindIndex(fixture.Vault);

        (await index.Compute("document", "pl", written, None)).Should().Be(await index.Compute("document", "PL", "AB123456", None));
    }

    [Fact]
    public async Task Another_kind_country_value_or_installation_has_another_index()
    {
        using var one = await VaultFixture.Open();
        using var two = await VaultFixture.Open();
        var index = new BlindIndex(one.Vault);

        string[] all = [
            await index.Compute("document", "PL", "1", None), await index.Compute("personal-code", "PL", "1", None),
            await index.Compute("document", "EE", "1", None),
            await index.Compute("document", "PL", "2", None), await new BlindIndex(two.Vault).Compute("document", "PL", "1", None)];

        all.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_bar_in_a_kind_or_country_is_refused_because_it_could_imitate_another()
    {
        using var fixture = await VaultFixture.Open();
        var index = new BlindIndex(fixture.Vault);

        await FluentActions.Awaiting(() => index.Compute("a|b", "EE", "1", None).AsTask()).Should().ThrowAsync<ArgumentException>();
        await FluentActions.Awaiting(() => index.Compute("a", "E|E", "1", None).AsTask()).Should().ThrowAsync<ArgumentException>();
    }
}
