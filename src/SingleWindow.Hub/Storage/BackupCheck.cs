using System.Security.Cryptography;
using SingleWindow.Hub.EventSourcing;

namespace SingleWindow.Hub.Storage;

/// <summary>Reads every event of a restored store as the hub would.</summary>
internal static class BackupCheck
{
    private const int Page = 1000;

    /// <exception cref="StoreException">Positions or versions have gaps, or the key store does not open what is sealed.</exception>
    public static async Task<BackupReport> Run(IEventStore events, IEventReader reader, long expected, CancellationToken ct)
    {
        var versions = new Dictionary<StreamId, long>();
        var (position, opened, erased) = (0L, 0L, 0L);
        while (await events.ReadAll(position, Page, ct) is { Count: > 0 } page)
        {
            foreach (var stored in page)
            {
                if (stored.Position != ++position) throw new StoreException($"The event at position {position} is missing.");
                if (stored.Version != versions.GetValueOrDefault(stored.Stream) + 1) throw new StoreException($"The event at position {position} is not the next of its stream.");
                versions[stored.Stream] = stored.Version;
                if (stored.Sealed is null) continue;
                if (await IsOpened(reader, stored, ct)) opened++;
                else erased++;
            }
        }
        if (position != expected || await events.ReadHead(ct) != expected) throw new StoreException($"The events end at position {position}; the backup was made at {expected}.");
        if (opened == 0 && erased > 0) throw new StoreException("The key store opens no event of this backup: it is not the one of this installation.");
        return new(position, opened, erased);
    }

    private static async Task<bool> IsOpened(IEventReader reader, StoredEvent stored, CancellationToken ct)
    {
        try
        {
            if (!await reader.IsReadable(stored, ct)) return false;
            await reader.Read(stored, ct);
            return true;
        }
        catch (CryptographicException wrong)
        {
            throw new StoreException($"The key store has another key than the event at position {stored.Position} was sealed with: it is not the one of this installation.", wrong);
        }
    }
}

/// <summary>What a restored store holds.</summary>
/// <param name="Events">All of them.</param>
/// <param name="Opened">Those with personal data that the key store opens.</param>
/// <param name="Erased">Those whose personal data were erased, before the backup or after.</param>
internal sealed record BackupReport(long Events, long Opened, long Erased);
