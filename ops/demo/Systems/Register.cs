using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SingleWindow.Demo.Country;

namespace SingleWindow.Demo.Systems;

/// <summary>An entry of an authority's own register, as it is published to the hub.</summary>
/// <param name="Authority">Code of the authority that keeps the register.</param>
internal sealed record RegisterEntry(string Authority, string Type, JsonObject Content)
{
    /// <summary>The same content is the same message, also after a restart; a change is a new one.</summary>
    public string Key { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Content.ToJsonString())));
}

/// <summary>What the authorities of the country know about its firms and people.</summary>
internal static class Register
{
    public static IEnumerable<RegisterEntry> Of(IEnumerable<Firm> firms, DateOnly today) => firms.SelectMany(firm => Of(firm, today));

    /// <summary>What is known about people of the story before anybody hires them.</summary>
    public static IEnumerable<RegisterEntry> OfPeople(DateOnly today) =>
    [
        .. new[] { Worker.Sunil, Worker.Timur, Worker.Thanh, Worker.Viorica }.Select(worker => Assessment(worker, 4, today)),
        Assessment(Worker.Priya, 7, today),
        Language(Worker.Liza, today),
    ];

    /// <summary>The recognition centre has looked at a diploma.</summary>
    public static RegisterEntry Assessment(Worker worker, int eqf, DateOnly today) => new("NAR", "qualification-assessment", new()
    {
        ["assessmentId"] = $"Q-{worker.Passport}",
        ["holder"] = worker.Holder,
        ["country"] = worker.Country,
        ["eqfLevel"] = eqf,
        ["result"] = "recognised",
        ["issuedOn"] = $"{today.AddDays(-30):yyyy-MM-dd}",
    });

    /// <summary>Somebody has passed an examination.</summary>
    public static RegisterEntry Language(Worker worker, DateOnly today) => new("LNG", "language-result", new()
    {
        ["certificateNumber"] = $"L-{worker.Passport}",
        ["holder"] = worker.Holder,
        ["language"] = "et",
        ["cefr"] = "A2",
        ["examOn"] = $"{today.AddDays(-20):yyyy-MM-dd}",
    });

    /// <summary>What the tax board knows of a firm on a day.</summary>
    public static RegisterEntry Standing(Firm firm, DateOnly today) => new("TAX", "tax-standing", new()
    {
        ["registryCode"] = firm.RegistryCode,
        ["asOf"] = $"{today:yyyy-MM-dd}",
        ["arrearsEur"] = firm.Arrears,
        ["turnoverLast12mEur"] = firm.Turnover,
    });

    /// <summary>What the business register knows of a firm. The hub keeps a copy for a year: when the board changes, it hears of it anew.</summary>
    public static RegisterEntry Profile(Firm firm, DateOnly boardSince) => new("BUS", "employer-profile", new()
    {
        ["registryCode"] = firm.RegistryCode,
        ["name"] = firm.Name,
        ["legalForm"] = "OÜ",
        ["registeredOn"] = "2015-04-01",
        ["status"] = "active",
        ["nace"] = new JsonArray(firm.Nace),
        ["board"] = new JsonArray(new JsonObject { ["name"] = "Juta Juhataja Näidis", ["from"] = $"{boardSince:yyyy-MM-dd}" }),
    });

    private static IEnumerable<RegisterEntry> Of(Firm firm, DateOnly today)
    {
        yield return Profile(firm, new(2015, 4, 1));
        yield return new("BUS", "annual-report", new()
        {
            ["registryCode"] = firm.RegistryCode,
            ["year"] = today.Year - 1,
            ["turnoverEur"] = firm.Turnover,
            ["headcountAverage"] = firm.Headcount,
        });
        yield return Standing(firm, today);
        yield return Housing.Of(firm, today, today.AddYears(2));
        // An old one that has run out: it must not count against the firm.
        if (firm == Firm.B) yield return new("LAB", "sanction", new()
        {
            ["sanctionId"] = "demo-2021-17",
            ["employer"] = Firm.B.RegistryCode,
            ["kind"] = "fine",
            ["legalBasis"] = "Working time records were not kept",
            ["imposedOn"] = "2021-05-17",
            ["final"] = true,
            ["until"] = "2022-05-17",
            ["amount"] = 400,
        });
    }
}
