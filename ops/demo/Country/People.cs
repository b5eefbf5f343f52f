using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Country;

/// <summary>Workers. All of them are made up: every family name means "example" in some language.</summary>
internal sealed record Worker(string GivenNames, string FamilyName, bool Female, DateOnly Born, string Country, string Passport, bool HasPersonalCode = false)
{
    public static readonly Worker Daryna = new("Daryna", "Pryklad", true, new(1994, 3, 14), "UKR", "DEMO00001", HasPersonalCode: true);
    public static readonly Worker Luka = new("Luka", "Magaliti", false, new(1990, 11, 2), "GEO", "DEMO00002");
    public static readonly Worker Amit = new("Amit", "Udaharan", false, new(1988, 6, 30), "IND", "DEMO00003");
    public static readonly Worker Maria = new("Maria", "Halimbawa", true, new(1997, 1, 21), "PHL", "DEMO00004");
    public static readonly Worker Linh = new("Linh", "Vidu", true, new(2000, 9, 5), "VNM", "DEMO00005");
    public static readonly Worker Ion = new("Ion", "Exemplu", false, new(1985, 12, 17), "MDA", "DEMO00006");
    public static readonly Worker Aigul = new("Aigul", "Mysaly", true, new(1992, 4, 8), "KAZ", "DEMO00007");

    /// <summary>As in the travel document.</summary>
    public PersonForm Form(DateOnly passportExpires) => new(
        GivenNames, FamilyName, Born, Female ? "F" : "M", [Country], new("passport", Passport, Country, passportExpires),
        HasPersonalCode ? Codes.Personal(Female, Born, 999) : null);
}

/// <summary>Officials. All of them are made up.</summary>
internal sealed record Clerk(string Authority, string Unit, string Name, string Position)
{
    public static readonly Clerk Police = new("MIG", "legal-migration", "Kati Näidis", "Chief specialist");
    public static readonly Clerk Tax = new("TAX", "employer-control", "Rein Näide", "Senior inspector");
    public static readonly Clerk Labour = new("LAB", "supervision", "Tiiu Proov", "Labour inspector");
}
