using System.Text.Json;

namespace SingleWindow.Core.Tests;

/// <summary>Worked examples of the domain research.</summary>
public static class Vectors
{
    private static readonly JsonElement All = JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "vectors.json")));

    public static IEnumerable<string> Groups => All.EnumerateObject().Select(group => group.Name);

    public static JsonElement Group(string name) => All.GetProperty(name);

    public static IEnumerable<JsonElement> Of(string name) => All.GetProperty(name).EnumerateArray();

    public static DateOnly Day(this JsonElement vector, string name) => DateOnly.ParseExact(vector.GetProperty(name).GetString()!, "yyyy-MM-dd");

    public static int Number(this JsonElement vector, string name) => vector.GetProperty(name).GetInt32();

    public static string Text(this JsonElement vector, string name) => vector.GetProperty(name).GetString()!;
}
