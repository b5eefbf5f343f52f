using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Storage;

/// <summary>Another master key takes the place of one that somebody may have seen; the keys of persons stay what they are.</summary>
public sealed class KeyRotationTests : IDisposable
{
    private static readonly KeyRef[] Many = [.. Enumerable.Range(0, 1201).Select(number => new KeyRef($"wrk_{number}", "application"))];
    private readonly TempFolder folder = new();

    private static CancellationToken None => CancellationToken.None;

    private StorageOptions Files => new() { Path = folder.Path };

    private string MasterFile => Path.Combine(Files.KeyFolder, "master");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task On_one_machine_a_new_file_takes_the_place_of_the_old_one()
    {
        var keys = await Make(Files, destroy: "wrk_7");
        var (former, wrapped) = (await File.ReadAllTextAsync(MasterFile), await Wrapped(Files));

        var (all, anew) = await KeyRotation.Run(Files, NullLoggerFactory.Instance, None);

        anew.Should().Be(all).And.BeGreaterThan(1200);
        (await Find(Files)).Should().Equal(keys.Where((_, number) => number != 7));
        (await File.ReadAllTextAsync(MasterFile)).Should().NotBe(former);
        Directory.GetFiles(Files.KeyFolder).Should().NotContain(file => file.EndsWith(".next", StringComparison.Ordinal) || file.EndsWith(".draft", StringComparison.Ordinal));
        var disk = Convert.ToHexString([.. Directory.GetFiles(Files.KeyFolder, "keys.db*").SelectMany(File.ReadAllBytes)]);
        wrapped.Take(50).Should().OnlyContain(old => !disk.Contains(old), "what the former master key opens is gone from the disk");
        await File.WriteAllTextAsync(MasterFile, former);
        await FluentActions.Awaiting(() => Find(Files)).Should().ThrowAsync<StoreException>("the former one opens nothing");
    }

    [Fact]
    public async Task One_that_was_cut_short_leaves_every_key_readable_and_is_finished_by_the_next()
    {
        var keys = await Make(Files);
        await using (var services = Services(Files))
        {
            var halfway = await KeyVault.Open(services.GetRequiredService<IKeyRows>(), MasterKey.BeginChange(null, Files.KeyFolder, NullLogger.Instance), NullLogger<KeyVault>.Instance, None);
            await halfway.GetOrCreate([new("wrk_new", "application")], None);
        }

        (await Find(Files, [.. Many, new("wrk_new", "application")])).Should().HaveCount(keys.Count + 1).And.NotContainNulls();
        var (all, anew) = await KeyRotation.Run(Files, NullLoggerFactory.Instance, None);

        anew.Should().Be(all - 1);
        (await Find(Files)).Should().Equal(keys);
        (await KeyRotation.Run(Files, NullLoggerFactory.Instance, None)).Anew.Should().Be(all, "the next change is another one");
    }

    [Fact]
    public async Task Of_many_nodes_each_first_reads_both_and_then_the_new_one_alone()
    {
        var server = await PostgresServer.Shared;
        string former = NewMaster(), next = NewMaster();
        var before = new StorageOptions { Path = folder.Path, Connection = await server.NewDatabase(), KeysConnection = await server.NewDatabase(), MasterKey = former, OtherMasterKeys = next };
        var keys = await Make(before, destroy: "wrk_7");
        var after = before with { MasterKey = next, OtherMasterKeys = former };
        await using var running = Services(before);
        var vault = running.GetRequiredService<IKeyVault>();
        await vault.GetOrCreate([Many[0]], None);

        var (all, anew) = await KeyRotation.Run(after, NullLoggerFactory.Instance, None);

        anew.Should().Be(all).And.BeGreaterThan(1200);
        (await vault.Find(Many[1], None)).Should().Equal(Convert.FromHexString(keys[1]), "a node that was not started again reads both");
        (await Find(after with { OtherMasterKeys = null })).Should().Equal(keys.Where((_, number) => number != 7));
        (await KeyRotation.Run(after, NullLoggerFactory.Instance, None)).Should().Be((all, 0L));
        await FluentActions.Awaiting(() => Find(before with { OtherMasterKeys = null })).Should().ThrowAsync<StoreException>();
    }

    [Fact]
    public async Task Without_a_key_that_opens_it_nothing_is_guessed()
    {
        await Make(Files with { MasterKey = NewMaster() });

        await FluentActions.Awaiting(() => KeyRotation.Run(Files with { MasterKey = NewMaster(), OtherMasterKeys = NewMaster() }, NullLoggerFactory.Instance, None)).Should().ThrowAsync<StoreException>();
        await FluentActions.Awaiting(() => KeyRotation.Run(Files with { MasterKey = NewMaster(), OtherMasterKeys = "c2hvcnQ=" }, NullLoggerFactory.Instance, None)).Should().ThrowAsync<StoreException>();
        await FluentActions.Awaiting(() => KeyRotation.Run(new() { Path = folder.File("nowhere") }, NullLoggerFactory.Instance, None)).Should().ThrowAsync<StoreException>();
    }

    private static string NewMaster() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static ServiceProvider Services(StorageOptions options) => new ServiceCollection().AddLogging().AddStorage(options).BuildServiceProvider();

    private static async Task<IReadOnlyList<string>> Make(StorageOptions options, string? destroy = null)
    {
        await using var services = Services(options);
        var vault = services.GetRequiredService<IKeyVault>();
        var keys = await vault.GetOrCreate(Many, None);
        if (destroy is not null) await vault.Destroy(destroy, null, None);
        return [.. keys.Select(Convert.ToHexString)];
    }

    private static async Task<IReadOnlyList<string>> Find(StorageOptions options, IReadOnlyList<KeyRef>? keys = null)
    {
        await using var services = Services(options);
        var found = new List<string>();
        foreach (var key in keys ?? Many)
            if (await services.GetRequiredService<IKeyVault>().Find(key, None) is { } bytes) found.Add(Convert.ToHexString(bytes));
        return found;
    }

    private static async Task<IReadOnlyList<string>> Wrapped(StorageOptions options)
    {
        await using var services = Services(options);
        return [.. (await services.GetRequiredService<IKeyRows>().After(null, 5000, None)).Select(row => Convert.ToHexString(row.Bytes))];
    }
}
