using System.Text.Json;
using SingleWindow.Core.Records;

namespace SingleWindow.Hub.Records;

/// <summary>What the business register says of an employer, for the hub's own use.</summary>
internal static class EmployerProfile
{
    private static readonly string[] Gone = ["dissolved", "struck-off"];

    /// <summary>What an entry says now; null when there is none, or its time is over.</summary>
    public static async Task<JsonElement?> Newest(this IGrainFactory grains, RecordId record, CancellationToken ct) =>
        (await grains.GetGrain<IRecordGrain>(record.ToString()).Read(ct)).Value?.View.Content is { } content ? JsonElement.Parse(content) : null;

    /// <summary>True when there is nobody any more for whom one could act.</summary>
    public static bool IsGone(JsonElement profile) => Gone.Contains(RecordSubjects.Word(profile, "status"));
}
