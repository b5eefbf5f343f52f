using SingleWindow.Hub.Schemes;

namespace SingleWindow.Host;

/// <summary>What is wrong with the law of this installation: every fault of every file at once, so that nobody corrects them one start at a time.</summary>
internal static class SchemeSettings
{
    public static IEnumerable<string> Errors(IConfiguration settings) =>
        settings["Schemes:Path"] is { Length: > 0 } folder ? SchemeFolder.Read(folder).Errors.Select(error => $"Schemes:Path: {error}") : [];
}
