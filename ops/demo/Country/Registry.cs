using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Country;

/// <summary>Gives everybody a client to sign in with, and remembers how, for <c>demo.json</c>.</summary>
internal sealed class Registry(HttpClient gateway, IReadOnlyDictionary<string, string> earlier, Func<DemoClient, string?, CancellationToken, Task<string>> create)
{
    private readonly List<DemoLogin> logins = [];
    private readonly Dictionary<string, HubClient> enrolled = [];

    public IReadOnlyList<DemoLogin> Logins => logins;

    /// <summary>The client; whoever has one keeps it.</summary>
    public async Task<HubClient> Enrol(DemoClient client, CancellationToken ct)
    {
        if (enrolled.TryGetValue(client.ClientId, out var known)) return known;
        var secret = await create(client, earlier.GetValueOrDefault(client.ClientId), ct);
        logins.Add(new(client.ClientId, secret, client.Scopes[0], client.Party, client.Unit, client.Purposes, client.Name));
        return enrolled[client.ClientId] = new HubClient(gateway, client.ClientId, secret);
    }
}
