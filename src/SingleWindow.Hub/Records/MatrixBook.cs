using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using SingleWindow.Core.Records;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Records;

/// <summary>Keeps this node's matrix true to what operators have activated.</summary>
internal sealed class MatrixBook(AccessMatrix matrix, IEventStore store, EventFormat format, ILogger<MatrixBook> logger) : LawFollower(Stream, store, logger)
{
    /// <summary>The one stream of all versions.</summary>
    public static readonly StreamId Stream = new("access-matrix");

    // Operators do not change the law so often.
    private const int MostTries = 5;

    /// <summary>
    /// Judges an access under the law as this node knows it. What is written of it requires that the store knows none newer: else nothing was written, and it is judged again under that one,
    /// so that a right that was taken away on another node is gone when its operator is told so.
    /// </summary>
    /// <param name="judge">Is given what the append must require.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<T> Under<T>(Func<RequiredVersion, Task<T>> judge, CancellationToken ct)
    {
        for (var again = 1; ; again++)
        {
            // Taken before the rows are looked at: rows that are newer than it are judged once more, and never the other way round.
            var law = Known;
            try
            {
                return await judge(law);
            }
            catch (InconsistentStateException) when (again < MostTries)
            {
                await Refresh(ct);
            }
        }
    }

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
