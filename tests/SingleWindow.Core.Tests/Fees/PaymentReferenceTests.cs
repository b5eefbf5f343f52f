using SingleWindow.Core.Fees;

namespace SingleWindow.Core.Tests.Fees;

public sealed class PaymentReferenceTests
{
    private static readonly ApplicationId App = new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e01"));

    [Fact]
    public void A_reference_stays_the_same_for_ever() => PaymentReference.Of(App, 1).Should().Be(PaymentReference.Of(App, 1)).And.Be("68763488182146165013");

    [Theory]
    [InlineData("00000000000000123453")]
    [InlineData("00000000000001234561")]
    public void Weights_are_seven_three_one_from_the_right_as_banks_in_Estonia_count_them(string reference)
    {
        PaymentReference.IsValid(reference).Should().BeTrue("12345 has the check digit 3, and 123456 has 1");
        Enumerable.Range(0, 10).Count(check => PaymentReference.IsValid(reference[..^1] + check)).Should().Be(1);
    }

    [Fact]
    public void Every_reference_has_its_check_digit_names_its_fee_and_begins_with_the_application() =>
        Gen.Select(Gen.Guid, Gen.Int[1, 99]).Sample((id, fee) =>
        {
            var reference = PaymentReference.Of(new(id), fee);
            return PaymentReference.IsValid(reference) && reference.Length == 20 && reference[0] != '0' && PaymentReference.Fee(reference) == fee && reference.StartsWith(PaymentReference.Stem(new(id)), StringComparison.Ordinal);
        });

    [Fact]
    public void One_wrong_digit_is_noticed() =>
        Gen.Select(Gen.Guid, Gen.Int[0, 19], Gen.Int[1, 9]).Sample((id, at, by) =>
        {
            var digits = PaymentReference.Of(new(id), 1).ToCharArray();
            digits[at] = (char)('0' + (digits[at] - '0' + by) % 10);
            return !PaymentReference.IsValid(new(digits));
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1234567890123456789")]
    [InlineData("1234567890123456789x")]
    [InlineData("١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠")]
    public void What_is_no_number_is_no_reference(string? reference) => PaymentReference.IsValid(reference).Should().BeFalse();

    [Fact]
    public void Two_applications_and_two_fees_have_different_references()
    {
        var other = new ApplicationId(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e02"));

        new[] { PaymentReference.Of(App, 1), PaymentReference.Of(App, 2), PaymentReference.Of(other, 1) }.Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("2026030200012345", true)]
    [InlineData("RO-09/1 (2)", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData(" 1", false)]
    [InlineData("a\tb", false)]
    [InlineData("Jõgi", false)]
    [InlineData("123456789012345678901234567890123456", false)]
    public void A_bank_names_a_payment_with_the_signs_that_banks_exchange(string? text, bool well) => BankReference.IsWellFormed(text).Should().Be(well);

    [Fact]
    public void However_it_is_written_it_is_the_same_bank_reference() => BankReference.Plain("ro 09 a1").Should().Be(BankReference.Plain("RO09A1"));
}
