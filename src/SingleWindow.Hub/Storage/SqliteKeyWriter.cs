using Microsoft.Extensions.Logging;
using SingleWindow.Hub.PersonalData;

namespace SingleWindow.Hub.Storage;

/// <summary>Makes and destroys keys; many callers share one fsync.</summary>
internal sealed class SqliteKeyWriter : SqliteGroupWriter<KeyWork, IReadOnlyList<byte[]>>
{
    public SqliteKeyWriter(SqliteFile file, ILogger logger) : base(file, logger) => Start();

    protected override Judged<IReadOnlyList<byte[]>> Judge(SqliteSession session, KeyWork work)
    {
        if (work.Destroy is { } subject)
        {
            Destroy(session, subject.Name, subject.RetentionClass);
            return new([], null);
        }
        foreach (var candidate in work.Ensure)
        {
            if (IsDestroyed(session, candidate.Key)) return new KeyDestroyedException(candidate.Key);
        }
        return new([.. work.Ensure.Select(candidate => Ensure(session, candidate))], null);
    }

    public static bool IsDestroyed(SqliteSession session, KeyRef key)
    {
        using var row = session.Prepare("select 1 from destroyed where subject = ?1 and class in ('', ?2)").Bind(1, key.Subject).Bind(2, key.RetentionClass);
        return row.Step();
    }

    private static byte[] Ensure(SqliteSession session, WrappedKey candidate)
    {
        if (Find(session, candidate.Key) is { } first) return first;
        using var row = session.Prepare("insert into keys (subject, class, wrapped) values (?1, ?2, ?3)");
        row.Bind(1, candidate.Key.Subject).Bind(2, candidate.Key.RetentionClass).Bind(3, candidate.Bytes).Run();
        return candidate.Bytes;
    }

    private static void Destroy(SqliteSession session, string subject, string? retentionClass)
    {
        // Same length, so that SQLite overwrites the bytes in their place.
        using (var keys = session.Prepare("update keys set wrapped = zeroblob(length(wrapped)) where subject = ?1 and (?2 is null or class = ?2)"))
            keys.Bind(1, subject).Bind(2, retentionClass).Run();
        using var tombstone = session.Prepare("insert into destroyed (subject, class) values (?1, ?2) on conflict do nothing");
        tombstone.Bind(1, subject).Bind(2, retentionClass ?? "").Run();
    }

    /// <summary>The wrapped key; null when there is none or it was overwritten.</summary>
    public static byte[]? Find(SqliteSession session, KeyRef key)
    {
        using var row = session.Prepare("select wrapped from keys where subject = ?1 and class = ?2").Bind(1, key.Subject).Bind(2, key.RetentionClass);
        return row.Step() && row.Blob(0) is var wrapped && wrapped.AsSpan().ContainsAnyExcept((byte)0) ? wrapped : null;
    }
}

/// <summary>One request to the key writer: keys to make sure of, or a subject to forget.</summary>
internal sealed record KeyWork(IReadOnlyList<WrappedKey> Ensure, (string Name, string? RetentionClass)? Destroy = null);
