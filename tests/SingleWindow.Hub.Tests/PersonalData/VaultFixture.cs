using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.PersonalData;

/// <summary>A key vault of one test, that can be closed and opened again.</summary>
internal sealed class VaultFixture : IDisposable
{
    private readonly TempFolder folder = new();
    private SqliteKeyRows rows;

    private VaultFixture() => rows = OpenRows();

    public byte[] Master { get; } = RandomNumberGenerator.GetBytes(32);

    public KeyVault Vault { get; private set; } = null!;

    public IKeyRows Rows => rows;

    public string Database => folder.File("keys.db");

    public string Folder => folder.Path;

    public static async Task<VaultFixture> Open()
    {
        var fixture = new VaultFixture();
        fixture.Vault = await fixture.OpenVault(fixture.Master);
        return fixture;
    }

    public async Task Reopen(byte[]? master = null, params byte[][] others)
    {
        rows.Dispose();
        rows = OpenRows();
        Vault = await OpenVault(master ?? Master, others);
    }

    /// <summary>Everything on disk that belongs to the key store, also its log.</summary>
    public byte[] Disk() =>
        [.. Directory.GetFiles(folder.Path, "keys.db*").Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).SelectMany(ReadShared)];

    public void Dispose()
    {
        rows.Dispose();
        folder.Dispose();
    }

    private Task<KeyVault> OpenVault(byte[] master, byte[][]? others = null) => KeyVault.Open(rows, new(master, others ?? []), NullLogger<KeyVault>.Instance, CancellationToken.None);

    private SqliteKeyRows OpenRows() => new(Database, NullLogger<SqliteKeyRows>.Instance);

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }
}
