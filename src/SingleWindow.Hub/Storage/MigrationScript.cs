using System.Globalization;

namespace SingleWindow.Hub.Storage;

/// <summary>One numbered step of a schema. A step is never changed once it was released; it is harmless when run twice.</summary>
internal sealed record MigrationScript(long Number, string Resource)
{
    private const string Folder = "SingleWindow.Hub.Storage.Migrations.";

    /// <summary>
    /// The steps that a database of this schema lacks, in order. Resource names are <c>events_001.sql</c>, <c>events_002.sql</c>…, and for PostgreSQL
    /// <c>Postgres.events_001.sql</c>…
    /// </summary>
    /// <exception cref="StoreException">The database was written by a newer binary.</exception>
    public static IEnumerable<MigrationScript> After(long current, string name)
    {
        MigrationScript[] all = [.. typeof(MigrationScript).Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith($"{Folder}{name}_", StringComparison.Ordinal))
            .Select(resource => new MigrationScript(long.Parse(resource[$"{Folder}{name}_".Length..^".sql".Length], CultureInfo.InvariantCulture), resource))
            .OrderBy(script => script.Number)];
        return current <= all[^1].Number
            ? all.Where(script => script.Number > current)
            : throw new StoreException(
                $"The {name} database has schema {current}; this binary knows only {all[^1].Number}. Start a newer binary, or restore an older backup.");
    }

    public string Text()
    {
        using var reader = new StreamReader(typeof(MigrationScript).Assembly.GetManifestResourceStream(Resource)!);
        return reader.ReadToEnd();
    }
}
