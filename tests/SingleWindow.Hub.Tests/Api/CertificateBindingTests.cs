using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>Tokens that were made for a certificate (RFC 8705). The bytes of one stand for it: who checks them is the door.</summary>
public sealed class CertificateBindingTests(HubFixture hub) : IClassFixture<HubFixture>
{
    private static readonly byte[] Certificate = [1, 2, 3];
    private static readonly string Bound = $$"""{"x5t#S256":"{{Base64UrlEncoder.Encode(SHA256.HashData(Certificate))}}"}""";

    [Theory]
    [InlineData(":AQID:", 200)]
    [InlineData(":AQIE:", 401)]
    [InlineData("AQID", 401)]
    [InlineData("::", 401)]
    [InlineData(":", 401)]
    [InlineData(":not base64:", 401)]
    [InlineData(":AQID:, :AQID:", 401)]
    [InlineData(null, 401)]
    public async Task A_bound_token_is_good_with_the_certificate_that_the_gateway_tells(string? header, int status) =>
        (await With(hub, Bound, header)).Status.Should().Be(status);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"jkt":"AQID"}""")]
    [InlineData("""{"x5t#S256":7}""")]
    [InlineData("""{"x5t#S256":""}""")]
    [InlineData("""{"x5t#S256":"!"}""")]
    [InlineData("\"AQID\"")]
    public async Task What_a_token_is_bound_to_that_is_not_known_here_is_not_proved(string confirmation) =>
        (await With(hub, confirmation, ":AQID:")).Status.Should().Be(401);

    [Fact]
    public async Task A_stranger_who_tells_a_certificate_is_not_believed()
    {
        var distant = new HubFixture(new() { ["Hub:TrustedGateways:0"] = "192.0.2.0/24" });
        await distant.InitializeAsync();
        try
        {
            (await With(distant, Bound, ":AQID:")).Status.Should().Be(401);
        }
        finally
        {
            await distant.DisposeAsync();
        }
    }

    private static Task<Answer> With(HubFixture hub, string confirmation, string? header)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/parties");
        if (header is not null) request.Headers.TryAddWithoutValidation("Client-Cert", header);
        var token = hub.Issuer.Mint("operator", "c", change: made => made.Claims["cnf"] = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(confirmation));
        return hub.WithToken(token).Send(request);
    }
}
