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
            if (scheme is not null && !known.TryAdd((scheme.Id, scheme.Version), file))
                faults.Add("/version", "duplicate", $"{scheme.Id} {scheme.Version} is defined already, by {known[(scheme.Id, scheme.Version)]}.");
            else if (scheme is not null)
                // Told at the later file: against the program and the files before it.
                foreach (var conflict in SchemeCatalog.Conflicts([.. SchemeCatalog.Default.All, .. read, scheme]).All) faults.Add(conflict.Pointer, conflict.Code, conflict.Detail);
            errors.AddRange(faults.All.Select(fault => $"{file} {(fault.Pointer.Length == 0 ? "(whole file)" : fault.Pointer)}: {fault.Detail}"));
            if (faults.IsEmpty) read.Add(scheme!);
        }
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
