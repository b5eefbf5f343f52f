using Microsoft.Extensions.Configuration;

namespace SingleWindow.Hub.Storage;

/// <summary>Where the hub keeps its data.</summary>
internal sealed record StorageOptions
{
    /// <summary>The folder of all databases (<c>Store:Path</c>).</summary>
    /// <value>The default is <c>data</c>.</value>
    public string Path { get; init; } = "data";

    /// <summary>The database of all stores but the keys (<c>Store:Connection</c>, with <c>Store:Kind</c> postgres).</summary>
    /// <value>The default is none: SQLite files in <see cref="Path"/>.</value>
    public string? Connection { get; init; }

    /// <summary>The database of the keys (<c>Keys:Connection</c>), another one.</summary>
    /// <value>The default is none.</value>
    public string? KeysConnection { get; init; }

    /// <summary>The master key (<c>Keys:Master</c>), base64 of 32 bytes.</summary>
    /// <value>The default is none: a file beside the keys is made.</value>
    public string? MasterKey { get; init; }

    /// <summary>Further master keys (<c>Keys:Others</c>), which open what they wrapped: the next one, before it is <see cref="MasterKey"/>, and the former one, until <c>keys rotate</c> has run.</summary>
    /// <value>The default is none.</value>
    public string? OtherMasterKeys { get; init; }

    public string Events => System.IO.Path.Combine(Path, "events.db");

    /// <summary>A folder of its own, so that a backup of the data can leave it out by name.</summary>
    public string KeyFolder => System.IO.Path.Combine(Path, "keys");

    public string Keys => System.IO.Path.Combine(KeyFolder, "keys.db");

    public string Documents => System.IO.Path.Combine(Path, "documents.db");

    public string Batches => System.IO.Path.Combine(Path, "batches.db");

    public string Views => System.IO.Path.Combine(Path, "views.db");

    public static StorageOptions From(IConfiguration settings)
    {
        var defaults = new StorageOptions();
        var files = defaults with { Path = settings["Store:Path"] ?? defaults.Path, MasterKey = settings["Keys:Master"], OtherMasterKeys = settings["Keys:Others"] };
        return settings["Store:Kind"] == "postgres" ? files with { Connection = settings["Store:Connection"], KeysConnection = settings["Keys:Connection"] } : files;
    }
}
