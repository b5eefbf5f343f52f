namespace SingleWindow.Hub.Tests.Api;

/// <summary>Somebody who tries every door.</summary>
/// <param name="Name">Who that is, in a word.</param>
/// <param name="Before">The caller, before a door: some come with the scope and the party of whoever owns what is behind it.</param>
/// <param name="Scopes">What the token carries; null when it carries all that the door asks for.</param>
/// <param name="IsNobody">No door but a public one lets him in.</param>
internal sealed record Principal(string Name, Func<Door, Party> Before, string? Scopes = null, bool IsNobody = false)
{
    /// <summary>Whether he comes with the right scope.</summary>
    public bool Fits(Door door) => door.Scopes.Any(scope => Scopes is null || Scopes.Split(' ').Contains(scope)) && !(door.Scopes.Count > 1 && IsOtherSide(door));

    /// <summary>Whether what is behind the door is his.</summary>
    public bool Owns(Door door) => !IsNobody && Fits(door) && (door.Owner.IsSame(Before(door)) || door.Allies?.Any(ally => ally.IsSame(Before(door))) is true || door.Owner.Id is "HUB" && Fits(door));

    public override string ToString() => Name;

    /// <summary>All of them, who own nothing that is behind a door but what the law lets their office see.</summary>
    public static async Task<IReadOnlyList<Principal>> Of(HubFixture hub, Issuer foreign)
    {
        var (employer, own) = (await hub.Country.Employer(), hub.NewWorker());
        await hub.Country.Granted(employer);
        (await hub.Country.Operator.Patch("/api/v1/clients/switched-off", new System.Text.Json.Nodes.JsonObject { ["active"] = false })).Is(200);
        var closed = await hub.Country.Employer();
        (await hub.Country.Operator.Patch($"/api/v1/parties/{closed.Id}", new System.Text.Json.Nodes.JsonObject { ["active"] = false })).Is(200);
        string All(Door door) => $"{door.Scope} employer worker authority operator";

        Principal Fixed(string name, string scopes, string? party = null, string? unit = null, params string[] purposes)
        {
            var caller = hub.Party(scopes, party, unit, purposes);
            return new(name, _ => caller, scopes);
        }
        return
        [
            new("anonymous", _ => hub.WithToken(null), IsNobody: true),
            new("switched-off client", door => hub.WithToken(hub.Issuer.Mint(All(door), "switched-off", door.Owner.Id, "permits", ["P01"])), IsNobody: true),
            new("switched-off party", door => hub.WithToken(hub.Issuer.Mint(All(door), "a client of the closed", closed.Id)), IsNobody: true),
            new("foreign issuer", door => hub.WithToken(foreign.Mint(All(door), "c", door.Owner.Id, "permits", ["P01"])), IsNobody: true),
            new("another system's token", door => hub.WithToken(hub.Issuer.Mint(All(door), "c", door.Owner.Id, "permits", ["P01"], token => token.Audience = "another")), IsNobody: true),
            Fixed("employer B", "employer", employer.Id),
            Fixed("employer of none", "employer"),
            Fixed("worker B", "worker", own.Id),
            Fixed("worker of none", "worker"),
            Fixed("authority with grant", "authority", "MIG", "permits", "P01"),
            Fixed("authority without grant", "authority", "CUS", "gates", "P01"),
            Fixed("authority unheard of", "authority", "XXX", "u", "P01"),
            Fixed("authority of none", "authority"),
            Fixed("other unit", "authority", "MIG", "statistics", "P10"),
            Fixed("unit of returns (P11)", "authority", "MIG", "returns", "P11"),
            Fixed("inspector", "inspector", "LAB", "inspection", "P04"),
            Fixed("union A", "monitor", "uni_a"),
            Fixed("union B", "monitor", "uni_b"),
            Fixed("operator", "operator", "HUB"),
            Fixed("auditor", "auditor", "AUD"),
            Fixed("scope of nothing", "", "MIG", "permits", "P01"),
            Fixed("employer with a worker's id", "employer", own.Id),
        ];
    }

    private bool IsOtherSide(Door door) => Before(door).Id is var party
        && !((Has("employer") && !party.StartsWith("wrk_", StringComparison.Ordinal)) || (Has("worker") && !party.StartsWith("emp_", StringComparison.Ordinal)));

    private bool Has(string scope) => Scopes?.Split(' ').Contains(scope) is not false;
}
