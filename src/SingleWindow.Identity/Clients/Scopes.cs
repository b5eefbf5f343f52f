namespace SingleWindow.Identity.Clients;

/// <summary>What a client may act as. One scope is one kind of user of the hub (ops/api: the sections of the public surface).</summary>
public static class Scopes
{
    public const string Employer = "employer";
    public const string Worker = "worker";
    public const string Authority = "authority";
    public const string Inspector = "inspector";
    public const string Monitor = "monitor";
    public const string Operator = "operator";
    public const string Auditor = "auditor";

    public static IReadOnlyList<string> All { get; } = [Employer, Worker, Authority, Inspector, Monitor, Operator, Auditor];

    /// <summary>Roles of people who act for the state or run the hub: given only to whoever has signed in with two factors.</summary>
    public static IReadOnlyList<string> OfOfficials { get; } = [Authority, Inspector, Monitor, Operator, Auditor];
}
