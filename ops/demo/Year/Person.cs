using SingleWindow.Demo.Country;

namespace SingleWindow.Demo.Year;

/// <summary>What goes wrong in a life, so that those who look for it find something.</summary>
internal enum Trouble
{
    None,

    /// <summary>He never comes, and nobody says so.</summary>
    NeverCame,

    /// <summary>He never comes, and the employer says so.</summary>
    NotStarted,

    /// <summary>He works, and no register of employment knows.</summary>
    Unregistered,

    /// <summary>From the second month on he is paid less than was promised.</summary>
    Underpaid,

    /// <summary>The rent is taken out of his pay.</summary>
    RentDeducted,

    /// <summary>The work ends early, and the register hears of it too late.</summary>
    LostWork,
}

/// <summary>One of the people of the year: all of them are made up by a seed, and every family name means "example".</summary>
/// <param name="Number">From 1.</param>
/// <param name="FilesAfter">Days of the year before the application is filed.</param>
/// <param name="Unheld">Evidence that the registers do not hold about him.</param>
internal sealed record Person(int Number, Worker Worker, Firm Firm, Career Career, int FilesAfter, Trouble Trouble, IReadOnlyList<string> Unheld)
{
    private static readonly (string Country, string Family, string[] Women, string[] Men)[] Origins =
    [
        ("UKR", "Pryklad", ["Daryna", "Olena", "Halyna", "Iryna"], ["Bohdan", "Oleh", "Taras", "Andrii"]),
        ("GEO", "Magaliti", ["Nino", "Tamar", "Mariam", "Eka"], ["Luka", "Giorgi", "Levan", "Dato"]),
        ("MDA", "Exemplu", ["Viorica", "Ana", "Elena", "Doina"], ["Ion", "Vasile", "Mihai", "Radu"]),
        ("IND", "Udaharan", ["Priya", "Asha", "Meera", "Kavita"], ["Amit", "Sunil", "Rahul", "Vijay"]),
        ("VNM", "Vidu", ["Linh", "Mai", "Hoa", "Lan"], ["Thanh", "Minh", "Nam", "Duc"]),
        ("PHL", "Halimbawa", ["Maria", "Liza", "Rosa", "Grace"], ["Jose", "Ramon", "Paolo", "Marco"]),
    ];

    private static readonly Trouble[] Troubles = [Trouble.NeverCame, Trouble.NotStarted, Trouble.Unregistered, Trouble.Underpaid, Trouble.RentDeducted, Trouble.LostWork];

    public string Reference => $"YEAR-{Number}";

    /// <summary>His personal code, where he has one.</summary>
    public string? Code => Worker.HasPersonalCode ? Worker.Code : null;

    /// <summary>So many people; the same seed makes the same ones.</summary>
    public static IEnumerable<Person> Make(int count, int seed)
    {
        for (var number = 1; number <= count; number++) yield return Make(number, new Random(seed + number));
    }

    private static Person Make(int number, Random random)
    {
        // Of twenty: twelve for a season, five into care, two engineers, and a polisher, a machine setter or a welder.
        var career = (number % 20) switch
        {
            < 12 => Career.Picker,
            < 17 => Career.Carer,
            < 19 => Career.Engineer,
            _ => (number / 20 % 3) switch { 0 => Career.Polisher, 1 => Career.Setter, _ => Career.Welder },
        };
        var (country, family, women, men) = Origins[career == Career.Carer ? 5 : random.Next(5)];
        var female = random.Next(2) == 0;
        var born = new DateOnly(1975, 1, 1).AddDays(random.Next(10_000));
        // Most were here before; a few of the others have no code yet.
        var hasCode = career.Held.Contains(Career.Health) || random.Next(10) > 0;
        var worker = new Worker((female ? women : men)[random.Next(4)], family, female, born, country, $"YEAR{number:D5}", hasCode, number % 999);
        var trouble = number % 7 == 3 ? Troubles[number / 7 % Troubles.Length] : Trouble.None;
        return new(number, worker, YearFirms.For(career, number), career, 15 + random.Next(career == Career.Picker ? 165 : 120), trouble, number % 17 == 5 ? career.Held : []);
    }
}
