namespace SingleWindow.Identity.Storage;

/// <summary>Keys in files that only the account of the server may read. One process serves them, so nobody waits for a turn.</summary>
internal sealed class KeyFolder(string storePath) : IKeyFiles
{
    private readonly string root = Path.Combine(storePath, "keys");

    public IReadOnlyList<string> In(string folder) => Directory.Exists(Path.Combine(root, folder))
        ? [.. Directory.GetFiles(Path.Combine(root, folder)).Select(path => $"{folder}/{Path.GetFileName(path)}").Order(StringComparer.Ordinal)] : [];

    public bool Exists(string name) => File.Exists(Path.Combine(root, name));

    public string ReadOrCreate(string name, Func<string> content) => PrivateFiles.ReadOrCreate(Path.Combine(root, name), content);

    public void Delete(string name) => File.Delete(Path.Combine(root, name));

    public void Alone(Action work) => work();
}
