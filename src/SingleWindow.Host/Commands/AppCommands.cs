using SingleWindow.Identity.Clients;

namespace SingleWindow.Host.Commands;

/// <summary>Registers the programs through which people sign in.</summary>
internal static class AppCommands
{
    public static readonly Command Create = new(["app", "create"], "NAME --redirect URI[,URI] [--signed-out URI]", 1, ["redirect", "signed-out"], async (line, arguments, settings, cancellationToken) =>
    {
        var uris = line.List("redirect").Concat(line.List("signed-out")).ToArray();
        string[] errors =
        [
            .. line.List("redirect").Count == 0 ? ["--redirect is needed: where the app takes the code"] : Array.Empty<string>(),
            .. uris.Where(uri => !IsRight(uri)).Select(uri => $"'{uri}' is no URI to be sent to: https://…, http://localhost… or a scheme of the app with a dot, without fragment"),
        ];
        foreach (var error in errors) await Console.Error.WriteLineAsync($"error: {error}");
        if (errors.Length > 0) return 2;
        await using var registry = ClientRegistry.Open(settings);
        Console.WriteLine($"client_id: {await registry.Create(new NewApp(arguments[0], Uris("redirect"), Uris("signed-out")), cancellationToken)}");
        return 0;

        Uri[] Uris(string option) => [.. line.List(option).Select(uri => new Uri(uri))];
    });

    // RFC 8252: plain http only to the own machine; a private scheme is a domain name in reverse.
    private static bool IsRight(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback) || uri.Scheme.Contains('.', StringComparison.Ordinal));
}
