using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>An issuer of others, and ours, whose people may sign in there. The other one is a second instance of ours, which knows nothing of it.</summary>
public sealed class TwoIssuers : IAsyncLifetime
{
    /// <summary>What it calls two factors.</summary>
    public const string Acr = "https://refeds.org/profile/mfa";
    public const string Name = "the state's sign-in";

    public HostProcess Other { get; } = new("--roles", "identity");

    public HostProcess Ours { get; } = new("--roles", "identity");

    public async Task InitializeAsync()
    {
        Other.Add($"--Identity:Issuer={Other.Identity}");
        await Other.Start();
        var registered = await Other.Run("app", "create", "Ours", "--redirect", $"{Ours.Identity}account/external/callback");
        Ours.Add($"--Identity:Issuer={Ours.Identity}", $"--Identity:External:Authority={Other.Identity}", $"--Identity:External:ClientId={registered["client_id"]}",
            $"--Identity:External:Name={Name}", $"--Identity:External:TwoFactorAcr=urn:other {Acr}");
        await Ours.Start();
    }

    public async Task DisposeAsync()
    {
        await Other.DisposeAsync();
        await Ours.DisposeAsync();
    }
}
