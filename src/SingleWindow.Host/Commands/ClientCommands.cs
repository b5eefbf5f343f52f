using SingleWindow.Identity.Clients;

namespace SingleWindow.Host.Commands;

/// <summary>Registers clients from the machine itself, before there is anybody who could do so through the API.</summary>
internal static class ClientCommands
{
    public static readonly Command CreateOperator = new(
        ["operator", "create"], "NAME", 1, [],
        (_, arguments, settings, cancellationToken) =>
            Create(new NewClient(null, arguments[0], [Scopes.Operator], "operator", null, []), settings, cancellationToken));

    public static readonly Command CreateClient = new(
        ["client", "create"], "NAME --scope SCOPE[,SCOPE] --party PARTY [--unit UNIT] [--purposes P01,P05]", 1, ["scope", "party", "unit", "purposes"],
        (line, arguments, settings, cancellationToken) => Create(
            new NewClient(null, arguments[0], line.List("scope"), line.Value("party") ?? "", line.Value("unit"), line.List("purposes")), settings, cancellationToken));

    private static async Task<int> Create(NewClient client, IConfigurationRoot settings, CancellationToken cancellationToken)
    {
        if (Wrong(client).ToList() is { Count: > 0 } errors)
        {
            foreach (var error in errors) await Console.Error.WriteLineAsync($"error: {error}");
            return 2;
        }
        await using var registry = ClientRegistry.Open(settings);
        var credentials = await registry.Create(client, secret: null, cancellationToken);
        Console.WriteLine($"client_id: {credentials.ClientId}");
        Console.WriteLine($"client_secret: {credentials.ClientSecret}");
        await Console.Error.WriteLineAsync("The secret is shown this once; the store keeps only a hash.");
        return 0;
    }

    private static IEnumerable<string> Wrong(NewClient client)
    {
        if (string.IsNullOrWhiteSpace(client.Name)) yield return "NAME is empty";
        if (client.Scopes.Count == 0) yield return $"--scope is needed; known are {string.Join(' ', Scopes.All)}";
        foreach (var scope in client.Scopes.Except(Scopes.All)) yield return $"--scope: unknown scope '{scope}'; known are {string.Join(' ', Scopes.All)}";
        if (string.IsNullOrWhiteSpace(client.Party)) yield return "--party is needed: on whose behalf the client acts, such as emp_...";
        if (client.Party.Any(char.IsWhiteSpace) || client.Unit?.Any(char.IsWhiteSpace) == true) yield return "--party and --unit contain no spaces";
    }
}
