using System.Collections.Concurrent;
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
        var authorities = new Dictionary<string, Authority>();
        // Registers first: by the time somebody files, the hub has long known what they say.
        foreach (var client in Clients.Registers) authorities.Add(client.Party, await Serve(client, null, null, await registry.Enrol(client, ct), ct));
        var firms = new ConcurrentDictionary<string, Firm>();
        foreach (var (client, clerk, desk) in Offices(firms)) authorities.Add(clerk.Authority, await Staff(operatorHub, registry, client, clerk, desk, ct));
        foreach (var visitor in Clients.Visitors) await registry.Enrol(visitor, ct);
        var parties = new Dictionary<Firm, string>();
        foreach (var firm in Firm.All) firms[parties[firm] = await RegisterParty(operatorHub, firm, ct)] = firm;
        foreach (var entry in Register.Of(Firm.All, calendar.Today).Concat(Register.OfPeople(calendar.Today))) await authorities[entry.Authority].Server.System.Enter(entry, ct);
        var employers = new List<Employer>();
        foreach (var (firm, party) in parties) employers.Add(new(firm, party, await registry.Enrol(Clients.Employer(firm, party), ct), calendar));
        return new(registry, calendar, operatorHub, authorities, firms) { Employers = employers };
    }

    /// <summary>Another firm comes, and the registers know it.</summary>
    public static async Task<Employer> Settle(Inhabitants land, Firm firm, CancellationToken ct)
    {
        var party = await RegisterParty(land.Operator, firm, ct);
        land.Firms[party] = firm;
        foreach (var entry in Register.Of([firm], land.Calendar.Today)) await land.Authorities[entry.Authority].Server.Enter(entry, ct);
        return new(firm, party, await land.Registry.Enrol(Clients.Employer(firm, party), ct, listed: false), land.Calendar);
    }

    private static (DemoClient Client, Clerk Clerk, IDesk Desk)[] Offices(IReadOnlyDictionary<string, Firm> firms) =>
    [
        (Clients.Tax, Clerk.Tax, new TaxDesk(firms)),
        (Clients.Labour, Clerk.Labour, new StepDesk(new LabourDesk())),
        (Clients.Employment, Clerk.Employment, new StepDesk()),
        (Clients.Recognition, Clerk.Recognition, new StepDesk()),
        (Clients.Consulate, Clerk.Consulate, new StepDesk()),
        (Clients.Partner, Clerk.Partner, new StepDesk()),
        (Clients.Police, Clerk.Police, new StepDesk(new PoliceDesk())),
    ];

    private static async Task<string> RegisterParty(HubClient operatorHub, Firm firm, CancellationToken ct) =>
        (await operatorHub.Post("parties", new { registryCode = firm.RegistryCode, name = firm.Name }, $"party/{firm.RegistryCode}", ct)).Must<Party>(HttpStatusCode.Created).Id;

    private static async Task<Authority> Staff(HubClient operatorHub, Registry registry, DemoClient client, Clerk clerk, IDesk desk, CancellationToken ct)
    {
        var user = new { authority = clerk.Authority, unit = clerk.Unit, name = clerk.Name, position = clerk.Position };
        var official = (await operatorHub.Post("users", user, $"user/{clerk.Authority}/1", ct)).Must<Official>(HttpStatusCode.Created);
        return await Serve(client, desk, official.Id, await registry.Enrol(client, ct), ct);
    }

    private static async Task<Authority> Serve(DemoClient client, IDesk? desk, string? official, HubClient hub, CancellationToken ct) =>
        new(await AuthorityServer.Start(new AuthoritySystem(client.Party, client.Name.Split(':')[0], hub, desk, official), ct), hub, official);
}
