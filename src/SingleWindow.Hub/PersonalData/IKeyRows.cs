namespace SingleWindow.Hub.PersonalData;

/// <summary>Keys at rest: wrapped, and useless without the master key.</summary>
internal interface IKeyRows
{
    /// <summary>True when there is any key: then there was a master key, too.</summary>
    ValueTask<bool> Any(CancellationToken ct);

    /// <summary>The wrapped key, or null when it was destroyed or never made.</summary>
    ValueTask<byte[]?> Find(KeyRef key, CancellationToken ct);

    /// <summary>True when the subject has a key of any class that was not destroyed.</summary>
    ValueTask<bool> Knows(string subject, CancellationToken ct);

    /// <summary>True for a key that was destroyed; false for one that is there, and for one that never was.</summary>
    ValueTask<bool> IsDestroyed(KeyRef key, CancellationToken ct);

    /// <summary>For each candidate the key that is durable now: the candidate, or the one that was there first.</summary>
    /// <exception cref="KeyDestroyedException">One of them was destroyed; none was made.</exception>
    Task<IReadOnlyList<byte[]>> Ensure(IReadOnlyList<WrappedKey> candidates, CancellationToken ct);

    /// <summary>Keys that are not destroyed, in the order of their names.</summary>
    /// <param name="last">The key after which to begin; null: with the first.</param>
    /// <param name="most">How many.</param>
    /// <param name="ct">Cancels.</param>
    ValueTask<IReadOnlyList<WrappedKey>> After(KeyRef? last, int most, CancellationToken ct);

    /// <summary>Puts other wrappings in the place of these, where they are still as they were read.</summary>
    Task Replace(IReadOnlyList<(WrappedKey Old, byte[] New)> keys, CancellationToken ct);

    /// <summary>On return no copy is left of what was replaced, also by somebody who was cut short, as after <see cref="Destroy"/>.</summary>
    Task Scrub(CancellationToken ct);

    /// <summary>
    /// Overwrites the subject's keys of one class, or of all when null, and remembers that they are gone. No copy remains on return
    /// where the engine lets us reach it: PostgreSQL keeps wrapped ones in its write-ahead log until that is recycled (ops/decisions/0016).
    /// </summary>
    Task Destroy(string subject, string? retentionClass, CancellationToken ct);
}

/// <summary>A data key encrypted under the master key.</summary>
internal sealed record WrappedKey(KeyRef Key, byte[] Bytes);
