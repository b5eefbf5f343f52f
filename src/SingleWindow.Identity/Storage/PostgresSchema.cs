using System.Globalization;
using Npgsql;

namespace SingleWindow.Identity.Storage;

/// <summary>Brings the schema up to this program's: numbered scripts in one transaction, under a lock, so that many processes may start at once. A script is never changed once it was released.</summary>
internal static class PostgresSchema
{
    public const string Name = "identity";
    private const long Lock = 0x5357_0003;

    /// <exception cref="InvalidDataException">The schema was made by a newer program.</exception>
    public static void Ensure(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var transaction = connection.BeginTransaction();
        // The limits are those of serving; a migration may wait and work longer.
        Run("set local statement_timeout = 0");
        Run($"select pg_advisory_xact_lock({Lock})");
        // Asked first: an account without the right to make a schema may use one that is there.
        if (Ask($"select count(*) from pg_namespace where nspname = '{Name}'") == 0) Run($"create schema {Name}");
        // The server remembers where names are looked for; whoever waited for another that made the schema may have remembered that it is nowhere.
        Run($"set local search_path = {Name}");
        if (Ask($"select count(*) from pg_tables where schemaname = '{Name}' and tablename = 'schema_version'") == 0) Run("create table schema_version (version integer not null primary key)");
        var current = Ask("select coalesce(max(version), 0) from schema_version");
        var scripts = Scripts();
        if (current > scripts[^1].Number) throw new InvalidDataException($"The schema {Name} has version {current}, this program knows {scripts[^1].Number}");
        foreach (var (number, resource) in scripts.Where(script => script.Number > current))
        {
            Run(Text(resource));
            Run($"insert into schema_version (version) values ({number})");
        }
        transaction.Commit();

        void Run(string sql)
        {
            using var command = new NpgsqlCommand(sql, connection, transaction) { CommandTimeout = 0 };
            command.ExecuteNonQuery();
        }

        long Ask(string sql)
        {
            using var command = new NpgsqlCommand(sql, connection, transaction);
            return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        }
    }

    private static List<(long Number, string Resource)> Scripts() => [.. typeof(PostgresSchema).Assembly.GetManifestResourceNames()
        .Where(resource => resource.StartsWith($"{Name}_", StringComparison.Ordinal))
        .Select(resource => (long.Parse(resource[$"{Name}_".Length..^".sql".Length], CultureInfo.InvariantCulture), resource)).Order()];

    private static string Text(string resource)
    {
        using var reader = new StreamReader(typeof(PostgresSchema).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
