namespace SingleWindow.Demo.Country;

/// <summary>An employer. All of them are made up ("näidis" is Estonian for example).</summary>
/// <param name="Key">Short name in client ids and references.</param>
/// <param name="Arrears">What it owes the tax board, in euros.</param>
/// <param name="Crowds">True when it houses more people than there is room for.</param>
internal sealed record Firm(string Key, string Name, string RegistryCode, string Nace, string Workplace, decimal Turnover, int Headcount, decimal Arrears, bool Crowds = false)
{
    public static readonly Firm A = new("a", "Hõbekask Metalli Näidis OÜ", Codes.Registry(1999001), "25.62", "Näidise tee 1, Tartu", 4_200_000m, 61, 0m);
    public static readonly Firm B = new("b", "Merituul Aiandi Näidis OÜ", Codes.Registry(1999002), "01.13", "Näidise tee 22, Saaremaa", 1_150_000m, 18, 60m);
    public static readonly Firm C = new("c", "Kiirtöö Näidis OÜ", Codes.Registry(1999003), "43.11", "Näidise tee 303, Narva", 380_000m, 7, 4_812.50m);

    public static readonly Firm D = new("d", "Eakate Hoolekodu Näidis SA", Codes.Registry(1999004), "87.30", "Näidise tee 4, Viljandi", 2_600_000m, 84, 0m);

    public static readonly IReadOnlyList<Firm> All = [A, B, C, D];
}
