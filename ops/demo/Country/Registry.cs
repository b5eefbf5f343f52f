using System.Collections.Concurrent;
using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Country;

/// <summary>Gives everybody a client to sign in with, and remembers how, for <c>demo.json</c>.</summary>
internal sealed class Registry(HttpClient gateway, IReadOnlyDictionary<string, string> earlier, Func<DemoClient, string?, CancellationToken, Task<string>> create)
{
    private readonly List<DemoLogin> logins = [];
    private readonly ConcurrentDictionary<string, HubClient> enrolled = [];

    public IReadOnlyList<DemoLogin> Logins => logins;

    /// <summary>The client; whoever has one keeps it.</summary>
    /// <param name="client">Who.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="listed">False for those whom no visitor is told how to be.</param>
    public async Task<HubClient> Enrol(DemoClient client, CancellationToken ct, bool listed = true)
    {
        if (enrolled.TryGetValue(client.ClientId, out var known)) return known;
        var secret = await create(client, earlier.GetValueOrDefault(client.ClientId), ct);
        if (listed) logins.Add(new(client.ClientId, secret, client.Scopes[0], client.Party, client.Unit, client.Purposes, client.Name));
        return enrolled[client.ClientId] = new HubClient(gateway, client.ClientId, secret);
    }
}
