using SingleWindow.Hub;
using SingleWindow.Identity;

namespace SingleWindow.Host.Commands;

/// <summary>Changes the master key that wraps the keys of persons (<c>ops/runbooks/master-key.md</c>), and the key that signs tokens.</summary>
internal static class KeyCommands
{
    public static readonly Command Rotate = new(["keys", "rotate"], "", 0, [], async (_, _, settings, cancellationToken) =>
    {
        using var loggers = Logs.CreateFactory(settings);
        var roles = Roles.Of(settings);
        var (all, anew) = roles.Contains(Role.Hub) ? await HubApplication.RotateKeys(settings, loggers, cancellationToken) : (0, 0);
        if (roles.Contains(Role.Identity) && IdentityApplication.IsShared(settings))
        {
            var issuer = IdentityApplication.RotateMaster(settings);
            (all, anew) = (all + issuer.All, anew + issuer.Anew);
        }
        Console.WriteLine(FormattableString.Invariant($"{all} keys, {anew} of them wrapped anew."));
        Console.WriteLine(string.IsNullOrWhiteSpace(settings["Keys:Master"]) ? "The file holds the new master key; the former one opens nothing any more."
            : anew > 0 ? "Run it again: a node that was not started anew may still wrap under the former master key."
            : "No other master key is needed, if no node has another Keys:Master than this one.");
        return 0;
    });

    /// <summary>Makes the next signing key of the issuer, before the old one is ninety days old.</summary>
    public static readonly Command RotateSigning = new(["keys", "rotate-signing"], "[--now | --stolen]", 0, ["now", "stolen"], async (line, _, settings, _) =>
    {
        if (line.Has("now") && line.Has("stolen"))
        {
            await Console.Error.WriteLineAsync("error: --now and --stolen exclude each other");
            return 2;
        }
        var (id, from) = line.Has("stolen") ? IdentityApplication.ReplaceSigningKeys(settings) : IdentityApplication.RotateSigningKey(settings, line.Has("now"));
        Console.WriteLine($"kid: {id}");
        Console.WriteLine(FormattableString.Invariant($"from: {from:yyyy-MM-dd'T'HH:mm:ss'Z'}"));
        await Console.Error.WriteLineAsync(line.Has("stolen") ? "All other keys are gone. Hubs may believe tokens of theirs until they ask the issuer for its keys again, with the first token that the new one has signed, and for a minute more."
            : line.Has("now") ? "It is published now and signs in a minute, so that no hub refuses what it signs."
            : "It is published now and signs in two hours, when everybody has it.");
        return 0;
    });
}
