using System.Reflection;
using System.Runtime.CompilerServices;

namespace SingleWindow.Architecture.Tests;

/// <summary>What stands: the assemblies of the product, the types that people wrote in them, and the files of the repository.</summary>
internal static class House
{
    public static readonly Assembly Core = typeof(Core.EventJson).Assembly;
    public static readonly Assembly Hub = typeof(Hub.HubApplication).Assembly;
    public static readonly Assembly Gateway = typeof(Gateway.GatewayApplication).Assembly;
    public static readonly Assembly Identity = typeof(Identity.IdentityApplication).Assembly;
    public static readonly Assembly Demo = Assembly.Load("SingleWindow.Demo");
    public static readonly Assembly Host = Assembly.Load("SingleWindow.Host");

    public static readonly Assembly[] All = [Core, Hub, Gateway, Identity, Demo, Host];

    public static readonly string Root = FindRoot();

    /// <summary>Types that people wrote: not those of Orleans' serializers, of source generators and of the compiler.</summary>
    public static IEnumerable<Type> Written(params IEnumerable<Assembly> assemblies) => assemblies.SelectMany(assembly => assembly.GetTypes()).Where(IsWritten);

    public static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    public static IEnumerable<SourceFile> Sources(params IEnumerable<string> folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(Root, path))
        .Where(path => !path.Split('/').Any(part => part is "obj" or "bin"))
        .Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path))));

    private static bool IsWritten(Type type) =>
        type.Namespace?.StartsWith("SingleWindow", StringComparison.Ordinal) is true && !type.Name.Contains('<') && type.GetCustomAttribute<CompilerGeneratedAttribute>() is null;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SingleWindow.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}

/// <summary>A file in C#.</summary>
/// <param name="Path">From the root of the repository.</param>
/// <param name="Text">All of it.</param>
internal sealed record SourceFile(string Path, string Text)
{
    public int Lines { get; } = Text.AsSpan().TrimEnd('\n').Count('\n') + 1;
}
