using System.Security.Claims;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Identity.Accounts;
using SingleWindow.Identity.Storage;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>A session that ends while a change of it waits for its turn: the race is made slow by holding the turn.</summary>
public sealed class StolenSessionTests : IAsyncLifetime
{
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("singlewindow-stolen-");
    private ServiceProvider services = null!;

    public Task InitializeAsync()
    {
        var builder = new ServiceCollection().AddLogging().AddHttpContextAccessor().AddIdentityStore(new FolderPlace(folder.FullName));
        builder.AddAccounts();
        builder.AddDataProtection().UseEphemeralDataProtectionProvider();
        services = builder.AddSingleton<SecurityLog>().AddSingleton<Turns>().AddScoped<SignedIn>().AddScoped<SecuritySettings>()
            .AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>().AddPasskeys(new("http://localhost/")).BuildServiceProvider();
        using var scope = services.CreateScope();
        IdentitySchema.Ensure(scope.ServiceProvider.GetRequiredService<IdentityStore>());
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_stolen_session_sets_up_is_nothing_when_the_password_changed_before_its_turn(bool ended)
    {
        var (account, owner, thief) = await Register();
        var turn = new TaskCompletionSource();
        var held = services.GetRequiredService<Turns>().Take(account.NormalizedUserName!, async () =>
        {
            await turn.Task;
            return true;
        }, CancellationToken.None);
        var stolen = As(thief, (settings, person) => settings.Enrol(person, Secret, TotpCodes.At(Secret, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30)));
        // By hand what a change of the password does in its turn.
        if (ended) await In(store => store.Sessions.Where(session => session.Id != owner).ExecuteDeleteAsync());
        turn.SetResult();
        await held;

        (await stolen).Should().Be(ended ? "sign in" : "done");
        (await In(store => store.Users.AnyAsync(user => user.TwoFactorEnabled))).Should().Be(!ended);
        (await In(store => store.UserTokens.AnyAsync())).Should().Be(!ended);
        (await In(store => store.Sessions.Select(session => session.Id).ToListAsync())).Should().Equal(ended ? owner : thief);
    }

    [Fact]
    public async Task What_fails_half_way_leaves_nothing()
    {
        var (_, _, session) = await Register();
        var act = () => As(session, async (settings, person) =>
        {
            await settings.Enrol(person, Secret, TotpCodes.At(Secret, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30));
            throw new IOException("the disk is full");
        });
        await act.Should().ThrowAsync<IOException>();
        (await In(store => store.UserTokens.AnyAsync())).Should().BeFalse();
        (await In(store => store.Sessions.CountAsync())).Should().Be(2);
    }

    private async Task<(Account Account, string Owner, string Thief)> Register()
    {
        await using var scope = services.CreateAsyncScope();
        var account = new Account { UserName = "ann", DisplayName = "Ann" };
        (await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().CreateAsync(account)).Succeeded.Should().BeTrue();
        var sessions = scope.ServiceProvider.GetRequiredService<Sessions>();
        return (account, (await sessions.Start(account, AuthenticationMethods.Password)).Id, (await sessions.Start(account, AuthenticationMethods.Password)).Id);
    }

    private async Task<string> As(string session, Func<SecuritySettings, SignedIn.Person, Task> change)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext { User = new(new ClaimsIdentity([new(Sessions.Claim, session)])) };
        var settings = scope.ServiceProvider.GetRequiredService<SecuritySettings>();
        return await settings.InTurn(async person =>
        {
            await change(settings, person);
            return "done";
        }) ?? "sign in";
    }

    private async Task<T> In<T>(Func<IdentityStore, Task<T>> ask)
    {
        await using var scope = services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<IdentityStore>());
    }
}
