using SingleWindow.Hub;
using SingleWindow.Identity;

namespace SingleWindow.Host.Commands;

/// <summary>Copies what this machine's roles keep, and puts it back. The keys of persons are never copied (<c>ops/runbooks/restore.md</c>).</summary>
internal static class BackupCommands
{
    public static readonly Command BackUp = new(["backup"], "DIR", 1, [], async (_, arguments, settings, cancellationToken) =>
    {
        var (folder, roles) = (Path.GetFullPath(arguments[0]), Roles.Of(settings));
        if (KeepsNothing(roles)) return 2;
        var position = await HubApplication.BackUp(settings, folder, roles.Contains(Role.Hub), into =>
        {
            if (roles.Contains(Role.Identity)) IdentityApplication.BackUp(settings, into);
        }, cancellationToken);
        if (roles.Contains(Role.Hub)) Console.WriteLine($"Everything up to position {position}, but for the keys of persons: keep the key store by itself.");
        if (roles.Contains(Role.Identity)) Console.WriteLine("Clients and the keys of tokens.");
        Console.WriteLine($"The backup is in {folder}.");
        return 0;
    });

    public static readonly Command Restore = new(["restore"], "DIR", 1, [], async (_, arguments, settings, cancellationToken) =>
    {
        var (folder, roles) = (Path.GetFullPath(arguments[0]), Roles.Of(settings));
        if (KeepsNothing(roles)) return 2;
        if (roles.Contains(Role.Identity)) IdentityApplication.RequireEmpty(settings, folder);
        using var loggers = Logs.CreateFactory(settings);
        var restored = await HubApplication.Restore(settings, folder, roles.Contains(Role.Hub), loggers, cancellationToken);
        if (roles.Contains(Role.Identity)) IdentityApplication.Restore(settings, folder);
        if (roles.Contains(Role.Hub)) Console.WriteLine($"Restored: {restored} Listings are built again at the next start.");
        if (roles.Contains(Role.Identity)) Console.WriteLine("Restored: clients and the keys of tokens.");
        return 0;
    });

    private static bool KeepsNothing(IReadOnlyList<Role> roles)
    {
        if (roles.Contains(Role.Hub) || roles.Contains(Role.Identity)) return false;
        Console.Error.WriteLine("error: only the roles hub and identity keep anything");
        return true;
    }
}
