namespace SingleWindow.Hub.PersonalData;

/// <summary>Keeps the data keys in a store of their own, wrapped by a master key. Backups of the event store never hold them.</summary>
internal interface IKeyVault
{
    /// <summary>The keys, made durably where they are missing, in the order asked. 32 bytes each.</summary>
    /// <exception cref="KeyDestroyedException">The subject was erased: its keys are never made again.</exception>
    ValueTask<IReadOnlyList<byte[]>> GetOrCreate(IReadOnlyList<KeyRef> keys, CancellationToken ct);

    /// <summary>The key, or null when it was destroyed or never made.</summary>
    ValueTask<byte[]?> Find(KeyRef key, CancellationToken ct);

    /// <summary>True when the subject has a key of any class that lives.</summary>
    ValueTask<bool> Knows(string subject, CancellationToken ct);

    /// <summary>Destroys the subject's key of one class, or of all when null. Durable on return; other nodes stop using it within 1 s.</summary>
    Task Destroy(string subject, string? retentionClass, CancellationToken ct);

    /// <summary>A secret of the installation that is not a person's, made on first use: index key, cursor key. 32 bytes.</summary>
    ValueTask<byte[]> Secret(string name, CancellationToken ct);
}

/// <summary>A key was asked for a subject whose keys were destroyed.</summary>
internal sealed class KeyDestroyedException(KeyRef key) : Exception($"The key {key} was destroyed.");
