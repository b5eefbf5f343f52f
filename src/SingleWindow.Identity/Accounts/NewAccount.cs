namespace SingleWindow.Identity.Accounts;

/// <summary>In which role a person may act.</summary>
/// <param name="Scope">One of <see cref="Clients.Scopes"/>.</param>
/// <param name="Party">On whose behalf: the id of an employer, worker, authority or other party.</param>
/// <param name="Unit">The unit inside an authority.</param>
/// <param name="Purposes">The purposes the unit may name, such as <c>P01</c>.</param>
public sealed record ActingRole(string Scope, string Party, string? Unit, IReadOnlyList<string> Purposes);

/// <summary>An account, without anything secret.</summary>
public sealed record RegisteredAccount(string Login, string Name, bool IsOff, IReadOnlyList<ActingRole> Roles);
