using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Country;

/// <summary>Workers. All of them are made up: every family name means "example" in some language.</summary>
internal sealed record Worker(string GivenNames, string FamilyName, bool Female, DateOnly Born, string Country, string Passport, bool HasPersonalCode = false, int Serial = 999)
{
    public static readonly Worker Daryna = new("Daryna", "Pryklad", true, new(1994, 3, 14), "UKR", "DEMO00001", HasPersonalCode: true);
    public static readonly Worker Luka = new("Luka", "Magaliti", false, new(1990, 11, 2), "GEO", "DEMO00002");
    public static readonly Worker Amit = new("Amit", "Udaharan", false, new(1988, 6, 30), "IND", "DEMO00003");
    public static readonly Worker Maria = new("Maria", "Halimbawa", true, new(1997, 1, 21), "PHL", "DEMO00004");
    public static readonly Worker Linh = new("Linh", "Vidu", true, new(2000, 9, 5), "VNM", "DEMO00005");
    public static readonly Worker Ion = new("Ion", "Exemplu", false, new(1985, 12, 17), "MDA", "DEMO00006");
    public static readonly Worker Aigul = new("Aigul", "Mysaly", true, new(1992, 4, 8), "KAZ", "DEMO00007");

    public static readonly Worker Sunil = new("Sunil", "Udaharan", false, new(1991, 2, 19), "IND", "DEMO00008");
    public static readonly Worker Oleh = new("Oleh", "Pryklad", false, new(1986, 8, 24), "UKR", "DEMO00009");
    public static readonly Worker Thanh = new("Thanh", "Vidu", false, new(1995, 5, 1), "VNM", "DEMO00010");
    public static readonly Worker Nino = new("Nino", "Magaliti", true, new(1993, 7, 7), "GEO", "DEMO00011");
    public static readonly Worker Pedro = new("Pedro", "Ejemplo", false, new(1989, 10, 12), "MEX", "DEMO00012");
    public static readonly Worker Liza = new("Liza", "Halimbawa", true, new(1998, 12, 8), "PHL", "DEMO00013");
    public static readonly Worker Timur = new("Timur", "Mysaly", false, new(1996, 9, 30), "KAZ", "DEMO00014");
    public static readonly Worker Priya = new("Priya", "Udaharan", true, new(1990, 4, 4), "IND", "DEMO00015");
    public static readonly Worker Viorica = new("Viorica", "Exemplu", true, new(1999, 3, 3), "MDA", "DEMO00016");
    public static readonly Worker Bohdan = new("Bohdan", "Pryklad", false, new(1992, 6, 6), "UKR", "DEMO00017");

    public string Code => Codes.Personal(Female, Born, Serial);

    /// <summary>As registers name them.</summary>
    public string Holder => HasPersonalCode ? Code : $"doc:{Country}:{Passport}";

    /// <summary>As in the travel document.</summary>
    public PersonForm Form(DateOnly passportExpires) => new(
        GivenNames, FamilyName, Born, Female ? "F" : "M", [Country], new("passport", Passport, Country, passportExpires),
        HasPersonalCode ? Code : null);
}

/// <summary>Officials. All of them are made up.</summary>
internal sealed record Clerk(string Authority, string Unit, string Name, string Position)
{
    public static readonly Clerk Police = new("MIG", "legal-migration", "Kati Näidis", "Chief specialist");
    public static readonly Clerk Tax = new("TAX", "employer-control", "Rein Näide", "Senior inspector");
    public static readonly Clerk Employment = new("EMP", "labour-market", "Anne Eeskuju", "Consultant");
    public static readonly Clerk Recognition = new("NAR", "recognition", "Urmas Eeskuju", "Assessor");
    public static readonly Clerk Consulate = new("CON", "visas", "Sirje Proov", "Consul");
    public static readonly Clerk Partner = new("PARTNER", "placements", "Rosa Halimbawa", "Officer");
    public static readonly Clerk Labour = new("LAB", "supervision", "Tiiu Proov", "Labour inspector");
}
