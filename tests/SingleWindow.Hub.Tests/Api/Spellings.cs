namespace SingleWindow.Hub.Tests.Api;

/// <summary>Other ways to write a path, which a check and a router could read differently.</summary>
internal static class Spellings
{
    public static IEnumerable<string> Of(string target)
    {
        var (path, query) = target.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? (target[..at], target[at..]) : (target, "");
        var last = path.LastIndexOf('/');
        foreach (var other in (string[])
        [
            path.Replace("/api/v1/", "/API/V1/", StringComparison.Ordinal),
            path.Replace("/api/", "/%61pi/", StringComparison.Ordinal),
            path[..last] + "%2f" + path[(last + 1)..],
            path[..last] + "%5c" + path[(last + 1)..],
            path[..last] + "//" + path[(last + 1)..],
            path[..last] + "/./" + path[(last + 1)..],
            path[..last] + "/%2e/" + path[(last + 1)..],
            "/docs/.." + path,
            "/healthz/%2e%2e" + path,
            path + "/",
            path + ".",
            path + "%2e",
            path + ";x=1",
            path + "%20",
            path + "%00",
            path + "%ef%bc%8e",
        ]) yield return other + query;
    }
}
