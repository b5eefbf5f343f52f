using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace SingleWindow.Identity.Tokens;

/// <summary>Gives the token server the signing keys that there are, also those that came while it runs: it looks every few seconds.</summary>
internal sealed partial class KeyRing : BackgroundService, IConfigureOptions<OpenIddictServerOptions>, IOptionsChangeTokenSource<OpenIddictServerOptions>, IOpenIddictServerHandler<OpenIddictServerEvents.GenerateTokenContext>
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private readonly SigningKeys keys;
    private readonly ILogger<KeyRing> log;
    private readonly Lock first = new();
    private volatile SigningKeys.Ring? ring;
    private volatile CancellationTokenSource changed = new();

    public KeyRing(SigningKeys keys, ILogger<KeyRing> log) => (this.keys, this.log) = (keys, log);

    // Not before the store is there (StoreAtStart).
    private SigningKeys.Ring Ring
    {
        get
        {
            if (ring is { } known) return known;
            lock (first) return ring ??= keys.Now();
        }
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _ = Ring;
        return base.StartAsync(cancellationToken);
    }

    public string Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => new CancellationChangeToken(changed.Token);

    public void Configure(OpenIddictServerOptions options)
    {
        foreach (var key in Ring.Published) options.SigningCredentials.Add(Credentials(key));
    }

    /// <summary>Which of them signs is ours to say; the server would take any.</summary>
    public ValueTask HandleAsync(OpenIddictServerEvents.GenerateTokenContext context)
    {
        context.SigningCredentials = Credentials(Ring.Signing);
        return ValueTask.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var period = new PeriodicTimer(Look);
        while (await period.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var found = keys.Now();
                if (found.Name == Ring.Name) continue;
                ring = found;
                LogKeys(found.Published.Count);
                var before = changed;
                changed = new();
                await before.CancelAsync();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or System.Data.Common.DbException or System.Security.Cryptography.CryptographicException)
            {
                LogNotRead(exception);
            }
        }
    }

    public override void Dispose()
    {
        changed.Dispose();
        base.Dispose();
    }

    private static SigningCredentials Credentials(ECDsaSecurityKey key) => new(key, SecurityAlgorithms.EcdsaSha256);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "The signing keys have changed; {Count} are published")]
    private partial void LogKeys(int count);

    [LoggerMessage(EventId = 4, Level = LogLevel.Error, Message = "The signing keys cannot be read; those that were read before go on being used")]
    private partial void LogNotRead(Exception exception);
}
