using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>An app through which people sign in, as its own programmers would write it.</summary>
internal sealed class App(HttpClient gateway, string clientId, string redirect = App.Redirect)
{
    public const string Redirect = "https://app.example/signed-in";
    public const string SignedOut = "https://app.example/bye";

    private string verifier = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    public string ClientId => clientId;

    public string State { get; } = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(16));

    public static async Task<App> Register(HostProcess host) => new(host.Client, (await host.Run("app", "create", "Portal", "--redirect", Redirect, "--signed-out", SignedOut))["client_id"]);

    /// <summary>One that runs on the person's own machine.</summary>
    public static async Task<App> Register(HostProcess host, Uri site) =>
        new(host.Client, (await host.Run("app", "create", "Local", "--redirect", $"{site}signed-in", "--signed-out", $"{site}bye"))["client_id"], $"{site}signed-in");

    /// <summary>The parameters with which it sends a person to sign in.</summary>
    public Dictionary<string, string> Request(string scope = "openid offline_access") => new()
    {
        ["client_id"] = clientId,
        ["response_type"] = "code",
        ["redirect_uri"] = redirect,
        ["scope"] = scope,
        ["state"] = State,
        ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
        ["code_challenge_method"] = "S256",
    };

    public string Address(string scope = "openid offline_access") => Address(Request(scope));

    public static string Address(Dictionary<string, string> request) => QueryHelpers.AddQueryString("connect/authorize", request!);

    /// <summary>The same app, asking elsewhere.</summary>
    public App At(HttpClient other) => new(other, clientId, redirect) { verifier = verifier };

    public Task<HttpResponseMessage> Exchange(string code) => Ask(new()
    {
        ["grant_type"] = "authorization_code",
        ["code"] = code,
        ["redirect_uri"] = redirect,
        ["client_id"] = clientId,
        ["code_verifier"] = verifier,
    });

    public Task<HttpResponseMessage> Refresh(string token) => Ask(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = token, ["client_id"] = clientId });

    /// <summary>What the browser brought back from the issuer.</summary>
    public static Dictionary<string, string> Result(Browser browser)
    {
        browser.Address.Should().StartWith(Redirect, browser.Page);
        return QueryHelpers.ParseQuery(new Uri(browser.Address).Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
    }

    /// <summary>The tokens for the code that the browser brought back.</summary>
    public async Task<JsonElement> TokensOf(Browser browser) => await Good(await Exchange(Result(browser)["code"]));

    public static async Task<JsonElement> Good(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            answer.IsSuccessStatusCode.Should().BeTrue(text);
            return JsonDocument.Parse(text).RootElement;
        }
    }

    public static async Task Refused(HttpResponseMessage answer, string error)
    {
        using (answer)
        {
            answer.IsSuccessStatusCode.Should().BeFalse();
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString().Should().Be(error);
        }
    }

    private Task<HttpResponseMessage> Ask(Dictionary<string, string> form) => gateway.PostAsync("connect/token", new FormUrlEncodedContent(form));
}
