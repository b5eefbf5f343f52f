using System.Collections.Concurrent;
using SingleWindow.Demo.Hub;
using SingleWindow.Demo.Systems;

namespace SingleWindow.Demo.Country;

/// <summary>An authority of the country: its server, its line to the hub, and who signs.</summary>
internal sealed record Authority(AuthorityServer Server, HubClient Hub, string? Official = null);

/// <summary>Everybody who lives in the country and talks to the hub.</summary>
internal sealed class Inhabitants(Registry registry, Calendar calendar, HubClient operatorHub, IReadOnlyDictionary<string, Authority> authorities, ConcurrentDictionary<string, Firm> firms) : IAsyncDisposable
{
    public Calendar Calendar { get; } = calendar;

    public Registry Registry { get; } = registry;

    public HubClient Operator { get; } = operatorHub;

    /// <summary>By their codes.</summary>
    public IReadOnlyDictionary<string, Authority> Authorities { get; } = authorities;

    public Authority Police => Authorities["MIG"];

    public Authority Tax => Authorities["TAX"];

    public Authority Labour => Authorities["LAB"];

    /// <summary>Those that take tasks.</summary>
    public IEnumerable<Authority> Offices => Authorities.Values.Where(authority => authority.Official is not null);

    public IEnumerable<AuthorityServer> Servers => Authorities.Values.Select(authority => authority.Server);

    /// <summary>Firms by the id that the hub gave them.</summary>
    public ConcurrentDictionary<string, Firm> Firms { get; } = firms;

    /// <summary>The employers of the story.</summary>
    public required IReadOnlyList<Employer> Employers { get; init; }

    public Employer A => Employers[0];

    public Employer B => Employers[1];

    public Employer C => Employers[2];

    public Employer D => Employers[3];

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Servers) await server.DisposeAsync();
    }
}
