using Npgsql;

namespace SingleWindow.Identity.Storage;

/// <summary>Keys in a table, sealed: what the database's backup holds is of no use without <c>Keys:Master</c>.</summary>
internal sealed class KeyTable(string connectionString, MasterSeal seal) : IKeyFiles
{
    private const long Lock = 0x5357_0004;

    public IReadOnlyList<string> In(string folder)
    {
        using var connection = Open();
        return Names(connection, folder + "/");
    }

    public bool Exists(string name)
    {
        using var connection = Open();
        return Find(connection, name) is not null;
    }

    public string ReadOrCreate(string name, Func<string> content)
    {
        using var connection = Open();
        if (Find(connection, name) is not { } box)
        {
            using var insert = new NpgsqlCommand("insert into key_files (name, sealed) values ($1, $2) on conflict do nothing", connection) { Parameters = { new() { Value = name }, new() { Value = seal.Seal(name, content()) } } };
            insert.ExecuteNonQuery();
            box = Find(connection, name) ?? throw new IOException($"The issuer's key '{name}' was taken away while it was read");
        }
        return seal.Open(name, box).Text;
    }

    public void Delete(string name)
    {
        using var connection = Open();
        using var delete = new NpgsqlCommand("delete from key_files where name = $1", connection) { Parameters = { new() { Value = name } } };
        delete.ExecuteNonQuery();
    }

    public void Alone(Action work)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction();
        using var wait = new NpgsqlCommand($"select pg_advisory_xact_lock({Lock})", connection, transaction);
        wait.ExecuteNonQuery();
        work();
    }

    /// <summary>Seals anew what a former master key has sealed.</summary>
    /// <returns>How many there are, and how many of them that were.</returns>
    public (int All, int Anew) SealAnew()
    {
        using var connection = Open();
        // An installation with an issuer of others has no such table.
        using var table = new NpgsqlCommand("select to_regclass('key_files') is not null", connection);
        if (table.ExecuteScalar() is false) return (0, 0);
        var names = Names(connection, "");
        var anew = 0;
        foreach (var name in names)
        {
            if (Find(connection, name) is not { } box || seal.Open(name, box) is not { IsCurrent: false } former) continue;
            using var update = new NpgsqlCommand("update key_files set sealed = $2 where name = $1", connection) { Parameters = { new() { Value = name }, new() { Value = seal.Seal(name, former.Text) } } };
            anew += update.ExecuteNonQuery();
        }
        return (names.Count, anew);
    }

    private static List<string> Names(NpgsqlConnection connection, string prefix)
    {
        var names = new List<string>();
        using var command = new NpgsqlCommand("select name from key_files where starts_with(name, $1) order by name collate \"C\"", connection) { Parameters = { new() { Value = prefix } } };
        using var rows = command.ExecuteReader();
        while (rows.Read()) names.Add(rows.GetString(0));
        return names;
    }

    private static byte[]? Find(NpgsqlConnection connection, string name)
    {
        using var command = new NpgsqlCommand("select sealed from key_files where name = $1", connection) { Parameters = { new() { Value = name } } };
        return (byte[]?)command.ExecuteScalar();
    }

    private NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        return connection;
    }
}
