using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>A real browser, and an app on the same machine that takes what the issuer sends back.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;
    private WebApplication receiver = null!;

    /// <summary>Where the app is.</summary>
    public Uri App => new(receiver.Urls.Single() + "/");

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        // Chromium refuses to run as root within its sandbox.
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        receiver = builder.Build();
        receiver.Run(http => http.Response.WriteAsync("The app"));
        await receiver.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await receiver.DisposeAsync();
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    /// <summary>A page of somebody's browser that has no cookies yet.</summary>
    public async Task<IPage> Open()
    {
        var page = await (await browser.NewContextAsync()).NewPageAsync();
        page.SetDefaultTimeout(15_000);
        return page;
    }

    /// <summary>The browser gets a device that makes passkeys and knows its owner.</summary>
    public static async Task GiveAuthenticator(IPage page)
    {
        var tools = await page.Context.NewCDPSessionAsync(page);
        await tools.SendAsync("WebAuthn.enable");
        await tools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });
    }
}
