using System.Collections.Frozen;

namespace SingleWindow.Core.Exchange;

/// <summary>How a member shows who it is.</summary>
public enum MemberAuth
{
    /// <summary>By a client certificate that is registered for it.</summary>
    Mtls,

    /// <summary>Not at all: only where the installation allows that, and never for personal data.</summary>
    None,
}

/// <summary>What kind of service it is.</summary>
public enum ServiceType
{
    /// <summary>Described nowhere.</summary>
    Rest,

    /// <summary>Described by an OpenAPI document of its provider.</summary>
    OpenApi,
}

/// <summary>A member or one of its subsystems, as it is registered.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">In words.</param>
/// <param name="Auth">How it shows who it is.</param>
/// <param name="Certificates">SHA-256 of its certificates (DER), in hexadecimal capitals: several while they are changed.</param>
public sealed record Member(SubsystemId Id, string Name, MemberAuth Auth, IReadOnlyList<string> Certificates);

/// <summary>A service as it is registered.</summary>
/// <param name="Id">Which.</param>
/// <param name="Type">Whether it is described.</param>
/// <param name="Address">Where the provider serves it.</param>
/// <param name="Description">Where its OpenAPI document is.</param>
/// <param name="Timeout">How long an answer may take to begin.</param>
/// <param name="IsEnabled">False: it is switched off for now.</param>
/// <param name="Notice">What callers are told while it is off.</param>
/// <param name="IsPersonal">It answers with data about people, and so is subject to more than rights.</param>
public sealed record Service(ServiceId Id, ServiceType Type, Uri Address, Uri? Description, TimeSpan Timeout, bool IsEnabled, string? Notice, bool IsPersonal);

/// <summary>A right of a client to a service.</summary>
/// <param name="Client">Whose.</param>
/// <param name="Service">To which.</param>
/// <param name="Endpoints">To which requests.</param>
public sealed record Right(SubsystemId Client, ServiceId Service, IReadOnlyList<EndpointPattern> Endpoints);

/// <summary>Who may ask whom for what, as it is at one moment. Deny by default; names are told apart by case.</summary>
public sealed class ExchangeRegistry
{
    private readonly FrozenDictionary<SubsystemId, Member> members;
    private readonly FrozenDictionary<ServiceId, Service> services;
    private readonly FrozenDictionary<(SubsystemId, ServiceId), EndpointPattern[]> rights;

    /// <summary>Puts it together.</summary>
    public ExchangeRegistry(string instance, string serverId, IEnumerable<Member> members, IEnumerable<Service> services, IEnumerable<Right> rights)
    {
        (Instance, ServerId) = (instance, serverId);
        this.members = members.ToFrozenDictionary(member => member.Id);
        this.services = services.ToFrozenDictionary(service => service.Id);
        this.rights = rights.GroupBy(right => (right.Client, right.Service)).ToFrozenDictionary(group => group.Key, group => group.SelectMany(right => right.Endpoints).ToArray());
    }

    /// <summary>The ecosystem.</summary>
    public string Instance { get; }

    /// <summary>This server's own id: four parts.</summary>
    public string ServerId { get; }

    /// <summary>All who are registered.</summary>
    public IEnumerable<Member> Members => members.Values.OrderBy(member => member.Id.ToString(), StringComparer.Ordinal);

    /// <summary>The services of one provider.</summary>
    public IEnumerable<Service> ServicesOf(SubsystemId provider) => services.Values.Where(service => service.Id.Provider == provider).OrderBy(service => service.Id.Code, StringComparer.Ordinal);

    /// <summary>One service.</summary>
    public Service? Find(ServiceId id) => services.GetValueOrDefault(id);

    /// <summary>Whether somebody is registered.</summary>
    public bool Knows(SubsystemId id) => members.ContainsKey(id);

    /// <summary>What a client may ask a service for; nothing by default.</summary>
    public IReadOnlyList<EndpointPattern> RightsTo(SubsystemId client, ServiceId service) => rights.GetValueOrDefault((client, service)) ?? [];

    /// <summary>Whether a client is who it says; null when it is.</summary>
    /// <param name="client">Who it says.</param>
    /// <param name="certificate">SHA-256 of the certificate that it showed and that is valid now, in hexadecimal capitals; null when it showed none.</param>
    /// <param name="allowUnauthenticated">Whether the installation lets those in who need not show any.</param>
    public ExchangeError? Authenticate(SubsystemId client, string? certificate, bool allowUnauthenticated)
    {
        if (members.GetValueOrDefault(client) is not { } member) return ExchangeError.UnknownClient;
        return (member.Auth == MemberAuth.None && allowUnauthenticated) || (certificate is not null && member.Certificates.Contains(certificate)) ? null : ExchangeError.NotAuthenticated;
    }

    /// <summary>The service that is asked for, or why it is not to be had. In the order of the security server: unknown, forbidden, disabled.</summary>
    public (Service? Service, ExchangeError? Error) Allow(SubsystemId client, string method, ExchangeTarget target)
    {
        if (services.GetValueOrDefault(target.Service) is not { } service) return (null, members.ContainsKey(target.Service.Provider) ? ExchangeError.UnknownService : ExchangeError.UnknownProvider);
        // Until the gates of personal data stand, a right alone opens none.
        if (service.IsPersonal || !RightsTo(client, service.Id).Any(pattern => pattern.Allows(method, target.Path))) return (null, ExchangeError.AccessDenied);
        return service.IsEnabled ? (service, null) : (null, ExchangeError.Disabled(service.Notice));
    }
}
