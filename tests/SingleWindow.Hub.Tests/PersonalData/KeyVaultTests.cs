using Microsoft.Extensions.Logging.Abstractions;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.PersonalData;

public sealed class KeyVaultTests : IAsyncLifetime
{
    private static readonly KeyRef Identity = new("wrk_1", "identity");
    private static readonly KeyRef Application = new("wrk_1", "application");
    private VaultFixture fixture = null!;

    private KeyVault Vault => fixture.Vault;

    private static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync() => fixture = await VaultFixture.Open();

    public Task DisposeAsync()
    {
        fixture.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_key_is_made_once_and_found_afterwards_also_by_another_process()
    {
        var made = await Vault.GetOrCreate([Identity, Application, Identity], None);
        await fixture.Reopen();

        made.Select(key => key.Length).Should().Equal(32, 32, 32);
        made[2].Should().Equal(made[0]).And.NotEqual(made[1]);
        (await Vault.Find(Identity, None)).Should().Equal(made[0]);
        (await Vault.GetOrCreate([Application], None))[0].Should().Equal(made[1]);
    }

    [Fact]
    public async Task A_key_that_nobody_made_is_not_found() => (await Vault.Find(Identity, None)).Should().BeNull();

    [Fact]
    public async Task Many_who_make_one_key_at_once_get_the_same_one()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () => (await Vault.GetOrCreate([Identity], None))[0])));

        keys.Select(Convert.ToHexString).Distinct().Should().HaveCount(1);
        await fixture.Reopen();
        (await Vault.Find(Identity, None)).Should().Equal(keys[0]);
    }

    [Fact]
    public async Task Destroying_one_class_leaves_the_others()
    {
        var made = await Vault.GetOrCreate([Identity, Application], None);

        await Vault.Destroy("wrk_1", "application", None);

        (await Vault.Find(Application, None)).Should().BeNull();
        (await Vault.Find(Identity, None)).Should().Equal(made[0]);
        await FluentActions.Awaiting(() => Vault.GetOrCreate([Identity, Application], None).AsTask()).Should().ThrowAsync<KeyDestroyedException>();
    }

    [Fact]
    public async Task The_keys_of_an_erased_person_are_never_made_again_also_after_a_restart()
    {
        await Vault.GetOrCreate([Identity], None);
        await Vault.Destroy("wrk_1", null, None);
        await Vault.Destroy("wrk_1", null, None);

        await FluentActions.Awaiting(() => Vault.GetOrCreate([Identity], None).AsTask()).Should().ThrowAsync<KeyDestroyedException>();
        await fixture.Reopen();
        await FluentActions.Awaiting(() => Vault.GetOrCreate([Application], None).AsTask()).Should().ThrowAsync<KeyDestroyedException>();
        (await Vault.Find(Identity, None)).Should().BeNull();
        (await Vault.GetOrCreate([new("wrk_2", "identity")], None)).Should().HaveCount(1);
    }

    [Fact]
    public async Task A_refused_person_costs_nobody_else_in_the_same_commit_a_key()
    {
        await Vault.Destroy("wrk_0", null, None);

        var keys = Enumerable.Range(0, 100).Select(i => Vault.GetOrCreate([new($"wrk_{i % 10}", "identity")], None).AsTask()).ToArray();

        await FluentActions.Awaiting(() => Task.WhenAll(keys)).Should().ThrowAsync<KeyDestroyedException>();
        keys.Count(key => key.IsCompletedSuccessfully).Should().Be(90);
    }

    [Fact]
    public async Task No_file_holds_a_destroyed_key_in_any_form()
    {
        var people = Enumerable.Range(0, 2000).Select(i => new KeyRef($"wrk_{i * 7919 % 2000:D4}", "identity")).ToArray();
        var keys = await Task.WhenAll(people.Select(person => Vault.GetOrCreate([person], None).AsTask()));
        var wrapped = new List<byte[]>();
        foreach (var person in people) wrapped.Add((await fixture.Rows.Find(person, None))!);
        var erased = Enumerable.Range(0, people.Length).Where(i => i % 50 == 0).ToArray();
        var before = fixture.Disk();
        foreach (var i in erased) before.AsSpan().IndexOf(wrapped[i]).Should().BePositive("the search must be able to find what is there");

        foreach (var i in erased) await Vault.Destroy(people[i].Subject, null, None);

        var disk = fixture.Disk();
        foreach (var i in erased)
        {
            disk.AsSpan().IndexOf(wrapped[i]).Should().Be(-1);
            disk.AsSpan().IndexOf(keys[i][0]).Should().Be(-1);
        }
        disk.AsSpan().IndexOf(wrapped[1]).Should().BeGreaterThan(0, "nobody else's key may go");
    }

    [Fact]
    public async Task Another_master_key_is_refused_at_the_start()
    {
        var other = () => fixture.Reopen(new byte[32]);

        await other.Should().ThrowAsync<StoreException>().WithMessage("*Keys:Master*");
        await fixture.Reopen();
    }

    [Fact]
    public async Task Secrets_of_the_installation_stay_the_same_and_cannot_be_erased()
    {
        var index = await Vault.Secret("index", None);
        await fixture.Reopen();

        (await Vault.Secret("index", None)).Should().Equal(index);
        (await Vault.Secret("cursor", None)).Should().NotEqual(index);
        await FluentActions.Awaiting(() => Vault.Destroy("installation", null, None)).Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public void A_master_key_is_made_once_for_the_owner_only()
    {
        var made = MasterKey.Load(null, null, fixture.Folder, mayCreate: true, NullLogger.Instance);

        MasterKey.Load("", "", fixture.Folder, mayCreate: false, NullLogger.Instance).Current.Should().Equal(made.Current);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path.Combine(fixture.Folder, "master")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_lost_master_key_is_not_replaced_and_a_malformed_one_not_guessed()
    {
        var lost = () => MasterKey.Load(null, null, fixture.Folder, mayCreate: false, NullLogger.Instance);
        var malformed = () => MasterKey.Load("c2hvcnQ=", null, fixture.Folder, mayCreate: true, NullLogger.Instance);

        lost.Should().Throw<StoreException>();
        malformed.Should().Throw<StoreException>();
        File.Exists(Path.Combine(fixture.Folder, "master")).Should().BeFalse();
    }
}
