using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace SingleWindow.Identity.Storage;

/// <summary>The schema <c>identity</c> of the database of <c>Store:Connection</c>.</summary>
internal sealed class PostgresPlace : IIdentityPlace
{
    // A frozen node must not hold a turn or a row for longer than others are willing to wait.
    private const string Server = @"-c statement_timeout=10s -c idle_in_transaction_session_timeout=10s -c default_transaction_isolation=read\ committed";
    // A space of its own, of locks with two numbers: an account's number must not be one of those that migrations wait for.
    private const int TurnsOfAccounts = 0x5357_0005;

    private readonly string path;
    private readonly string connection;
    private readonly string turns;
    private readonly KeyTable keys;

    public PostgresPlace(IConfiguration settings)
    {
        path = IdentitySchema.PathOf(settings);
        connection = Complete(settings["Store:Connection"]!, "singlewindow identity", 20);
        // Connections of their own: whoever waits for a turn must not take one from who has it and needs one to end. As many as there are turns in a process (Turns).
        turns = Complete(settings["Store:Connection"]!, "singlewindow identity turns", 16);
        keys = new(connection, MasterSeal.Of(settings));
    }

    public IKeyFiles Keys => keys;

    public void Use(DbContextOptionsBuilder options) => options.UseNpgsql(connection, npgsql => npgsql.SetPostgresVersion(13, 0));

    public void Ensure(IdentityStore store)
    {
        // Else the clients and accounts of before were forgotten without a word.
        var former = Path.Combine(path, "identity.db");
        if (File.Exists(former)) throw new IOException($"'{former}' is there, and Store:Kind is postgres: it is not taken over. Move it away to begin anew in the database, with new clients and accounts.");
        PostgresSchema.Ensure(connection);
    }

    public void Persist(IDataProtectionBuilder protection) => protection.Services.Configure<KeyManagementOptions>(options => options.XmlRepository = new ProtectionKeys(keys));

    public async Task<IAsyncDisposable?> Turn(string whose, CancellationToken cancellationToken)
    {
        var held = new NpgsqlConnection(turns);
        try
        {
            await held.OpenAsync(cancellationToken);
            // It ends with the transaction, and that with the connection: also when this process dies.
            await held.BeginTransactionAsync(cancellationToken);
            await using var wait = new NpgsqlCommand("select pg_advisory_xact_lock($1, $2)", held) { Parameters = { new() { Value = TurnsOfAccounts }, new() { Value = NumberOf(whose) } } };
            await wait.ExecuteNonQueryAsync(cancellationToken);
            return held;
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }

    /// <summary>After <c>Keys:Master</c> has changed.</summary>
    public (int All, int Anew) SealAnew() => keys.SealAnew();

    private static int NumberOf(string whose) => BinaryPrimitives.ReadInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(whose)));

    private static string Complete(string given, string name, int connections)
    {
        var complete = new NpgsqlConnectionStringBuilder(given) { SearchPath = PostgresSchema.Name, ApplicationName = name, CommandTimeout = 20, TcpKeepAliveTime = 10, TcpKeepAliveInterval = 5 };
        complete.Options = $"{complete.Options} {Server}".Trim();
        if (!complete.ContainsKey("Timeout")) complete.Timeout = 5;
        if (!complete.ContainsKey("Maximum Pool Size")) complete.MaxPoolSize = connections;
        return complete.ToString();
    }
}
