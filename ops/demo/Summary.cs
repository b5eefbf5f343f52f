using SingleWindow.Demo.Country;
using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo;

/// <summary>The last line: what the hub itself lists when the story has been told, not what the story meant to do; and every step that went wrong until the end.</summary>
internal static class Summary
{
    public static async Task<IReadOnlyList<Told>> Ends(IEnumerable<Employer> employers, CancellationToken ct)
    {
        List<Told> told = [];
        foreach (var employer in employers)
            await foreach (var row in employer.Hub.List<ApplicationRow>("applications", ct))
                told.Add(new(row.Status, (await employer.Read(row.Id, ct)).Told.Contains("information-requested")));
        return told;
    }

    public static string Line(IReadOnlyList<Told> told, int errors)
    {
        int Count(string status) => told.Count(one => one.Status == status);
        return $"demo: {told.Count} applications, {Count("granted") + Count("granted-with-conditions")} granted, {Count("refused")} refused, {Count("inadmissible-quota")} inadmissible, {told.Count(one => one.Suspended)} suspended, {Count("withdrawn")} withdrawn, {errors} errors";
    }
}

/// <summary>What the hub says of an application when the story has been told.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="Suspended">True when its clock stood still for a request for information.</param>
internal sealed record Told(string Status, bool Suspended);
