using System.Globalization;

namespace SingleWindow.Hub.Storage;

/// <summary>Brings a database up to this binary's schema: numbered scripts, each in a transaction of its own, each harmless when run twice.</summary>
internal static class SqliteMigrations
{
    private const string Folder = "SingleWindow.Hub.Storage.Migrations.";

    /// <exception cref="StoreException">The database was written by a newer binary.</exception>
    public static void Apply(SqliteSession session, string name)
    {
        var scripts = Scripts(name);
        session.Script("create table if not exists schema_version (version integer not null primary key)");
        var current = session.Number("select max(version) from schema_version");
        var newest = scripts[^1].Number;
        if (current > newest)
            throw new StoreException(
                $"The {name} database has schema {current}; this binary knows only {newest}. Start a newer binary, or restore an older backup.");
        foreach (var (number, resource) in scripts.Where(script => script.Number > current))
        {
            session.Script($"begin immediate; {Text(resource)}; insert into schema_version (version) values ({number}) on conflict do nothing; commit");
        }
    }

    // Resource names are events_001.sql, events_002.sql, …
    private static (long Number, string Resource)[] Scripts(string name) =>
        [.. typeof(SqliteMigrations).Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith($"{Folder}{name}_", StringComparison.Ordinal))
            .Select(resource => (long.Parse(resource[$"{Folder}{name}_".Length..^".sql".Length], CultureInfo.InvariantCulture), resource))
            .OrderBy(script => script.Item1)];

    private static string Text(string resource)
    {
        using var reader = new StreamReader(typeof(SqliteMigrations).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
