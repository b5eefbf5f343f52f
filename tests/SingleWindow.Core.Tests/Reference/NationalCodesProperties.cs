using SingleWindow.Core.Reference;

namespace SingleWindow.Core.Tests.Reference;

public sealed class NationalCodesProperties
{
    private static readonly Gen<string> PersonalStem = Gen.Select(Gen.Int[0, 109_000], Gen.Bool, Gen.Int[0, 999], (days, female, serial) =>
    {
        var born = new DateOnly(1801, 1, 1).AddDays(days);
        return $"{(born.Year / 100 - 18) * 2 + (female ? 2 : 1)}{born:yyMMdd}{serial:D3}";
    });

    private static readonly Gen<string> RegistryStem = Gen.Select(Gen.OneOf('1', '7', '8', '9'), Gen.Int[0, 999_999], (first, rest) => $"{first}{rest:D6}");

    [Fact]
    public void Exactly_one_check_digit_fits_a_personal_code_and_it_is_the_one_of_the_standard() =>
        PersonalStem.Sample(stem => Fitting(stem, NationalCodes.IsPersonalCode).SequenceEqual([Check(stem, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1], [3, 4, 5, 6, 7, 8, 9, 1, 2, 3])]));

    [Fact]
    public void Exactly_one_check_digit_fits_a_registry_code_and_it_is_the_one_of_the_standard() =>
        RegistryStem.Sample(stem => Fitting(stem, NationalCodes.IsRegistryCode).SequenceEqual([Check(stem, [1, 2, 3, 4, 5, 6, 7], [3, 4, 5, 6, 7, 8, 9])]));

    [Fact]
    public void A_personal_code_says_the_birth_date_from_which_it_was_made() =>
        Gen.Select(Gen.Int[0, 109_000], Gen.Bool).Sample((days, female) =>
        {
            var born = new DateOnly(1801, 1, 1).AddDays(days);
            return NationalCodes.BirthDate($"{(born.Year / 100 - 18) * 2 + (female ? 2 : 1)}{born:yyMMdd}0000") == born;
        });

    [Fact]
    public void A_slip_of_one_digit_is_nearly_always_found()
    {
        var slips = 0;
        var unseen = 0;
        PersonalStem.Sample(stem =>
        {
            var code = stem + Fitting(stem, NationalCodes.IsPersonalCode).Single();
            for (var place = 0; place < code.Length; place++)
                foreach (var digit in "0123456789".Where(digit => digit != code[place]))
                {
                    slips++;
                    if (NationalCodes.IsPersonalCode(code[..place] + digit + code[(place + 1)..])) unseen++;
                }
        }, threads: 1, iter: 300);

        ((double)unseen / slips).Should().BeLessThan(0.05);
    }

    // Written a second time, from the description and not from the code.
    private static int Check(string stem, int[] first, int[] second)
    {
        var rest = stem.Select((digit, place) => (digit - '0') * first[place]).Sum() % 11;
        if (rest < 10) return rest;
        rest = stem.Select((digit, place) => (digit - '0') * second[place]).Sum() % 11;
        return rest < 10 ? rest : 0;
    }

    private static IEnumerable<int> Fitting(string stem, Func<string, bool> valid) => Enumerable.Range(0, 10).Where(check => valid($"{stem}{check}"));
}
