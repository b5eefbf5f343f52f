namespace SingleWindow.Identity.Clients;

/// <summary>A client to be registered.</summary>
/// <param name="ClientId">Null: a new opaque id.</param>
/// <param name="Name">For people who list clients; not in tokens.</param>
/// <param name="Scopes">What the client may ask for, from <see cref="Clients.Scopes"/>.</param>
/// <param name="Party">On whose behalf it acts: the id of an employer, worker, authority or other party.</param>
/// <param name="Unit">The unit inside an authority.</param>
/// <param name="Purposes">The purposes the unit may name, such as <c>P01</c>.</param>
public sealed record NewClient(
    string? ClientId, string Name, IReadOnlyList<string> Scopes, string Party, string? Unit, IReadOnlyList<string> Purposes);

/// <summary>What the client signs in with. The secret exists only here: the store keeps a hash.</summary>
public sealed record ClientCredentials(string ClientId, string ClientSecret);

/// <summary>A registered client, without its secret.</summary>
public sealed record RegisteredClient(
    string ClientId, string Name, IReadOnlyList<string> Scopes, string Party, string? Unit, IReadOnlyList<string> Purposes);
