using Npgsql;

namespace SingleWindow.Hub.Storage;

/// <summary>Brings a schema up to this binary's: numbered scripts in one transaction, under a lock, so that many nodes may start at once.</summary>
internal static class PostgresMigrations
{
    private const long Lock = 0x5357_0002;

    /// <param name="upTo">The last script, where the schema must be an older one: a copy of that time is put into it.</param>
    /// <exception cref="StoreException">The schema was made by a newer binary.</exception>
    public static async Task Apply(NpgsqlConnection connection, string name, CancellationToken ct, long upTo = long.MaxValue)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // The limits are those of serving; a migration may wait and work longer.
        await Run("set local lock_timeout = '60s'; set local statement_timeout = 0");
        await Run($"select pg_advisory_xact_lock({Lock})");
        // Asked first: an account without the right to make a schema may use one that is there.
        if (await Ask($"select count(*) from pg_namespace where nspname = '{name}'") == 0) await Run($"create schema {name}");
        // The server remembers where names are looked for; whoever waited for another that made the schema may have remembered that it is nowhere.
        await Run($"set local search_path = {name}, pg_catalog");
        if (await Ask($"select count(*) from pg_tables where schemaname = '{name}' and tablename = 'schema_version'") == 0)
            await Run("create table schema_version (version integer not null primary key)");
        var current = await Ask("select coalesce(max(version), 0) from schema_version");
        foreach (var script in MigrationScript.After(current, "Postgres." + name).Where(script => script.Number <= upTo))
        {
            await Run(script.Text());
            await Run($"insert into schema_version (version) values ({script.Number})");
        }
        await transaction.CommitAsync(ct);

        async Task Run(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(ct);
        }

        async Task<long> Ask(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return Convert.ToInt64(await command.ExecuteScalarAsync(ct));
        }
    }
}
