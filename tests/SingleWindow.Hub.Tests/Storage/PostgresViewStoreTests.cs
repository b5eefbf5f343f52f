using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Storage;

public sealed class PostgresViewStoreTests : ViewStoreConformance
{
    public override async Task DisposeAsync() => await ((PostgresViewStore)Views).DisposeAsync();

    private protected override async Task<IViewStore> Open() => new PostgresViewStore(new(await (await PostgresServer.Shared).NewDatabase()));
}
