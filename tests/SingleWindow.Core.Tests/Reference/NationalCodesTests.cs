using SingleWindow.Core.Reference;

namespace SingleWindow.Core.Tests.Reference;

public sealed class NationalCodesTests
{
    public static TheoryData<string, bool, string> PersonalCodes => Known("personalCode");

    public static TheoryData<string, bool, string> RegistryCodes => Known("registryCode");

    [Theory, MemberData(nameof(PersonalCodes))]
    public void A_personal_code_is_judged_as_the_worked_example_says(string code, bool valid, string why) =>
        NationalCodes.IsPersonalCode(code).Should().Be(valid, why);

    [Theory, MemberData(nameof(RegistryCodes))]
    public void A_registry_code_is_judged_as_the_worked_example_says(string code, bool valid, string why) =>
        NationalCodes.IsRegistryCode(code).Should().Be(valid, why);

    [Theory]
    [InlineData("1", 1800)]
    [InlineData("2", 1800)]
    [InlineData("3", 1900)]
    [InlineData("4", 1900)]
    [InlineData("5", 2000)]
    [InlineData("6", 2000)]
    [InlineData("7", 2100)]
    [InlineData("8", 2100)]
    public void The_first_digit_names_the_century(string first, int century) =>
        NationalCodes.BirthDate($"{first}0112300009").Should().Be(new DateOnly(century + 1, 12, 30));

    [Theory]
    [InlineData("39002310000", "31 February")]
    [InlineData("39002290000", "29 February 1990")]
    [InlineData("39000100000", "month 0")]
    [InlineData("39013100000", "month 13")]
    [InlineData("39004310000", "31 April")]
    [InlineData("39004000000", "day 0")]
    [InlineData("30002290000", "29 February 1900, no leap year")]
    public void A_day_that_never_was_is_no_birth_date(string code, string why)
    {
        NationalCodes.BirthDate(code).Should().BeNull(why);
        Enumerable.Range(0, 10).Select(check => NationalCodes.IsPersonalCode(code[..10] + check)).Should().AllBeEquivalentTo(false, why);
    }

    [Theory]
    [InlineData("49202290000", "1992-02-29")]
    [InlineData("60002290000", "2000-02-29")]
    public void The_29th_of_February_is_a_birth_date_in_a_leap_year(string code, string date) =>
        NationalCodes.BirthDate(code).Should().Be(DateOnly.ParseExact(date, "yyyy-MM-dd"));

    [Theory]
    [InlineData("")]
    [InlineData("3680528010")]
    [InlineData("368052801099")]
    [InlineData("3680528010X")]
    [InlineData(" 6805280109")]
    [InlineData("٣6805280109")]
    [InlineData("06805280109")]
    [InlineData("96805280109")]
    public void What_is_no_row_of_eleven_digits_from_1_to_8_has_no_birth_date(string code)
    {
        NationalCodes.BirthDate(code).Should().BeNull();
        NationalCodes.IsPersonalCode(code).Should().BeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("1006070")]
    [InlineData("100607011")]
    [InlineData("1006070X")]
    [InlineData("X0060701")]
    public void What_is_no_row_of_eight_digits_is_no_registry_code(string code) => NationalCodes.IsRegistryCode(code).Should().BeFalse();

    private static TheoryData<string, bool, string> Known(string group)
    {
        var known = new TheoryData<string, bool, string>();
        foreach (var vector in Vectors.Of(group)) known.Add(vector.Text("code"), vector.GetProperty("valid").GetBoolean(), vector.Text("why"));
        return known;
    }
}
