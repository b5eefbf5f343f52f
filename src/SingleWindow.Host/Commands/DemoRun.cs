#if DEMO
using SingleWindow.Demo;
using SingleWindow.Identity.Clients;

namespace SingleWindow.Host.Commands;

/// <summary>Serves all roles and lets the small country of <c>ops/demo</c> live on them.</summary>
internal static class DemoRun
{
    public static async Task<int> Run(IConfigurationRoot settings, bool exit, int workers, CancellationToken stop)
    {
        var ownStore = exit && settings["Store:Path"] is null ? Directory.CreateTempSubdirectory("singlewindow-demo-") : null;
        try
        {
            var (result, lastLine) = await Play(settings.With(Defaults(settings, ownStore)), exit, workers, stop);
            // Only now have the roles stopped: nothing may come after the last line.
            if (exit) await Console.Out.WriteLineAsync(lastLine);
            return result;
        }
        catch (OperationCanceledException) when (exit && stop.IsCancellationRequested)
        {
            return 1;
        }
        finally
        {
            ownStore?.Delete(recursive: true);
        }
    }

    private static async Task<(int Result, string LastLine)> Play(IConfigurationRoot settings, bool exit, int workers, CancellationToken stop)
    {
        var roles = Roles.Of(settings);
        settings = Addresses.Resolve(settings, roles, free: exit);
        var clock = DemoCountry.Clock(settings["Store:Path"]!);
        await using var registry = ClientRegistry.Open(settings);
        await using var installation = new Installation(settings, roles, clock);
        await installation.Start(stop);
        if (!exit) await Serving.Announce(settings, roles, Console.Out);
        var context = new DemoContext(
            new Uri(Addresses.Public(settings["Gateway:Urls"]!)),
            settings["Store:Path"]!,
            exit,
            workers,
            async (client, secret, cancellationToken) => (await registry.CreateOrReplace(
                new NewClient(client.ClientId, client.Name, client.Scopes, client.Party, client.Unit, client.Purposes), secret, cancellationToken)).ClientSecret,
            clock,
            Console.Out);
        await using var country = await DemoCountry.Live(context, stop);
        return (exit ? country.WentWell ? 0 : 1 : await Serving.UntilStopped(installation, stop), country.Summary);
    }

    private static Dictionary<string, string?> Defaults(IConfiguration settings, DirectoryInfo? ownStore)
    {
        // Draft schemes are for trying out, and the demo is nothing else.
        var defaults = new Dictionary<string, string?> { ["Schemes:AllowDraft"] = settings["Schemes:AllowDraft"] ?? "true" };
        // The country has no scanner, and says so.
        defaults["Documents:Scanner"] = settings["Documents:Scanner"] ?? "none";
        if (ownStore is not null) defaults["Store:Path"] = ownStore.FullName;
        return defaults;
    }
}
#endif
