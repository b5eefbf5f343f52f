using System.Text.Json;
using Microsoft.Extensions.Logging;
using SingleWindow.Core.Records;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Records;

/// <summary>Keeps this node's matrix true to what operators have activated.</summary>
internal sealed class MatrixBook(AccessMatrix matrix, IEventStore store, EventFormat format, ILogger<MatrixBook> logger) : LawFollower(Stream, store, logger)
{
    /// <summary>The one stream of all versions.</summary>
    public static readonly StreamId Stream = new("access-matrix");

    protected override async Task Take(IReadOnlyList<StoredEvent> news, CancellationToken ct)
    {
        foreach (var stored in news)
            if (await format.Read(stored, ct) is MatrixEvent.Activated activated) Replace(activated);
    }

    private void Replace(MatrixEvent.Activated activated)
    {
        try
        {
            matrix.Replace(AccessRowJson.Read(activated.Document), activated.Version);
        }
        catch (JsonException)
        {
            // A condition that this program does not know cannot be kept: nothing is shown until a newer program runs here.
            matrix.DenyAll();
            throw;
        }
    }
}
