namespace SingleWindow.Core.Tests.Applications;

public sealed class InvitationCodeTests
{
    private static readonly Gen<byte[]> Secrets = Gen.Byte.Array[32];

    [Fact]
    public void A_code_is_read_as_it_was_made() => Secrets.Sample(secret =>
    {
        var code = InvitationCode.Of(secret);
        code.Should().MatchRegex(@"^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-Z*~$=]$");
        InvitationCode.Read(code).Should().Be(code.Replace("-", "")[..16]);
        InvitationCode.Read(code.ToLowerInvariant().Replace('-', ' ').Replace('0', 'o').Replace('1', 'i')).Should().Be(InvitationCode.Read(code));
    });

    [Fact]
    public void One_wrong_symbol_and_two_that_changed_places_are_noticed() => Gen.Select(Secrets, Gen.Int[0, 14], Gen.Int[1, 31]).Sample((secret, place, other) =>
    {
        const string Symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        var code = InvitationCode.Of(secret).Replace("-", "");
        var wrong = code.ToCharArray();
        wrong[place] = Symbols[(Symbols.IndexOf(wrong[place]) + other) % 32];
        InvitationCode.Read(new(wrong)).Should().BeNull();
        var swapped = code.ToCharArray();
        (swapped[place], swapped[place + 1]) = (swapped[place + 1], swapped[place]);
        if (swapped[place] != swapped[place + 1]) InvitationCode.Read(new(swapped)).Should().BeNull();
    });

    [Fact]
    public void Eighty_bits_of_the_secret_are_in_it()
    {
        InvitationCode.Of(new byte[10]).Should().Be("0000-0000-0000-0000-0");
        InvitationCode.Of(Enumerable.Repeat((byte)255, 10).ToArray()).Should().StartWith("ZZZZ-ZZZZ-ZZZZ-ZZZZ-");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000-0000-0000-0000")]
    [InlineData("0000-0000-0000-0000-1")]
    [InlineData("000U-0000-0000-0000-0")]
    [InlineData("0000-0000-0000-0000-00")]
    public void What_is_no_code_is_not_read(string? typed) => InvitationCode.Read(typed).Should().BeNull();

    [Fact]
    public void A_long_text_is_not_looked_through() => InvitationCode.Read(new string('-', 61) + "00000000000000000").Should().BeNull();
}
