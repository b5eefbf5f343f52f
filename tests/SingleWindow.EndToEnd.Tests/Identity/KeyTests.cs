using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Identity;

public sealed class KeyTests
{
    [Fact]
    public async Task The_signing_key_survives_a_crash()
    {
        await using var host = new HostProcess();
        await host.Start();
        var created = await host.Run("operator", "create", "Ann");
        var token = await Tokens.Get(host.Client, created["client_id"], created["client_secret"]);
        await host.Kill9();
        await host.Start();

        var keys = new JsonWebKeySet(await host.Client.GetStringAsync(".well-known/jwks"));
        keys.Keys.Should().ContainSingle().Which.HasPrivateKey.Should().BeFalse();
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = host.Gateway.AbsoluteUri,
            ValidAudience = "singlewindow",
            IssuerSigningKeys = keys.GetSigningKeys(),
        });
        result.IsValid.Should().BeTrue(result.Exception?.Message);
        // The client is still known, too.
        await Tokens.Get(host.Client, created["client_id"], created["client_secret"]);
    }

    [Fact]
    public async Task The_store_of_clients_is_for_the_server_alone_also_when_it_was_made_otherwise()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var host = new HostProcess();
        await host.Start();
        var files = Directory.GetFiles(host.DataPath, "identity.db*");
        files.Should().HaveCountGreaterThan(1, "the running store has a log beside it");
        foreach (var file in files) File.GetUnixFileMode(file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);

        await host.Kill9();
        foreach (var file in files) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await host.Start();
        File.GetUnixFileMode(Path.Combine(host.DataPath, "identity.db")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task The_signing_key_is_for_the_server_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var host = new HostProcess();
        await host.Start();
        var path = Directory.GetFiles(Path.Combine(host.DataPath, "keys", "identity-signing")).Single();
        File.GetUnixFileMode(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(path));
        key.KeySize.Should().Be(256);
    }
}
