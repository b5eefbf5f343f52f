using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Hub.Schemes;

/// <summary>The scheme definitions of an installation: a folder of <c>*.json</c>, one version of one scheme in each.</summary>
public static class SchemeFolder
{
    /// <summary>What the folder holds, and everything that is wrong with it: file name, JSON pointer, what is the matter.</summary>
    public static (IReadOnlyList<Scheme> Schemes, IReadOnlyList<string> Errors) Read(string folder)
    {
        var (read, errors) = (new List<Scheme>(), new List<string>());
        if (!Directory.Exists(folder)) return ([], [$"'{folder}' is no folder"]);
        var known = SchemeCatalog.Default.All.ToDictionary(scheme => (scheme.Id, scheme.Version), _ => "the program itself");
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var (file, bytes) = (Path.GetFileName(path), Bytes(path));
            if (bytes is null)
            {
                errors.Add($"{file}: cannot be read");
                continue;
            }
            var (scheme, faults) = SchemeReader.Read(bytes, AccessMatrix.Default);
            errors.AddRange(faults.All.Select(fault => $"{file} {(fault.Pointer.Length == 0 ? "(whole file)" : fault.Pointer)}: {fault.Detail}"));
            if (scheme is null) continue;
            if (known.TryAdd((scheme.Id, scheme.Version), file)) read.Add(scheme);
            else errors.Add($"{file} /version: {scheme.Id} {scheme.Version} is defined already, by {known[(scheme.Id, scheme.Version)]}");
        }
        errors.AddRange(SchemeCatalog.Conflicts([.. SchemeCatalog.Default.All, .. read]).All.Select(fault => $"{fault.Pointer}: {fault.Detail}"));
        return (read, errors);
    }

    private static byte[]? Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
