using System.Security.Cryptography;
using System.Text.Json;

namespace SingleWindow.Hub.Storage;

/// <summary>What a backup holds: <c>backup.json</c>, written last, so that a folder without it is no backup.</summary>
/// <param name="Format">Of this file: 1.</param>
/// <param name="Kind"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="At">When it was begun.</param>
/// <param name="Position">Of the newest event in it.</param>
/// <param name="Schemas">Schema version of each store, where its files do not say it themselves.</param>
/// <param name="Files">Every other file, by its path in the folder.</param>
internal sealed record BackupManifest(int Format, string Kind, DateTimeOffset At, long Position, IReadOnlyDictionary<string, long> Schemas, IReadOnlyList<BackupFile> Files)
{
    private const int Known = 1;
    private const string Name = "backup.json";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Describes what is in the folder, and makes it a backup.</summary>
    public static async Task Write(string folder, string kind, DateTimeOffset at, long position, IReadOnlyDictionary<string, long> schemas, CancellationToken ct)
    {
        var files = new List<BackupFile>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            await using var content = File.Open(path, FileMode.Open, FileAccess.ReadWrite);
            files.Add(new(Path.GetRelativePath(folder, path), content.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct))));
            content.Flush(flushToDisk: true);
        }
        await using var manifest = StoreFolder.Open(Path.Combine(folder, Name), FileMode.CreateNew, FileShare.None);
        await JsonSerializer.SerializeAsync(manifest, new BackupManifest(Known, kind, at, position, schemas, files), Json, ct);
        manifest.Flush(flushToDisk: true);
    }

    /// <summary>Reads it, and proves that every file is what was written.</summary>
    /// <exception cref="StoreException">It is no whole backup.</exception>
    public static async Task<BackupManifest> Read(string folder, CancellationToken ct)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) throw new StoreException($"'{folder}' holds no {Name}: it is no backup, or one that did not end.");
        BackupManifest manifest;
        try
        {
            await using var content = File.OpenRead(path);
            manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(content, Json, ct) ?? throw new JsonException();
        }
        catch (JsonException broken)
        {
            throw new StoreException($"'{path}' cannot be read.", broken);
        }
        if (manifest.Format != Known) throw new StoreException($"'{path}' has format {manifest.Format}; this binary knows {Known}.");
        foreach (var file in manifest.Files) await Check(folder, file, ct);
        return manifest;
    }

    private static async Task Check(string folder, BackupFile file, CancellationToken ct)
    {
        var path = Path.GetFullPath(Path.Combine(folder, file.Path));
        if (!path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(path)) throw new StoreException($"The backup lacks its file '{file.Path}'.");
        await using var content = File.OpenRead(path);
        if (content.Length != file.Bytes || Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct)) != file.Sha256)
            throw new StoreException($"The file '{file.Path}' of the backup is not the one that was written.");
    }
}

/// <summary>One file of a backup.</summary>
/// <param name="Path">In the folder.</param>
internal sealed record BackupFile(string Path, long Bytes, string Sha256);
