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
        ["client", "create"], "NAME --scope SCOPE[,SCOPE] --party PARTY [--unit UNIT] [--purposes P01,P05] [--jwks FILE | --certificate FILE]", 1, ["scope", "party", "unit", "purposes", "jwks", "certificate"],
        (line, arguments, settings, cancellationToken) => Create(
            new NewClient(null, arguments[0], line.List("scope"), line.Value("party") ?? "", line.Value("unit"), line.List("purposes")), settings, cancellationToken, line.Value("jwks"), line.Value("certificate")));

    /// <summary>A new secret in place of what the client signs in with.</summary>
    public static readonly Command Secret = new(["client", "secret"], "ID", 1, [], async (_, arguments, settings, cancellationToken) =>
    {
        await using var registry = ClientRegistry.Open(settings);
        if (await registry.NewSecretFor(arguments[0], cancellationToken) is not { } credentials) return await NoClient(arguments[0]);
        Console.WriteLine($"client_secret: {credentials.ClientSecret}");
        await Console.Error.WriteLineAsync("The secret is shown this once; the store keeps only a hash. The client signs in with nothing else from now on.");
        return 0;
    });

    /// <summary>New keys in place of what the client signs in with.</summary>
    public static readonly Command Keys = new(["client", "keys"], "ID --jwks FILE", 1, ["jwks"], async (line, arguments, settings, cancellationToken) =>
    {
        try
        {
            if (line.Value("jwks") is not { } file) throw new ArgumentException("--jwks is needed: a file with the public keys");
            await using var registry = ClientRegistry.Open(settings);
            return await registry.NewKeysFor(arguments[0], await File.ReadAllTextAsync(file, cancellationToken), cancellationToken) ? 0 : await NoClient(arguments[0]);
        }
        catch (Exception wrong) when (wrong is ArgumentException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"error: {wrong.Message}");
            return 2;
        }
    });

    /// <summary>Takes a client or an app away.</summary>
    public static readonly Command Remove = new(["client", "remove"], "ID", 1, [], async (_, arguments, settings, cancellationToken) =>
    {
        await using var registry = ClientRegistry.Open(settings);
        return await registry.Remove(arguments[0], cancellationToken) ? 0 : await NoClient(arguments[0]);
    });

    private static async Task<int> NoClient(string id)
    {
        await Console.Error.WriteLineAsync($"error: there is no such client as '{id}'");
        return 2;
    }

    private static async Task<int> Create(NewClient client, IConfigurationRoot settings, CancellationToken cancellationToken, string? keys = null, string? certificate = null)
    {
        if (Wrong(client).ToList() is { Count: > 0 } errors)
        {
            foreach (var error in errors) await Console.Error.WriteLineAsync($"error: {error}");
            return 2;
        }
        await using var registry = ClientRegistry.Open(settings);
        if (keys is not null) return await CreateWithFile(keys, text => registry.CreateWithKeys(client, text, cancellationToken), cancellationToken);
        if (certificate is not null) return await CreateWithFile(certificate, text => registry.CreateWithCertificate(client, text, cancellationToken), cancellationToken);
        var credentials = await registry.Create(client, secret: null, cancellationToken);
        Console.WriteLine($"client_id: {credentials.ClientId}");
        Console.WriteLine($"client_secret: {credentials.ClientSecret}");
        await Console.Error.WriteLineAsync("The secret is shown this once; the store keeps only a hash.");
        return 0;
    }

    private static async Task<int> CreateWithFile(string file, Func<string, Task<string>> create, CancellationToken cancellationToken)
    {
        try
        {
            Console.WriteLine($"client_id: {await create(await File.ReadAllTextAsync(file, cancellationToken))}");
            return 0;
        }
        catch (Exception wrong) when (wrong is ArgumentException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"error: {wrong.Message}");
            return 2;
        }
    }

    private static IEnumerable<string> Wrong(NewClient client)
    {
        if (string.IsNullOrWhiteSpace(client.Name)) yield return "NAME is empty";
        foreach (var error in Wrong(client.Scopes, client.Party, client.Unit)) yield return error;
    }

    /// <summary>What is wrong with a role, of a client or of a person.</summary>
    internal static IEnumerable<string> Wrong(IReadOnlyList<string> scopes, string party, string? unit)
    {
        if (scopes.Count == 0) yield return $"--scope is needed; known are {string.Join(' ', Scopes.All)}";
        foreach (var scope in scopes.Except(Scopes.All)) yield return $"--scope: unknown scope '{scope}'; known are {string.Join(' ', Scopes.All)}";
        if (string.IsNullOrWhiteSpace(party)) yield return "--party is needed: on whose behalf to act, such as emp_...";
        if (party.Any(char.IsWhiteSpace) || unit?.Any(char.IsWhiteSpace) == true) yield return "--party and --unit contain no spaces";
    }
}
