using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>The hub tells people apart, not apps.</summary>
public sealed class FourEyesTests
{
    [Fact]
    public async Task Two_people_of_one_app_are_two_and_one_who_uses_two_apps_is_one()
    {
        await using var host = new HostProcess();
        await host.Start();
        var (app, other) = (await App.Register(host), await App.Register(host));
        using var ann = await Person.Register(host, "--scope", "operator", "--party", "operator");
        using var bob = await Person.Register(host, "--scope", "operator", "--party", "operator");
        var id = JsonNode.Parse(await host.Client.GetStringAsync("api/v1/schemes?status=in-force"))!.AsArray()[0]!["id"]!.GetValue<string>();
        var law = JsonNode.Parse(await host.Client.GetStringAsync($"api/v1/schemes/{id}/definition"))!;
        (law["version"], law["status"], law["validTo"], law["validFrom"]) = ("2099", "in-force", null, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(2).ToString("yyyy-MM-dd"));

        (await Put(await TokenOf(ann, app))).Should().Be(HttpStatusCode.Accepted);
        (await Put(await TokenOf(ann, other))).Should().Be(HttpStatusCode.Accepted, "she is the same person there");
        (await Put(await TokenOf(bob, app))).Should().Be(HttpStatusCode.OK);

        async Task<HttpStatusCode> Put(string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, $"api/v1/schemes/{id}") { Content = new StringContent(law.ToJsonString(), Encoding.UTF8, "application/json") };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
            using var answer = await host.Client.SendAsync(request);
            return answer.StatusCode;
        }
    }

    private static async Task<string> TokenOf(Person person, App app)
    {
        await person.Browser.Open(app.Address());
        if (!person.Browser.Address.StartsWith(App.Redirect, StringComparison.Ordinal))
        {
            await person.SignIn();
            await person.Enrol();
            await person.Browser.Open(app.Address());
        }
        return (await app.TokensOf(person.Browser)).GetProperty("access_token").GetString()!;
    }
}
