using Microsoft.Extensions.Logging;
using SingleWindow.Hub.PersonalData;

namespace SingleWindow.Hub.Storage;

/// <summary>Makes and destroys keys; many callers share one fsync.</summary>
internal sealed class SqliteKeyWriter : SqliteGroupWriter<KeyWork, IReadOnlyList<byte[]>>
{
    private const string Lives = "wrapped <> zeroblob(length(wrapped))";

    public SqliteKeyWriter(SqliteFile file, ILogger logger) : base(file, logger) => Start();

    protected override Judged<IReadOnlyList<byte[]>> Judge(SqliteSession session, KeyWork work)
    {
        if (work.Destroy is { } subject)
        {
            Destroy(session, subject.Name, subject.RetentionClass);
            return new([], null);
        }
        foreach (var (old, anew) in work.Replace ?? []) Replace(session, old, anew);
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

    public static bool Knows(SqliteSession session, string subject)
    {
        using var row = session.Prepare($"select 1 from keys where subject = ?1 and {Lives} limit 1").Bind(1, subject);
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

    // Same length, so that SQLite overwrites the bytes in their place.
    private static void Replace(SqliteSession session, WrappedKey old, byte[] anew)
    {
        using var row = session.Prepare("update keys set wrapped = ?4 where subject = ?1 and class = ?2 and wrapped = ?3");
        row.Bind(1, old.Key.Subject).Bind(2, old.Key.RetentionClass).Bind(3, old.Bytes).Bind(4, anew).Run();
    }

    /// <summary>Keys in the order of their names, without those that were overwritten.</summary>
    public static IReadOnlyList<WrappedKey> After(SqliteSession session, KeyRef? last, int most)
    {
        using var rows = session.Prepare($"select subject, class, wrapped from keys where (?1 is null or (subject, class) > (?1, ?2)) and {Lives} order by subject, class limit ?3");
        rows.Bind(1, last?.Subject).Bind(2, last?.RetentionClass).Bind(3, most);
        var found = new List<WrappedKey>();
        while (rows.Step()) found.Add(new(new(rows.Text(0), rows.Text(1)), rows.Blob(2)));
        return found;
    }

    /// <summary>The wrapped key; null when there is none or it was overwritten.</summary>
    public static byte[]? Find(SqliteSession session, KeyRef key)
    {
        using var row = session.Prepare($"select wrapped from keys where subject = ?1 and class = ?2 and {Lives}").Bind(1, key.Subject).Bind(2, key.RetentionClass);
        return row.Step() ? row.Blob(0) : null;
    }
}

/// <summary>One request to the key writer: keys to make sure of, a subject to forget, or wrappings to replace.</summary>
internal sealed record KeyWork(IReadOnlyList<WrappedKey> Ensure, (string Name, string? RetentionClass)? Destroy = null, IReadOnlyList<(WrappedKey Old, byte[] New)>? Replace = null);
