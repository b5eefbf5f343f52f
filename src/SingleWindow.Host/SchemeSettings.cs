using SingleWindow.Hub.Schemes;

namespace SingleWindow.Host;

/// <summary>What is wrong with the law of this installation: every fault of every file at once, so that nobody corrects them one start at a time.</summary>
internal static class SchemeSettings
{
    public static IEnumerable<string> Errors(IConfiguration settings, bool demo)
    {
        if (!demo && bool.TryParse(settings["Schemes:Open"], out var open) && open) yield return "Schemes:Open: only with --demo; outside it only a scheme in force takes applications";
        if (settings["Schemes:Path"] is { Length: > 0 } folder)
            foreach (var error in SchemeFolder.Read(folder).Errors)
                yield return $"Schemes:Path: {error}";
    }
}
