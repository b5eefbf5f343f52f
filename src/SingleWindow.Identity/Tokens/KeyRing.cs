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
    private readonly HashSet<string> said = new(StringComparer.Ordinal);
    private readonly Lock first = new();
    private volatile IReadOnlyList<ECDsaSecurityKey>? published;
    private volatile ECDsaSecurityKey? signing;
    private volatile CancellationTokenSource changed = new();

    public KeyRing(SigningKeys keys, ILogger<KeyRing> log) => (this.keys, this.log) = (keys, log);

    // Not before the store is there (StoreAtStart).
    private void Begin()
    {
        lock (first)
        {
            if (signing is not null) return;
            var found = keys.Now();
            (published, signing) = (found.Published, found.Signing);
            SayUnreadable();
        }
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Begin();
        return base.StartAsync(cancellationToken);
    }

    public string Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => new CancellationChangeToken(changed.Token);

    public void Configure(OpenIddictServerOptions options)
    {
        Begin();
        foreach (var key in published!) options.SigningCredentials.Add(Credentials(key));
    }

    /// <summary>Which of them signs is ours to say; the server would take any.</summary>
    public ValueTask HandleAsync(OpenIddictServerEvents.GenerateTokenContext context)
    {
        Begin();
        context.SigningCredentials = Credentials(signing!);
        return ValueTask.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var period = new PeriodicTimer(Look);
        while (await period.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Take(keys.Now());
                SayUnreadable();
                said.Remove("");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or System.Data.Common.DbException)
            {
                // Once, and not with every look.
                if (said.Add("")) LogNotRead(exception);
            }
        }
    }

    // What signs is published all the time: the new key before it signs, the former until it does no more.
    private async Task Take(SigningKeys.Ring found)
    {
        var (published, signing) = (this.published!, this.signing!);
        if (found.Signing.KeyId == signing.KeyId && found.Published.Select(key => key.KeyId).SequenceEqual(published.Select(key => key.KeyId))) return;
        if (found.Published.All(key => key.KeyId != signing.KeyId)) await Publish([.. found.Published, signing]);
        else await Publish(found.Published);
        this.signing = found.Signing;
        if (this.published!.Count != found.Published.Count) await Publish(found.Published);
        LogKeys(found.Published.Count);
    }

    private async Task Publish(IReadOnlyList<ECDsaSecurityKey> all)
    {
        published = all;
        var before = changed;
        changed = new();
        await before.CancelAsync();
    }

    private void SayUnreadable()
    {
        said.RemoveWhere(path => path.Length > 0 && !keys.Unreadable.ContainsKey(path));
        foreach (var (path, exception) in keys.Unreadable)
            if (said.Add(path)) LogLeftOut(exception, path);
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

    [LoggerMessage(EventId = 5, Level = LogLevel.Error, Message = "The signing key {Path} cannot be read and is left out; it is tried again")]
    private partial void LogLeftOut(Exception exception, string path);
}
