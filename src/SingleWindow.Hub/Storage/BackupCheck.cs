using System.Security.Cryptography;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;

namespace SingleWindow.Hub.Storage;

/// <summary>Reads every event of a copy as the hub would, before the copy becomes the store.</summary>
/// <param name="keys">The current key store.</param>
/// <param name="reader">Opens events with it.</param>
/// <param name="expected">The position at which the backup was made.</param>
internal sealed class BackupCheck(IKeyRows keys, IEventReader reader, long expected)
{
    private const int Page = 1000;

    // With a version only once in a stream and as many events as the streams say, no version is missing.
    private const string Missing = "select (select coalesce(sum(version), 0) from streams) - (select count(*) from events)";
    private const string Astray = "select count(*) from streams s where s.version <> coalesce((select max(e.version) from events e where e.stream = s.stream), 0)";

    /// <param name="after">A page of events after a position.</param>
    /// <param name="number">The number that a query of the event database answers.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="StoreException">Positions or versions have gaps, or the key store does not open what is sealed.</exception>
    public async Task<BackupReport> Run(Func<long, int, Task<IReadOnlyList<StoredEvent>>> after, Func<string, Task<long>> number, CancellationToken ct)
    {
        var (position, opened, erased) = (0L, 0L, 0L);
        while (await after(position, Page) is { Count: > 0 } page)
        {
            foreach (var stored in page)
            {
                if (stored.Position != ++position) throw new StoreException($"The event at position {position} is missing.");
                if (stored.Sealed is null) continue;
                if (await IsOpened(stored, ct)) opened++;
                else erased++;
            }
        }
        if (position != expected || await number(EventRows.Head) != expected) throw new StoreException($"The events end at position {position}; the backup was made at {expected}.");
        if (await number(Missing) != 0 || await number(Astray) != 0) throw new StoreException("A stream of the backup lacks an event.");
        return new(position, opened, erased);
    }

    private async Task<bool> IsOpened(StoredEvent stored, CancellationToken ct)
    {
        try
        {
            if (await reader.IsReadable(stored, ct))
            {
                await reader.Read(stored, ct);
                return true;
            }
        }
        catch (CryptographicException wrong)
        {
            throw new StoreException($"The key store has another key than the event at position {stored.Position} was sealed with: it is not the one of this installation.", wrong);
        }
        // An older copy of the right key store would give new keys to persons who have some already: what is sealed with those would be lost for ever.
        if (!await keys.IsDestroyed(stored.Sealed!.Key, ct))
            throw new StoreException($"The key store neither has the key of the event at position {stored.Position} nor knows that it was destroyed: it is older than the backup, or not the one of this installation.");
        return false;
    }
}

/// <summary>What a restored store holds.</summary>
/// <param name="Events">All of them.</param>
/// <param name="Opened">Those with personal data that the key store opens.</param>
/// <param name="Erased">Those whose personal data were erased, before the backup or after.</param>
internal sealed record BackupReport(long Events, long Opened, long Erased);
