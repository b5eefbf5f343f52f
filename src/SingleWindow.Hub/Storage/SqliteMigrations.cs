namespace SingleWindow.Hub.Storage;

/// <summary>Brings a database up to this binary's schema: numbered scripts, each in a transaction of its own, each harmless when run twice.</summary>
internal static class SqliteMigrations
{
    /// <exception cref="StoreException">The database was written by a newer binary.</exception>
    public static void Apply(SqliteSession session, string name)
    {
        session.Script("create table if not exists schema_version (version integer not null primary key)");
        var current = session.Number("select max(version) from schema_version");
        foreach (var script in MigrationScript.After(current, name))
        {
            session.Script($"begin immediate; {script.Text()}; insert into schema_version (version) values ({script.Number}) on conflict do nothing; commit");
        }
    }
}
