using SingleWindow.Demo.Hub;
using SingleWindow.Demo.Systems;

namespace SingleWindow.Demo.Country;

/// <summary>An authority of the country: its server, its line to the hub, and who signs.</summary>
internal sealed record Authority(AuthorityServer Server, HubClient Hub, string? Official = null);

/// <summary>Everybody who lives in the country and talks to the hub.</summary>
internal sealed class Inhabitants(Registry registry, Calendar calendar) : IAsyncDisposable
{
    public Calendar Calendar { get; } = calendar;

    public Registry Registry { get; } = registry;

    public required Authority Police { get; init; }

    public required Authority Tax { get; init; }

    public required Authority Labour { get; init; }

    public required Authority Employment { get; init; }

    public required Authority Recognition { get; init; }

    public required Authority Consulate { get; init; }

    public required Authority Partner { get; init; }

    public required Authority BusinessRegister { get; init; }

    public required HubClient Operator { get; init; }

    public required Employer A { get; init; }

    public required Employer B { get; init; }

    public required Employer C { get; init; }

    public required Employer D { get; init; }

    public IReadOnlyList<Employer> Employers => [A, B, C, D];

    /// <summary>Those that take tasks.</summary>
    public IReadOnlyList<Authority> Offices => [Police, Tax, Labour, Employment, Recognition, Consulate, Partner];

    public IReadOnlyList<AuthorityServer> Servers => [BusinessRegister.Server, .. Offices.Select(office => office.Server)];

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Servers) await server.DisposeAsync();
    }
}
