using SingleWindow.Hub;

namespace SingleWindow.Host.Commands;

/// <summary>Changes the master key that wraps the keys of persons (<c>ops/runbooks/master-key.md</c>).</summary>
internal static class KeyCommands
{
    public static readonly Command Rotate = new(["keys", "rotate"], "", 0, [], async (_, _, settings, cancellationToken) =>
    {
        using var loggers = Logs.CreateFactory(settings);
        var (all, anew) = await HubApplication.RotateKeys(settings, loggers, cancellationToken);
        Console.WriteLine(FormattableString.Invariant($"{all} keys, {anew} of them wrapped anew. No other master key is needed any more."));
        return 0;
    });
}
