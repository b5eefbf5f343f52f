using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;
using static SingleWindow.Hub.Tests.Storage.Appends;

namespace SingleWindow.Hub.Tests.Storage;

public sealed class StorageRegistrationTests
{
    [Fact]
    public async Task A_host_opens_all_stores_in_one_folder_that_is_for_the_owner_only_and_opens_them_again()
    {
        using var folder = new TempFolder();
        var path = folder.File("data");
        for (var start = 0; start < 2; start++)
        {
            using var host = Build(path);
            await host.StartAsync();
            await host.Services.GetRequiredService<IEventStore>().Append(Request($"start {start}", To("one", start)), default);
            await host.Services.GetRequiredService<IKeyVault>().GetOrCreate([new("wrk_1", "identity")], default);
            await host.StopAsync();
        }

        File.Exists(Path.Combine(path, "events.db")).Should().BeTrue();
        File.Exists(Path.Combine(path, "keys", "keys.db")).Should().BeTrue();
        if (OperatingSystem.IsWindows()) return;
        foreach (var made in new[] { path, Path.Combine(path, "keys") })
            File.GetUnixFileMode(made).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task A_host_with_another_master_key_does_not_start()
    {
        using var folder = new TempFolder();
        using (var host = Build(folder.Path)) await host.StartAsync();

        using var other = Build(folder.Path, Convert.ToBase64String(new byte[32]));

        await FluentActions.Awaiting(() => other.StartAsync()).Should().ThrowAsync<StoreException>().WithMessage("*master key*");
    }

    private static IHost Build(string path, string? master = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Store:Path"] = path, ["Keys:Master"] = master });
        builder.Services.AddSingleton<IEventReader, NoReader>().AddSingleton(EventCatalog.Default);
        builder.Services.AddStorage(StorageOptions.From(builder.Configuration));
        return builder.Build();
    }

    private sealed class NoReader : IEventReader
    {
        public ValueTask<object> Read(StoredEvent stored, CancellationToken ct) => throw new NotSupportedException();
    }
}
