using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Identity;

[Collection(RunningHostGroup.Name)]
public sealed class TokenTests(RunningHost running)
{
    private readonly HostProcess host = running.Host;

    [Fact]
    public async Task An_operator_made_beside_the_running_server_gets_a_token()
    {
        var created = await host.Run("operator", "create", "Ann");
        created.ExitCode.Should().Be(0, created.Errors);
        var token = new JsonWebToken(await Tokens.Get(host.Client, created["client_id"], created["client_secret"]));
        token.Typ.Should().Be("at+jwt");
        token.Alg.Should().Be("ES256");
        token.Issuer.Should().Be(host.Gateway.AbsoluteUri);
        token.Audiences.Should().Equal("singlewindow");
        token.GetPayloadValue<string>("scope").Should().Be("operator");
        token.GetPayloadValue<string>("client_id").Should().Be(created["client_id"]);
        (token.ValidTo - token.IssuedAt).Should().BeLessThanOrEqualTo(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task The_token_says_for_whom_the_client_acts()
    {
        var created = await host.Run("client", "create", "Board", "--scope", "authority,inspector", "--party", "aut_1", "--unit", "u7", "--purposes", "P01,P05");
        var token = new JsonWebToken(await Tokens.Get(host.Client, created["client_id"], created["client_secret"]));
        token.GetPayloadValue<string>("scope").Should().Be("authority inspector");
        token.GetPayloadValue<string>("sw_party").Should().Be("aut_1");
        token.GetPayloadValue<string>("sw_unit").Should().Be("u7");
        token.GetPayloadValue<string[]>("sw_purposes").Should().Equal("P01", "P05");

        var narrow = new JsonWebToken(await Tokens.Get(host.Client, created["client_id"], created["client_secret"], "inspector"));
        narrow.GetPayloadValue<string>("scope").Should().Be("inspector");
    }

    [Fact]
    public async Task One_purpose_is_an_array_too()
    {
        var created = await host.Run("client", "create", "Board", "--scope", "authority", "--party", "aut_1", "--purposes", "P01");
        var token = new JsonWebToken(await Tokens.Get(host.Client, created["client_id"], created["client_secret"]));
        token.GetPayloadValue<JsonElement>("sw_purposes").ValueKind.Should().Be(JsonValueKind.Array);
        token.TryGetPayloadValue<string>("sw_unit", out _).Should().BeFalse();
    }

    [Fact]
    public async Task A_wrong_secret_is_an_invalid_client()
    {
        var created = await host.Run("operator", "create", "Bob");
        await Expect(await Tokens.Ask(host.Client, created["client_id"], "wrong"), HttpStatusCode.Unauthorized, "invalid_client");
        await Expect(await Tokens.Ask(host.Client, "nobody", "wrong"), HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task A_scope_that_was_not_granted_is_an_invalid_scope()
    {
        var created = await host.Run("client", "create", "Firm", "--scope", "employer", "--party", "emp_1");
        await Expect(await Tokens.Ask(host.Client, created["client_id"], created["client_secret"], "employer operator"), HttpStatusCode.BadRequest, "invalid_scope");
        await Expect(await Tokens.Ask(host.Client, created["client_id"], created["client_secret"], "emperor"), HttpStatusCode.BadRequest, "invalid_scope");
    }

    [Theory]
    [InlineData("connect/token", 16 * 1024 + 1, 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("connect/token", 1, 2000, HttpStatusCode.BadRequest)]
    [InlineData("connect/token", 5000, 2, HttpStatusCode.BadRequest)]
    [InlineData("connect/par", 16 * 1024 + 1, 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("connect/par", 1, 2000, HttpStatusCode.BadRequest)]
    public async Task A_form_that_cannot_be_taken_is_an_invalid_request(string path, int length, int fields, HttpStatusCode status)
    {
        var form = string.Join('&', Enumerable.Repeat(new string('a', length), fields));
        await Expect(await host.Client.PostAsync(path, new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded")), status, "invalid_request");
    }

    [Fact]
    public async Task The_discovery_document_names_the_issuer_of_the_settings_whatever_the_request_says()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, ".well-known/openid-configuration");
        // A name that is served, but is not the issuer's; of others the door says that they are not.
        request.Headers.Host = "127.0.0.1";
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        using var answer = await host.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        text.Should().NotContain("evil");
        JsonDocument.Parse(text).RootElement.GetProperty("token_endpoint").GetString().Should().Be($"{host.Gateway}connect/token");
    }

    private static async Task Expect(HttpResponseMessage answer, HttpStatusCode status, string error)
    {
        using (answer)
        {
            answer.StatusCode.Should().Be(status);
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString().Should().Be(error);
        }
    }
}
