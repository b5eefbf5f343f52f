using System.Reflection;

namespace SingleWindow.Architecture.Tests;

/// <summary>Who may lean on whom: the two boundaries that matter are that rules are pure and that only the hub's storage holds data.</summary>
public sealed class DependencyTests
{
    private static readonly Assembly Core = typeof(Core.EventJson).Assembly;
    private static readonly Assembly Hub = typeof(Hub.HubApplication).Assembly;

    [Fact]
    public void Core_leans_on_the_framework_and_on_Orleans_contracts_only() =>
        Core.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !name.StartsWith("System", StringComparison.Ordinal) && name is not ("Orleans.Core.Abstractions" or "Orleans.Serialization" or "Orleans.Serialization.Abstractions" or "Orleans.Core"))
            .Should().BeEmpty();

    [Theory]
    [InlineData("SingleWindow.Gateway")]
    [InlineData("SingleWindow.Identity")]
    [InlineData("SingleWindow.Demo")]
    public void Only_the_host_knows_the_hub(string project) =>
        Assembly.Load(project).GetReferencedAssemblies().Select(name => name.Name).Should().NotContain(["SingleWindow.Hub", "SingleWindow.Host"]);

    [Fact]
    public void Only_storage_has_fields_parameters_and_results_of_a_database()
    {
        var offenders = Hub.GetTypes()
            .Where(type => type.Namespace?.StartsWith("SingleWindow.Hub.Storage", StringComparison.Ordinal) is false)
            .Where(type => TypesIn(type).Any(used => used.Namespace is { } space && (space.StartsWith("Microsoft.Data", StringComparison.Ordinal) || space.StartsWith("SQLitePCL", StringComparison.Ordinal) || space.StartsWith("System.Data", StringComparison.Ordinal))));
        offenders.Should().BeEmpty();
    }

    [Fact]
    public void Grains_are_internal_sealed_and_named_so()
    {
        var grains = Hub.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && typeof(Orleans.Grain).IsAssignableFrom(type)).ToArray();
        grains.Should().NotBeEmpty().And.OnlyContain(type => type.IsSealed && !type.IsPublic && type.Name.EndsWith("Grain", StringComparison.Ordinal));
    }

    [Fact]
    public void No_grain_is_reentrant_and_no_call_interleaves_or_is_one_way()
    {
        string[] forbidden = ["ReentrantAttribute", "AlwaysInterleaveAttribute", "StatelessWorkerAttribute", "OneWayAttribute", "MayInterleaveAttribute"];
        var ours = Hub.GetTypes().Concat(Core.GetTypes()).Where(type => type.Namespace?.StartsWith("SingleWindow", StringComparison.Ordinal) is true);
        ours.SelectMany(type => type.GetCustomAttributes(false).Concat(type.GetMethods().SelectMany(method => method.GetCustomAttributes(false))))
            .Select(attribute => attribute.GetType().Name).Should().NotContain(forbidden);
    }

    [Fact]
    public void Grain_methods_end_with_a_cancellation_token_and_answer_a_task()
    {
        var methods = Core.GetTypes().Where(type => type.IsInterface && typeof(Orleans.IGrain).IsAssignableFrom(type)).SelectMany(type => type.GetMethods()).ToArray();
        methods.Should().NotBeEmpty();
        methods.Should().OnlyContain(method => typeof(Task).IsAssignableFrom(method.ReturnType) && method.GetParameters().Last().ParameterType == typeof(CancellationToken));
    }

    private static IEnumerable<Type> TypesIn(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.GetFields(All).Select(field => field.FieldType)
            .Concat(type.GetMethods(All).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
            .Concat(type.GetConstructors(All).SelectMany(constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType)));
    }
}
