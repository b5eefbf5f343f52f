using Microsoft.Extensions.Hosting;
using SingleWindow.Hub.Batches;
using SingleWindow.Hub.Documents;
using SingleWindow.Hub.PersonalData;

namespace SingleWindow.Hub.Storage;

/// <summary>
/// Opens the stores when the host starts: one that is in use, too new or locked with another key must stop the start, not the first request. One that cannot
/// be reached is waited for.
/// </summary>
internal sealed class StorageStart(IEventStore events, IKeyVault keys, IViewStore views, IDocumentStore documents, IBatchStore batches) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await events.ReadHead(cancellationToken);
        await keys.Secret(BlindIndex.SecretName, cancellationToken);
        await documents.Unconfirmed(cancellationToken);
        await batches.All(cancellationToken);
        await views.Query("SELECT count(*) FROM checkpoints", row => row.Long(0), [], cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
