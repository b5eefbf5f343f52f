using System.Net;
using System.Text.RegularExpressions;
using SingleWindow.EndToEnd.Tests.Hosting;
using SingleWindow.Identity.Accounts;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>A person with an account and a browser.</summary>
internal sealed partial class Person(HostProcess host, string login, Uri? site = null, SocketsHttpHandler? way = null) : IDisposable
{
    public const string Password = "four words that nobody joins";
    private static int made;

    public string Login => login;

    public Browser Browser { get; } = new(site ?? host.Gateway, way);

    /// <summary>The secret of the authenticator, once there is one.</summary>
    public string Secret { get; private set; } = "";

    public static Task<Person> Register(HostProcess host) => Register(host, "--scope", "employer", "--party", "emp_1");

    /// <summary>Somebody who has an account with a password.</summary>
    public static Task<Person> Register(HostProcess host, params string[] role) => Register(host, host.Gateway, role);

    /// <summary>The same where people reach the issuer at another address.</summary>
    public static Task<Person> Register(HostProcess host, Uri site, params string[] role) => Register(host, site, null, role);

    /// <summary>The same where a balancer chooses who answers.</summary>
    public static async Task<Person> Register(HostProcess host, Uri site, SocketsHttpHandler? way, params string[] role)
    {
        var person = new Person(host, $"person{Interlocked.Increment(ref made)}", site, way);
        var created = await host.Run(["account", "create", "Ann Example", "--login", person.Login, .. role]);
        created.ExitCode.Should().Be(0, created.Errors);
        await person.SetPassword(created["code"]);
        person.Browser.Address.Should().Be("/account/sign-in", person.Browser.Page);
        return person;
    }

    public async Task SetPassword(string code, string password = Password)
    {
        await Browser.Open("account/first");
        await Browser.Submit("/account/first", ("login", login), ("code", code), ("password", password), ("again", password));
    }

    /// <summary>Goes where an app sends the person, and gives login and password there.</summary>
    public async Task<Browser> SignIn(string address = "account/security", string password = Password)
    {
        await Browser.Open(address);
        if (!Browser.Address.StartsWith("/account/sign-in", StringComparison.Ordinal)) await Browser.Open("account/sign-in");
        return await Browser.Submit("/account/sign-in", ("login", login), ("password", password));
    }

    /// <summary>The code with which the authenticator was set up.</summary>
    public string FirstTotp { get; private set; } = "";

    /// <summary>Sets up an authenticator.</summary>
    /// <returns>The recovery codes.</returns>
    public async Task<string[]> Enrol()
    {
        await Browser.Open("account/security");
        return await EnrolHere();
    }

    /// <summary>The same on the page that is shown, which offers it.</summary>
    public async Task<string[]> EnrolHere()
    {
        await Browser.Submit("/account/security/authenticator");
        Secret = SecretOf().Match(Browser.Page).Groups[1].Value;
        FirstTotp = Code(0);
        await Browser.Submit("/account/security/totp", ("code", FirstTotp));
        Browser.Status.Should().Be(HttpStatusCode.OK, Browser.Page);
        return [.. Codes().Matches(Browser.Page).Select(match => match.Groups[1].Value)];
    }

    /// <summary>What the authenticator shows, or has shown or will show some half minutes later.</summary>
    public string Code(int steps) => TotpCodes.At(Secret, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30 + steps);

    public void Dispose() => Browser.Dispose();

    [GeneratedRegex("""<code id="secret">([A-Z2-7]+)</code>""")]
    private static partial Regex SecretOf();

    [GeneratedRegex("<li><code>([^<]+)</code></li>")]
    private static partial Regex Codes();
}
