using Npgsql;

namespace SingleWindow.Hub.Storage;

/// <summary>Copies the stores of many nodes as of one moment, table by table in PostgreSQL's own binary form; needs no program of the server.</summary>
internal static class PostgresBackup
{
    private static readonly string[] Stores = ["events", "documents", "batches"];

    /// <summary>One transaction that sees one moment; it holds nobody up.</summary>
    public static async Task<BackupSnapshot> Take(string connection, string folder, CancellationToken ct)
    {
        await using var source = Source(connection);
        await using var session = await source.OpenConnectionAsync(ct);
        await using var transaction = await session.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        await Run(session, "set transaction read only", ct);
        var schemas = await Schemas(session, ct);
        if (schemas.Count != Stores.Length) throw new StoreException("The database has no stores: nothing was backed up.");
        foreach (var (store, table, columns) in await Tables(session, ct))
        {
            await using var rows = await session.BeginRawBinaryCopyAsync($"copy {store}.{table} ({columns}) to stdout (format binary)", ct);
            await using var file = StoreFolder.Open(Path.Combine(folder, $"{store}.{table}.copy"), FileMode.CreateNew, FileShare.None);
            await rows.CopyToAsync(file, ct);
        }
        return new(await Number(session, "select value from events.counters where name = 'position'", ct), schemas);
    }

    /// <summary>Fills empty stores in one transaction, in the schema that they had; the hub brings them up to date at its start.</summary>
    /// <exception cref="StoreException">They are not empty or in use, or the proof fails.</exception>
    public static async Task<BackupReport> Restore(string connection, string folder, BackupManifest manifest, BackupCheck check, CancellationToken ct)
    {
        await using var target = Source(connection);
        await using var session = await target.OpenConnectionAsync(ct);
        if (await Has(session, "cluster.members", ct) && await Number(session, "select count(*) from cluster.members where status = 3 and last_alive_at > now() - interval '2 minutes'", ct) > 0)
            throw new StoreException("Hubs run on this database, or did two minutes ago: stop them all first.");
        foreach (var store in Stores)
        {
            await Run(session, $"set search_path to {store}", ct);
            await PostgresMigrations.Apply(session, store, ct, manifest.Schemas.GetValueOrDefault(store));
        }
        await using var transaction = await session.BeginTransactionAsync(ct);
        foreach (var (store, version) in await Schemas(session, ct))
            if (manifest.Schemas.GetValueOrDefault(store) != version) throw new StoreException($"The backup has schema {manifest.Schemas.GetValueOrDefault(store)} of {store}, and there is one of {version}: restore into a new database, with a release that is not older than the backup.");
        var tables = await Tables(session, ct);
        foreach (var (store, table, columns) in tables)
        {
            await Run(session, $"lock table {store}.{table} in exclusive mode", ct);
            if (table == "counters" ? await Number(session, $"select max(value) from {store}.{table}", ct) > 0 : await Number(session, $"select count(*) from (select 1 from {store}.{table} limit 1) any_row", ct) > 0)
                throw new StoreException($"The table {store}.{table} has rows: a backup is restored into an empty store.");
            if (table == "counters") await Run(session, $"delete from {store}.{table}", ct);
            await using var file = File.OpenRead(Path.Combine(folder, $"{store}.{table}.copy"));
            await using var rows = await session.BeginRawBinaryCopyAsync($"copy {store}.{table} ({columns}) from stdin (format binary)", ct);
            await file.CopyToAsync(rows, ct);
        }
        // Read models of another history would be believed.
        if (await Has(session, "views.checkpoints", ct)) await Run(session, "delete from views.checkpoints; delete from views.due_work", ct);
        foreach (var (store, table, _) in tables) await Run(session, $"analyze {store}.{table}", ct);
        await Run(session, "set local search_path to events", ct);
        var report = await check.Run((position, limit) => Page(session, position, limit, ct), sql => Number(session, sql, ct), ct);
        await transaction.CommitAsync(ct);
        return report;
    }

    private static async Task<IReadOnlyList<StoredEvent>> Page(NpgsqlConnection session, long position, int limit, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(EventRows.OfAll, session);
        PostgresRow.Bind(command.Parameters, EventRows.OfAll, [position, limit]);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await PostgresRow.All(reader, EventRows.Read, ct);
    }

    private static async Task<bool> Has(NpgsqlConnection session, string table, CancellationToken ct) => await Number(session, $"select count(to_regclass('{table}'))", ct) > 0;

    private static NpgsqlDataSource Source(string connection) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false, CommandTimeout = 0 });

    private static async Task<Dictionary<string, long>> Schemas(NpgsqlConnection session, CancellationToken ct)
    {
        var found = new Dictionary<string, long>();
        foreach (var store in Stores)
            if (await Number(session, $"select count(*) from pg_tables where schemaname = '{store}' and tablename = 'schema_version'", ct) > 0) found[store] = await Number(session, $"select max(version) from {store}.schema_version", ct);
        return found;
    }

    private static async Task<IReadOnlyList<(string Store, string Table, string Columns)>> Tables(NpgsqlConnection session, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("""
            select table_schema, table_name, string_agg(column_name, ', ' order by ordinal_position) from information_schema.columns
            where table_schema = any($1) and table_name <> 'schema_version' group by 1, 2
            -- What others refer to comes first.
            order by 1, (select count(*) from pg_constraint where contype = 'f' and conrelid = (table_schema || '.' || table_name)::regclass), 2
            """, session) { Parameters = { new NpgsqlParameter<string[]> { TypedValue = Stores } } };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<(string, string, string)>();
        while (await reader.ReadAsync(ct)) found.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return found;
    }

    private static async Task Run(NpgsqlConnection session, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, session);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<long> Number(NpgsqlConnection session, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, session);
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct));
    }
}
