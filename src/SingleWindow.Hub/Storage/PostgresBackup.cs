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

    /// <summary>Fills empty stores in one transaction.</summary>
    /// <exception cref="StoreException">They are not empty, or of another schema than the backup.</exception>
    public static async Task Restore(string connection, string folder, BackupManifest manifest, CancellationToken ct)
    {
        await using var target = Source(connection);
        await using var session = await target.OpenConnectionAsync(ct);
        await using var transaction = await session.BeginTransactionAsync(ct);
        foreach (var (store, version) in await Schemas(session, ct))
            if (manifest.Schemas.GetValueOrDefault(store) != version) throw new StoreException($"The backup has schema {manifest.Schemas.GetValueOrDefault(store)} of {store}, and this binary makes {version}: restore with the release that made the backup, then upgrade.");
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
        await transaction.CommitAsync(ct);
        foreach (var (store, table, _) in tables) await Run(session, $"analyze {store}.{table}", ct);
    }

    /// <summary>Takes away what was restored.</summary>
    public static async Task Empty(string connection, CancellationToken ct)
    {
        await using var target = Source(connection);
        await using var session = await target.OpenConnectionAsync(ct);
        await using var transaction = await session.BeginTransactionAsync(ct);
        var tables = await Tables(session, ct);
        await Run(session, $"truncate {string.Join(", ", tables.Where(table => table.Table != "counters").Select(table => $"{table.Store}.{table.Table}"))}", ct);
        foreach (var (store, table, _) in tables.Where(table => table.Table == "counters")) await Run(session, $"update {store}.{table} set value = 0", ct);
        await transaction.CommitAsync(ct);
    }

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
