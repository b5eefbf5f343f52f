namespace SingleWindow.Hub.PersonalData;

/// <summary>A vault that opens when it is first used: the container cannot wait for a database, and a call can. A try that failed is made again.</summary>
internal sealed class OpeningVault(Func<CancellationToken, Task<KeyVault>> open) : IKeyVault, IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile KeyVault? vault;

    public async ValueTask<IReadOnlyList<byte[]>> GetOrCreate(IReadOnlyList<KeyRef> keys, CancellationToken ct) => await (vault ?? await Open(ct)).GetOrCreate(keys, ct);

    public ValueTask<byte[]?> Find(KeyRef key, CancellationToken ct) => vault is { } opened ? opened.Find(key, ct) : OpenAndFind(key, ct);

    public async ValueTask<bool> Knows(string subject, CancellationToken ct) => await (vault ?? await Open(ct)).Knows(subject, ct);

    public async Task Destroy(string subject, string? retentionClass, CancellationToken ct) => await (vault ?? await Open(ct)).Destroy(subject, retentionClass, ct);

    public async ValueTask<byte[]> Secret(string name, CancellationToken ct) => await (vault ?? await Open(ct)).Secret(name, ct);

    /// <inheritdoc cref="KeyVault.Forget"/>
    public void Forget(string? subject, string? retentionClass) => vault?.Forget(subject, retentionClass);

    public void Dispose() => gate.Dispose();

    private async ValueTask<byte[]?> OpenAndFind(KeyRef key, CancellationToken ct) => await (await Open(ct)).Find(key, ct);

    private async Task<KeyVault> Open(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            return vault ??= await open(ct);
        }
        finally
        {
            gate.Release();
        }
    }
}
