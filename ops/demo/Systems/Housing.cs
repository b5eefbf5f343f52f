using System.Text.Json.Nodes;
using SingleWindow.Demo.Country;

namespace SingleWindow.Demo.Systems;

/// <summary>Where employers put people up, as the inspectorate has written it down.</summary>
internal static class Housing
{
    /// <summary>A place, for a worker or, without one, as the employer offers it.</summary>
    public static RegisterEntry Of(Firm firm, DateOnly from, DateOnly to, string? worker = null)
    {
        var housing = new JsonObject
        {
            ["addressCode"] = $"EE{firm.RegistryCode}",
            ["employer"] = firm.RegistryCode,
            ["providedBy"] = "employer",
            ["floorAreaM2"] = firm.Crowds ? 40 : 300,
            ["capacity"] = firm.Crowds ? 6 : 40,
            ["persons"] = new JsonObject { ["count"] = firm.Crowds ? 14 : 30, ["from"] = $"{from:yyyy-MM-dd}" },
            ["rentMonthly"] = 150,
            ["leaseFrom"] = $"{from:yyyy-MM-dd}",
            ["leaseTo"] = $"{to:yyyy-MM-dd}",
        };
        if (worker is not null) housing["worker"] = worker;
        return new("LAB", "accommodation", housing);
    }
}
