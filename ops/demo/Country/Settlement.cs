using System.Net;
using SingleWindow.Demo.Hub;
using SingleWindow.Demo.Systems;

namespace SingleWindow.Demo.Country;

/// <summary>
/// Founds the country through the API, as an operator would. Every key is stable, so that a second founding on the same store
/// meets what the first one made.
/// </summary>
internal static class Settlement
{
    public static async Task<Inhabitants> Found(Registry registry, Calendar calendar, CancellationToken ct)
    {
        var operatorHub = await registry.Enrol(Clients.Operator, ct);
        // Registers first: by the time somebody files, the hub has long known what they say.
        var business = await Serve("BUS", "business register", Register.OfBusiness(calendar.Today), null, null, await registry.Enrol(Clients.BusinessRegister, ct), ct);
        var firms = new Dictionary<string, Firm>();
        foreach (var firm in Firm.All) firms.Add(await RegisterParty(operatorHub, firm, ct), firm);
        var tax = await Staff(operatorHub, registry, Clients.Tax, "tax board", Clerk.Tax, Register.OfTax(calendar.Today), new TaxDesk(firms), ct);
        var labour = await Staff(operatorHub, registry, Clients.Labour, "labour inspectorate", Clerk.Labour, Register.OfLabour(), new StepDesk(new LabourDesk()), ct);
        var employment = await Staff(operatorHub, registry, Clients.Employment, "employment service", Clerk.Employment, [], new StepDesk(), ct);
        var recognition = await Staff(operatorHub, registry, Clients.Recognition, "recognition centre", Clerk.Recognition, [], new StepDesk(), ct);
        var consulate = await Staff(operatorHub, registry, Clients.Consulate, "consulate", Clerk.Consulate, [], new StepDesk(), ct);
        var partner = await Staff(operatorHub, registry, Clients.Partner, "partner state", Clerk.Partner, [], new StepDesk(), ct);
        var police = await Staff(operatorHub, registry, Clients.Police, "police", Clerk.Police, [], new StepDesk(new PoliceDesk()), ct);
        foreach (var visitor in Clients.Visitors) await registry.Enrol(visitor, ct);
        var employers = new Dictionary<Firm, Employer>();
        foreach (var (party, firm) in firms) employers[firm] = new(firm, party, await registry.Enrol(Clients.Employer(firm, party), ct), calendar);
        return new(registry, calendar)
        {
            Police = police,
            Tax = tax,
            Labour = labour,
            Employment = employment,
            Recognition = recognition,
            Consulate = consulate,
            Partner = partner,
            BusinessRegister = business,
            Operator = operatorHub,
            A = employers[Firm.A],
            B = employers[Firm.B],
            C = employers[Firm.C],
            D = employers[Firm.D],
        };
    }

    private static async Task<string> RegisterParty(HubClient operatorHub, Firm firm, CancellationToken ct) =>
        (await operatorHub.Post("parties", new { registryCode = firm.RegistryCode, name = firm.Name }, $"party/{firm.RegistryCode}", ct)).Must<Party>(HttpStatusCode.Created).Id;

    private static async Task<Authority> Staff(
        HubClient operatorHub, Registry registry, DemoClient client, string name, Clerk clerk, IReadOnlyList<RegisterEntry> register, IDesk desk, CancellationToken ct)
    {
        var user = new { authority = clerk.Authority, unit = clerk.Unit, name = clerk.Name, position = clerk.Position };
        var official = (await operatorHub.Post("users", user, $"user/{clerk.Authority}/1", ct)).Must<Official>(HttpStatusCode.Created);
        return await Serve(clerk.Authority, name, register, desk, official.Id, await registry.Enrol(client, ct), ct);
    }

    private static async Task<Authority> Serve(
        string code, string name, IReadOnlyList<RegisterEntry> register, IDesk? desk, string? official, HubClient hub, CancellationToken ct)
    {
        var system = new AuthoritySystem(code, name, hub, register, desk, official);
        await system.Publish(ct);
        return new(await AuthorityServer.Start(system, ct), hub, official);
    }
}
