using SingleWindow.Hub;
using SingleWindow.Identity;

namespace SingleWindow.Host.Commands;

/// <summary>Copies what this machine's roles keep, and puts it back. The keys of persons are never copied (<c>ops/runbooks/restore.md</c>).</summary>
internal static class BackupCommands
{
    public static readonly Command BackUp = new(["backup"], "DIR", 1, [], async (_, arguments, settings, cancellationToken) =>
    {
        var (folder, roles) = (Path.GetFullPath(arguments[0]), Roles.Of(settings));
        if (!roles.Contains(Role.Hub)) return await NeedsHub();
        var position = await HubApplication.BackUp(settings, folder, into =>
        {
            if (roles.Contains(Role.Identity)) IdentityApplication.BackUp(settings, into);
        }, cancellationToken);
        Console.WriteLine($"{folder} holds everything up to position {position}, but for the keys of persons: keep the key store by itself.");
        return 0;
    });

    public static readonly Command Restore = new(["restore"], "DIR", 1, [], async (_, arguments, settings, cancellationToken) =>
    {
        var (folder, roles) = (Path.GetFullPath(arguments[0]), Roles.Of(settings));
        if (!roles.Contains(Role.Hub)) return await NeedsHub();
        if (roles.Contains(Role.Identity)) IdentityApplication.RequireEmpty(settings);
        using var loggers = Logs.CreateFactory(settings);
        var restored = await HubApplication.Restore(settings, folder, loggers, cancellationToken);
        if (roles.Contains(Role.Identity)) IdentityApplication.Restore(settings, folder);
        Console.WriteLine($"Restored: {restored} Listings are built again at the next start.");
        return 0;
    });

    private static async Task<int> NeedsHub()
    {
        await Console.Error.WriteLineAsync("error: a backup is of the role hub, and of identity where it runs beside it; name them with --roles");
        return 2;
    }
}
