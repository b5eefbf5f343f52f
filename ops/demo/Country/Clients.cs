namespace SingleWindow.Demo.Country;

/// <summary>Who signs in to the hub, and with what rights. One client has one scope.</summary>
internal static class Clients
{
    public static readonly DemoClient Operator = Of("demo-operator", "Operator of the hub", "operator", "HUB");
    public static readonly DemoClient Police = Of("demo-police", "Police: decides", "authority", "MIG", Clerk.Police.Unit, "P01");
    public static readonly DemoClient Tax = Of("demo-tax", "Tax board", "authority", "TAX", Clerk.Tax.Unit, "P01", "P05");
    public static readonly DemoClient Labour = Of("demo-labour", "Labour inspectorate", "authority", "LAB", Clerk.Labour.Unit, "P01", "P03", "P04");
    public static readonly DemoClient Employment = Of("demo-employment-service", "Public employment service", "authority", "EMP", Clerk.Employment.Unit, "P01", "P02");
    public static readonly DemoClient Recognition = Of("demo-recognition", "Recognition of qualifications", "authority", "NAR", Clerk.Recognition.Unit, "P08");
    public static readonly DemoClient Consulate = Of("demo-consulate", "Consulate: visas", "authority", "CON", Clerk.Consulate.Unit, "P01");
    public static readonly DemoClient Partner = Of("demo-partner", "Partner state's authority", "authority", "PARTNER", Clerk.Partner.Unit, "P13");

    /// <summary>Registers that publish and take no tasks.</summary>
    public static readonly IReadOnlyList<DemoClient> Registers =
    [
        Of("demo-business-register", "Business register: publishes only", "authority", "BUS", "register"),
        Of("demo-population-register", "Population register: publishes only", "authority", "POP", "register"),
        Of("demo-health-insurance", "Health insurance fund: publishes only", "authority", "HIF", "register"),
        Of("demo-social-insurance", "Social insurance board: publishes only", "authority", "SOC", "register"),
        Of("demo-language-testing", "Language testing: publishes only", "authority", "LNG", "register"),
    ];

    /// <summary>Clients for visitors; nobody of the country uses them.</summary>
    public static readonly IReadOnlyList<DemoClient> Visitors =
    [
        Of("demo-operator-2", "Second operator: the other two of four eyes", "operator", "HUB"),
        Of("demo-police-quota", "Police, another unit: no applications", "authority", "MIG", "quota-planning", "P15"),
        Of("demo-police-return", "Police, return unit: behind the firewall", "authority", "MIG", "return", "P11"),
        Of("demo-no-grants", "Language tests: asks for P01 without a right", "authority", "LNG", "examinations", "P01"),
        Of("demo-inspector", "Labour inspector", "inspector", "LAB", Clerk.Labour.Unit, "P03", "P04"),
        Of("demo-monitor", "Trade union: social partner", "monitor", "social-partner"),
        Of("demo-auditor", "Data protection auditor", "auditor", "DPA", "supervision", "P17"),
    ];

    public static DemoClient Employer(Firm firm, string party) => Of($"demo-employer-{firm.Key}", $"Employer {firm.Key.ToUpperInvariant()}: {firm.Name}", "employer", party);

    public static DemoClient WorkerOf(string key, string party) => Of($"demo-worker-{key}", $"Worker {key.ToUpperInvariant()}", "worker", party);

    private static DemoClient Of(string id, string name, string scope, string party, string? unit = null, params IReadOnlyList<string> purposes) =>
        new(id, name, [scope], party, unit, purposes);
}
