using System.Text.Json;
using SingleWindow.Core.Records;

namespace SingleWindow.Hub.Records;

internal static class NewestRecord
{
    /// <summary>What an entry says now, for the hub itself; null when there is none, or its time is over.</summary>
    public static async Task<JsonElement?> Newest(this IGrainFactory grains, RecordId record, CancellationToken ct) =>
        (await grains.GetGrain<IRecordGrain>(record.ToString()).Read(ct)).Value?.View.Content is { } content ? JsonElement.Parse(content) : null;
}
