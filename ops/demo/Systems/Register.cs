using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SingleWindow.Demo.Country;

namespace SingleWindow.Demo.Systems;

/// <summary>An entry of an authority's own register, as it is published to the hub.</summary>
internal sealed record RegisterEntry(string Type, JsonObject Content)
{
    /// <summary>The same content is the same message, also after a restart; a change is a new one.</summary>
    public string Key { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Content.ToJsonString())));
}

/// <summary>What the authorities of the country know about its firms.</summary>
internal static class Register
{
    public static IReadOnlyList<RegisterEntry> OfBusiness(DateOnly today) =>
    [
        .. Firm.All.Select(firm => new RegisterEntry("employer-profile", new()
        {
            ["registryCode"] = firm.RegistryCode,
            ["name"] = firm.Name,
            ["legalForm"] = "OÜ",
            ["registeredOn"] = "2015-04-01",
            ["status"] = "active",
            ["nace"] = new JsonArray(firm.Nace),
        })),
        .. Firm.All.Select(firm => new RegisterEntry("annual-report", new()
        {
            ["registryCode"] = firm.RegistryCode,
            ["year"] = today.Year - 1,
            ["turnoverEur"] = firm.Turnover,
            ["headcountAverage"] = firm.Headcount,
        })),
    ];

    public static IReadOnlyList<RegisterEntry> OfTax(DateOnly today) =>
    [
        .. Firm.All.Select(firm => new RegisterEntry("tax-standing", new()
        {
            ["registryCode"] = firm.RegistryCode,
            ["asOf"] = $"{today:yyyy-MM-dd}",
            ["arrearsEur"] = firm.Arrears,
            ["turnoverLast12mEur"] = firm.Turnover,
        })),
    ];

    /// <summary>One old sanction that has run out: it must not count against the firm.</summary>
    public static IReadOnlyList<RegisterEntry> OfLabour() =>
    [
        new("sanction", new()
        {
            ["sanctionId"] = "demo-2021-17",
            ["employer"] = Firm.B.RegistryCode,
            ["kind"] = "fine",
            ["legalBasis"] = "Working time records were not kept",
            ["imposedOn"] = "2021-05-17",
            ["final"] = true,
            ["until"] = "2022-05-17",
            ["amount"] = 400,
        }),
    ];
}
