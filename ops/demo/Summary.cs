using SingleWindow.Demo.Country;
using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo;

/// <summary>The last line: what the hub itself lists when the story has been told, not what the story meant to do; and every step that went wrong until the end.</summary>
internal static class Summary
{
    public static async Task<IReadOnlyList<string>> Statuses(IEnumerable<Employer> employers, CancellationToken ct)
    {
        List<string> statuses = [];
        foreach (var employer in employers)
            await foreach (var row in employer.Hub.List<ApplicationRow>("applications", ct))
                statuses.Add(row.Status);
        return statuses;
    }

    public static string Line(IReadOnlyList<string> statuses, int errors)
    {
        int Count(string status) => statuses.Count(given => given == status);
        return $"demo: {statuses.Count} applications, {Count("granted") + Count("granted-with-conditions")} granted, {Count("refused")} refused, {Count("inadmissible-quota")} inadmissible, {Count("withdrawn")} withdrawn, {errors} errors";
    }
}
