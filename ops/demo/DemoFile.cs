using System.Text.Json;
using System.Text.Json.Serialization;

namespace SingleWindow.Demo;

/// <summary>How to sign in: one line of <c>demo.json</c>. People have no logins yet; the members are left out then.</summary>
internal sealed record DemoLogin(
    string ClientId, string ClientSecret, string Scope, string Party, string? Unit, IReadOnlyList<string> Purposes,
    [property: JsonIgnore] string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Login = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Password = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Totp = null);

/// <summary>The clients of the demo, for scripts. It is there only when it is whole and the secrets in it are good.</summary>
internal static class DemoFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string PathIn(string folder) => Path.Combine(folder, "demo.json");

    public static async Task Write(string folder, IReadOnlyList<DemoLogin> logins, CancellationToken ct) =>
        await PrivateFile.Replace(PathIn(folder), JsonSerializer.Serialize(logins, Json) + "\n", ct);

    public static async Task Print(TextWriter output, IReadOnlyList<DemoLogin> logins)
    {
        await output.WriteLineAsync($"  {"client id",-23} {"client secret",-43} {"scope",-9} {"purposes",-12} who");
        foreach (var login in logins)
            await output.WriteLineAsync($"  {login.ClientId,-23} {login.ClientSecret,-43} {login.Scope,-9} {string.Join(' ', login.Purposes),-12} {login.Name}");
    }
}
