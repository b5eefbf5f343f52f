using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Identity;

public sealed class CookieTests
{
    [Fact]
    public async Task Behind_TLS_cookies_belong_to_this_host_and_to_TLS()
    {
        await using var host = new HostProcess("--Identity:Issuer=https://sw.example/");
        await host.Start();
        using var answer = await host.Client.GetAsync("account/sign-in");
        answer.Headers.GetValues("Set-Cookie").Should().NotBeEmpty().And.OnlyContain(cookie => cookie.StartsWith("__Host-", StringComparison.Ordinal)
            && cookie.Contains("secure", StringComparison.OrdinalIgnoreCase) && !cookie.Contains("domain", StringComparison.OrdinalIgnoreCase));
    }
}
