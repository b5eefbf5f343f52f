using SingleWindow.Hub;
using SingleWindow.Identity;

namespace SingleWindow.Host.Commands;

/// <summary>Creates or migrates what this process's roles store, and ends: for installations that separate migration from start.</summary>
internal static class InitOnly
{
    public static async Task<int> Run(IConfigurationRoot settings, CancellationToken cancellationToken)
    {
        var roles = Roles.Of(settings);
        settings = Addresses.Resolve(settings, roles, free: false);
        using var loggers = Logs.CreateFactory(settings);
        if (roles.Contains(Role.Hub)) await HubApplication.Initialise(settings, loggers, cancellationToken);
        if (roles.Contains(Role.Identity)) await IdentityApplication.Initialise(settings);
        Console.WriteLine(settings["Store:Kind"] == "postgres" ? "The database is up to date." : $"The store in {settings["Store:Path"]} is up to date.");
        return 0;
    }
}
