namespace SingleWindow.Hub.PersonalData;

/// <summary>Unwrapped keys in memory, bounded: two generations, of which the older goes when the younger is full.</summary>
internal sealed class KeyCache(int capacity)
{
    private readonly Lock gate = new();
    private Dictionary<KeyRef, byte[]> young = [];
    private Dictionary<KeyRef, byte[]> old = [];
    private long epoch;

    /// <summary>Changes with every <see cref="Forget"/>. Read it before the key is read from the store.</summary>
    public long Epoch => Volatile.Read(ref epoch);

    public byte[]? Find(KeyRef key)
    {
        lock (gate)
        {
            if (young.TryGetValue(key, out var found)) return found;
            if (!old.TryGetValue(key, out found)) return null;
            Keep(key, found);
            return found;
        }
    }

    /// <summary>Keeps a key, unless something was forgotten since the epoch: it might be this one, read just before it was destroyed.</summary>
    public void Add(KeyRef key, byte[] bytes, long since)
    {
        lock (gate)
        {
            if (since == epoch) Keep(key, bytes);
        }
    }

    /// <summary>Forgets one class of a subject, or all. The arrays are not wiped: a caller may be sealing with one, and must not seal with zeros.</summary>
    public void Forget(string subject, string? retentionClass)
    {
        lock (gate)
        {
            epoch++;
            foreach (var generation in (Dictionary<KeyRef, byte[]>[])[young, old])
            {
                var gone = generation.Keys.Where(key => key.Subject == subject && (retentionClass ?? key.RetentionClass) == key.RetentionClass);
                foreach (var key in gone.ToArray()) generation.Remove(key);
            }
        }
    }

    /// <summary>Forgets everything: nobody knows what was destroyed meanwhile.</summary>
    public void Clear()
    {
        lock (gate)
        {
            epoch++;
            (young, old) = ([], []);
        }
    }

    private void Keep(KeyRef key, byte[] bytes)
    {
        if (young.Count >= capacity / 2) (old, young) = (young, []);
        young[key] = bytes;
    }
}
