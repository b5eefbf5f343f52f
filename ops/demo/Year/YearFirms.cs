using SingleWindow.Demo.Country;

namespace SingleWindow.Demo.Year;

/// <summary>The employers of the year. All of them are made up.</summary>
internal static class YearFirms
{
    /// <summary>Houses too many and pays its contributions late.</summary>
    public static readonly Firm Hasty = Made("farm-3", "Kiirmari Talu Näidis OÜ", 13, "01.13", "Näidise tee 33, Jõgeva", 640_000m, 24, arrears: 80m) with { Crowds = true };

    /// <summary>Owes taxes: it is refused.</summary>
    private static readonly Firm Indebted = Made("debt", "Võlgade Metall Näidis OÜ", 22, "25.62", "Näidise tee 52, Narva", 410_000m, 9, arrears: 7_300m);
    private static readonly Firm Mill = Made("mill", "Saeveski Näidis OÜ", 21, "25.62", "Näidise tee 51, Võru", 5_200_000m, 90);
    private static readonly Firm Engines = Made("engines", "Mootoritehas Näidis AS", 20, "25.62", "Näidise tee 50, Tallinn", 22_000_000m, 210);

    private static readonly Firm[] Farms =
    [
        Made("farm-1", "Põldmarja Talu Näidis OÜ", 11, "01.13", "Näidise tee 31, Tartumaa", 2_100_000m, 60),
        Made("farm-2", "Aedmaasika Näidis OÜ", 12, "01.13", "Näidise tee 32, Saaremaa", 1_800_000m, 45),
        Hasty,
    ];

    // The pathway gives each employer fifteen places; sixty people are fifteen carers.
    private static readonly Firm[] Homes = [.. Enumerable.Range(1, 14).Select(number => Made($"home-{number}", $"Hoolekodu {number} Näidis SA", 30 + number, "87.30", $"Näidise tee {60 + number}, Pärnu", 2_400_000m, 70))];

    public static IReadOnlyList<Firm> Of(IEnumerable<Person> people) => [.. people.Select(person => person.Firm).Distinct()];

    public static Firm For(Career career, int number) =>
        career == Career.Picker ? Farms[number % Farms.Length]
        : career == Career.Carer ? Homes[number / 60 % Homes.Length]
        : career == Career.Engineer ? Engines
        : career == Career.Polisher && number / 60 % 2 == 0 ? Indebted
        : Mill;

    private static Firm Made(string key, string name, int serial, string nace, string workplace, decimal turnover, int headcount, decimal arrears = 0m) =>
        new(key, name, Codes.Registry(1_999_000 + serial), nace, workplace, turnover, headcount, arrears);
}
