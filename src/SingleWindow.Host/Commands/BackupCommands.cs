using SingleWindow.Hub;
using SingleWindow.Identity;

namespace SingleWindow.Host.Commands;

/// <summary>Copies what this machine's roles keep, and puts it back. The keys of persons are never copied (<c>ops/runbooks/restore.md</c>).</summary>
internal static class BackupCommands
{
    public static readonly Command BackUp = new(["backup"], "DIR", 1, [], async (_, arguments, settings, cancellationToken) =>
    {
        var (folder, roles) = (Path.GetFullPath(arguments[0]), Roles.Of(settings));
        if (KeepsNothing(roles, settings)) return 2;
        var identity = HasFiles(roles, settings);
        var position = await HubApplication.BackUp(settings, folder, roles.Contains(Role.Hub), into =>
        {
            if (identity) IdentityApplication.BackUp(settings, into);
        }, cancellationToken);
        if (roles.Contains(Role.Hub)) Console.WriteLine($"Everything up to position {position}, but for the keys of persons: keep the key store by itself.");
        if (identity) Console.WriteLine("Clients and the keys of tokens.");
        else if (roles.Contains(Role.Identity)) Console.WriteLine("Not clients, accounts and the keys of tokens: copy the schema 'identity' with the tools of the database (pg_dump --schema identity).");
        Console.WriteLine($"The backup is in {folder}.");
        return 0;
    });

    public static readonly Command Restore = new(["restore"], "DIR", 1, [], async (_, arguments, settings, cancellationToken) =>
    {
        var (folder, roles) = (Path.GetFullPath(arguments[0]), Roles.Of(settings));
        if (KeepsNothing(roles, settings)) return 2;
        var identity = HasFiles(roles, settings);
        if (identity) IdentityApplication.RequireEmpty(settings, folder);
        using var loggers = Logs.CreateFactory(settings);
        var restored = await HubApplication.Restore(settings, folder, roles.Contains(Role.Hub), loggers, cancellationToken);
        if (identity) IdentityApplication.Restore(settings, folder);
        if (roles.Contains(Role.Hub)) Console.WriteLine($"Restored: {restored} Listings are built again at the next start.");
        if (identity) Console.WriteLine("Restored: clients and the keys of tokens.");
        return 0;
    });

    private static bool HasFiles(IReadOnlyList<Role> roles, IConfiguration settings) => roles.Contains(Role.Identity) && !IdentityApplication.IsShared(settings);

    private static bool KeepsNothing(IReadOnlyList<Role> roles, IConfiguration settings)
    {
        if (roles.Contains(Role.Hub) || HasFiles(roles, settings)) return false;
        Console.Error.WriteLine(roles.Contains(Role.Identity)
            ? "error: clients, accounts and the keys of tokens are in the schema 'identity' of the database: copy it with its tools (pg_dump --schema identity)"
            : "error: only the roles hub and identity keep anything");
        return true;
    }
}
