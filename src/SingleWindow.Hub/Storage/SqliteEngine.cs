using SQLitePCL;

namespace SingleWindow.Hub.Storage;

/// <summary>How SQLite runs in this process.</summary>
internal static class SqliteEngine
{
    private const int MemoryStatistics = 9;

    static SqliteEngine()
    {
        Batteries_V2.Init();
        // A session is used by one caller at a time, so it needs no mutexes; nobody asks for statistics of memory, which take a mutex of the whole process at each allocation.
        // Where somebody has opened a database before, this is refused, and SQLite works as it would without it.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        _ = raw.sqlite3_config(MemoryStatistics, 0);
    }

    /// <summary>Done once, before a database is opened.</summary>
    public static void Prepare() { }
}
