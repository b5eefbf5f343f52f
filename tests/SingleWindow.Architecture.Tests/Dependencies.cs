using System.Reflection;
using ArchUnitNET.Loader;

namespace SingleWindow.Architecture.Tests;

/// <summary>Which type uses which, read from the bytecode, so that bodies of methods count too, also asynchronous ones.</summary>
internal sealed class Dependencies
{
    private readonly (string From, string To)[] edges;

    private Dependencies((string, string)[] edges) => this.edges = edges;

    public static Dependencies Of(params Assembly[] assemblies)
    {
        var architecture = new ArchLoader().LoadAssemblies(assemblies).Build();
        return new([.. architecture.Types.SelectMany(type => type.Dependencies.Select(dependency => (type.FullName, dependency.Target.FullName))).Distinct()]);
    }

    /// <summary>Types outside a namespace that use something of other namespaces, as <c>From -> To</c>.</summary>
    public IEnumerable<string> On(string[] targets, string except) => edges
        .Where(edge => Array.Exists(targets, target => IsIn(edge.To, target)) && !IsIn(edge.From, except) && IsIn(edge.From, "SingleWindow"))
        .Select(edge => $"{edge.From} -> {edge.To}");

    /// <summary>What a type uses, itself or in what the compiler made of its asynchronous and anonymous parts.</summary>
    public IReadOnlySet<string> Of(string type) => edges.Where(edge => edge.From == type || edge.From.StartsWith(type + "+", StringComparison.Ordinal)).Select(edge => edge.To).ToHashSet();

    /// <summary>Which capabilities of a project use which others, as <c>A -> B</c>. To name a neighbour's id is not to use it.</summary>
    public IEnumerable<string> Between(string project, IReadOnlyCollection<string> capabilities) => edges
        .Where(edge => !edge.To.EndsWith("Id", StringComparison.Ordinal))
        .Select(edge => (From: Capability(edge.From, project), To: Capability(edge.To, project)))
        .Where(edge => edge.From != edge.To && capabilities.Contains(edge.From) && capabilities.Contains(edge.To))
        .Select(edge => $"{edge.From} -> {edge.To}").Distinct();

    private static bool IsIn(string type, string space) => type.StartsWith(space + ".", StringComparison.Ordinal);

    private static string Capability(string type, string project) => IsIn(type, project) ? type[(project.Length + 1)..].Split('.', '/', '+')[0] : "";
}
