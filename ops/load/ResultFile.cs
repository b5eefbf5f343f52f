using System.Text.Json;

namespace SingleWindow.Load;

/// <summary>Keeps a result as JSON where one is wanted.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Task Write<T>(T result, string? file) => file is null ? Task.CompletedTask : File.WriteAllTextAsync(file, JsonSerializer.Serialize(result, Indented));
}
