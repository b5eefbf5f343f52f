using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>Tokens that were made for a certificate (RFC 8705). The bytes of one stand for it: who checks them is the door.</summary>
public sealed class CertificateBindingTests(HubWithGateway hub) : IClassFixture<HubWithGateway>
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
        var distant = new HubFixture(new() { ["Hub:TrustedGateways:0"] = "192.0.2.0/24", ["Gateway:Secret"] = HubWithGateway.Secret });
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

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AQID")]
    [InlineData("not base64")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public async Task A_program_of_this_machine_that_is_not_the_gateway_is_not_believed(string? proof) =>
        (await With(hub, Bound, ":AQID:", proof)).Status.Should().Be(401);

    [Fact]
    public async Task Without_a_secret_nobody_is_believed()
    {
        var open = new HubFixture([]);
        await open.InitializeAsync();
        try
        {
            (await With(open, Bound, ":AQID:")).Status.Should().Be(401);
        }
        finally
        {
            await open.DisposeAsync();
        }
    }

    private static Task<Answer> With(HubFixture hub, string confirmation, string? header) =>
        With(hub, confirmation, header, Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(HubWithGateway.Secret), Certificate)));

    private static Task<Answer> With(HubFixture hub, string confirmation, string? header, string? proof)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/parties");
        if (header is not null) request.Headers.TryAddWithoutValidation("Client-Cert", header);
        if (proof is not null) request.Headers.TryAddWithoutValidation("Client-Cert-Proof", proof);
        var token = hub.Issuer.Mint("operator", "c", change: made => made.Claims["cnf"] = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(confirmation));
        return hub.WithToken(token).Send(request);
    }
}

/// <summary>A hub that has a secret in common with its gateway.</summary>
public sealed class HubWithGateway : HubFixture
{
    internal const string Secret = "a secret of tests, 32 characters long";

    public HubWithGateway() : base(new() { ["Gateway:Secret"] = Secret })
    {
    }
}
