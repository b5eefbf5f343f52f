using System.Text.Json;
using System.Text.Json.Serialization;

namespace SingleWindow.Demo;

/// <summary>How to sign in: one line of <c>demo.json</c>. People have no logins yet; the members are left out then.</summary>
internal sealed record DemoLogin(
    string ClientId, string ClientSecret, string Scope, string Party, string? Unit, IReadOnlyList<string> Purposes,
    [property: JsonIgnore] string Name = "",
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Login = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Password = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Totp = null);

/// <summary>The clients of the demo, for scripts. It is there only when it is whole; a restart keeps the secrets in it.</summary>
internal static class DemoFile
{
    private static readonly string[] Order = ["employer", "worker", "authority", "inspector", "monitor", "operator", "auditor"];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string PathIn(string folder) => Path.Combine(folder, "demo.json");

    /// <summary>Secrets that an earlier run on this store gave out, by client id.</summary>
    public static IReadOnlyDictionary<string, string> Secrets(string folder) => File.Exists(PathIn(folder))
        ? JsonSerializer.Deserialize<DemoLogin[]>(File.ReadAllText(PathIn(folder)), Json)!.ToDictionary(login => login.ClientId, login => login.ClientSecret)
        : new Dictionary<string, string>();

    public static async Task Write(string folder, IReadOnlyList<DemoLogin> logins, CancellationToken ct) =>
        await PrivateFile.Replace(PathIn(folder), JsonSerializer.Serialize(InOrder(logins), Json) + "\n", ct);

    public static async Task Print(TextWriter output, IReadOnlyList<DemoLogin> logins)
    {
        await output.WriteLineAsync($"  {"client id",-23} {"client secret",-43} {"scope",-9} {"purposes",-12} who");
        foreach (var login in InOrder(logins))
            await output.WriteLineAsync($"  {login.ClientId,-23} {login.ClientSecret,-43} {login.Scope,-9} {string.Join(' ', login.Purposes),-12} {login.Name}");
    }

    private static IEnumerable<DemoLogin> InOrder(IReadOnlyList<DemoLogin> logins) => logins.OrderBy(login => Array.IndexOf(Order, login.Scope));
}
