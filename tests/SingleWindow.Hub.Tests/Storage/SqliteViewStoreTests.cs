using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Storage;

public sealed class SqliteViewStoreTests : ViewStoreConformance
{
    private readonly TempFolder folder = new();

    public override Task DisposeAsync()
    {
        ((SqliteViewStore)Views).Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }

    private protected override Task<IViewStore> Open() => Task.FromResult<IViewStore>(new SqliteViewStore(folder.File("views.db")));
}
