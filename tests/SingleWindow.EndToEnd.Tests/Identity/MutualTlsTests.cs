using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>Clients that sign in with a certificate, and tokens that are of no use to anybody else (RFC 8705).</summary>
public sealed class MutualTlsTests(TlsHost tls) : IClassFixture<TlsHost>
{
    private readonly HostProcess host = tls.Host;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_is_bound_to_the_certificate_and_good_only_with_it(bool rsa)
    {
        using var certificate = TlsHost.Make("member.test", rsa);
        using var other = TlsHost.Make("member.test", rsa);
        var client = await tls.Register(certificate);
        client.ExitCode.Should().Be(0, client.Errors);
        using var door = tls.Client(certificate);
        var token = (await App.Good(await Ask(door, client["client_id"]))).GetProperty("access_token").GetString()!;
        new JsonWebToken(token).GetPayloadValue<JsonElement>("cnf").GetProperty("x5t#S256").GetString().Should().Be(WebEncoders.Base64UrlEncode(SHA256.HashData(certificate.RawData)));

        (await Status(door, token)).Should().Be(HttpStatusCode.OK);
        using var none = tls.Client();
        using var wrong = tls.Client(other);
        foreach (var (thief, header) in new[] { (none, null), (wrong, null), (host.Client, null), (none, Header(certificate)), (wrong, Header(certificate)), (host.Client, Header(certificate)) })
            (await Status(thief, token, header)).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Without_its_certificate_the_client_gets_no_token()
    {
        using var certificate = TlsHost.Make("member.test");
        using var other = TlsHost.Make("member.test");
        var client = await tls.Register(certificate);
        using var none = tls.Client();
        using var wrong = tls.Client(other);
        foreach (var (thief, header, error) in new[]
        {
            (none, null, "invalid_request"), (wrong, null, "invalid_client"), (host.Client, null, "invalid_request"),
            (none, Header(certificate), "invalid_request"), (wrong, Header(certificate), "invalid_client"), (host.Client, Header(certificate), "invalid_request"),
        })
            await App.Refused(await Ask(thief, client["client_id"], header: header), error);
        await App.Refused(await Ask(none, client["client_id"], "no secret of it"), "invalid_client");
    }

    [Fact]
    public async Task Who_has_a_secret_may_show_any_certificate_and_is_bound_to_none()
    {
        using var any = TlsHost.Make("member.test");
        var client = await host.Run("operator", "create", "Ann");
        using var door = tls.Client(any);
        var token = (await App.Good(await Ask(door, client["client_id"], client["client_secret"]))).GetProperty("access_token").GetString()!;
        new JsonWebToken(token).TryGetPayloadValue<JsonElement>("cnf", out _).Should().BeFalse();
        (await Status(host.Client, token)).Should().Be(HttpStatusCode.OK);
        await App.Refused(await Ask(door, client["client_id"]), "invalid_client");
        await App.Refused(await Ask(door, client["client_id"], "not the secret"), "invalid_client");
    }

    [Fact]
    public async Task A_certificate_by_which_nobody_can_be_known_is_refused_at_the_command()
    {
        using var expired = TlsHost.Make("member.test", until: TimeSpan.FromDays(-1));
        var refused = await tls.Register(expired, "expired");
        (refused.ExitCode, refused.Errors).Should().Be((2, "error: --certificate: it has expired"));

        (await host.Run("client", "create", "Machine", "--scope", "operator", "--party", "operator", "--certificate", Path.Combine(host.DataPath, "identity.db"))).Errors.Should().Be("error: --certificate: the file is no certificate in PEM");
    }

    [Fact]
    public async Task A_certificate_that_somebody_issued_is_known_by_itself_too_and_not_by_who_issued_it()
    {
        using var issuer = TlsHost.Make("issuer.test");
        using var certificate = TlsHost.Make("member.test", issuer: issuer);
        using var other = TlsHost.Make("member.test", issuer: issuer);
        var client = await tls.Register(certificate);
        using var door = tls.Client(certificate);
        await App.Good(await Ask(door, client["client_id"]));
        using var wrong = tls.Client(other);
        await App.Refused(await Ask(wrong, client["client_id"]), "invalid_client");
    }

    [Fact]
    public async Task The_discovery_document_says_so()
    {
        var document = JsonDocument.Parse(await host.Client.GetStringAsync(".well-known/openid-configuration")).RootElement;
        document.GetProperty("tls_client_certificate_bound_access_tokens").GetBoolean().Should().BeTrue();
        document.GetProperty("token_endpoint_auth_methods_supported").EnumerateArray().Select(method => method.GetString()).Should().Contain("self_signed_tls_client_auth");
    }

    // As somebody from outside would write what the gateway writes.
    private static string Header(X509Certificate2 certificate) => $":{Convert.ToBase64String(certificate.RawData)}:";

    private static async Task<HttpResponseMessage> Ask(HttpClient door, string clientId, string? secret = null, string? header = null)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = clientId };
        if (secret is not null) form["client_secret"] = secret;
        using var request = new HttpRequestMessage(HttpMethod.Post, "connect/token") { Content = new FormUrlEncodedContent(form) };
        if (header is not null) request.Headers.Add("Client-Cert", header);
        return await door.SendAsync(request);
    }

    private static async Task<HttpStatusCode> Status(HttpClient door, string token, string? header = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/parties");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (header is not null) request.Headers.Add("Client-Cert", header);
        using var answer = await door.SendAsync(request);
        return answer.StatusCode;
    }
}
