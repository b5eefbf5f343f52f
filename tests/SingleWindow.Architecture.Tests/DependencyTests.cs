using System.Runtime.CompilerServices;
using SingleWindow.Core.Shared;

namespace SingleWindow.Architecture.Tests;

/// <summary>Who may lean on whom. Two boundaries matter most: rules are pure, and only the hub's storage holds data.</summary>
public sealed class DependencyTests
{
    private static readonly string[] Database = ["Microsoft.Data.Sqlite", "SQLitePCL", "Npgsql", "System.Data"];
    private static readonly string[] Capabilities = ["Appeals", "Applications", "Audit", "Authorities", "Batches", "Eligibility", "Employers", "Fees", "Mandates", "Permits", "Quotas", "Records", "Schemes", "Workers"];

    // Downwards only: an application asks registers, workers, quotas, bank references and the permits that a worker holds; a permit asks who its holder is, and a reader of records whom one is about; boards and mandates ask the business register; and everything that is read leaves an audit entry.
    private static readonly string[] AllowedInHub = ["Applications -> Audit", "Applications -> Fees", "Applications -> Permits", "Applications -> Quotas", "Applications -> Records", "Applications -> Workers", "Eligibility -> Quotas", "Employers -> Records", "Mandates -> Records", "Permits -> Audit", "Permits -> Workers", "Quotas -> Audit", "Records -> Audit", "Records -> Workers", "Schemes -> Audit", "Workers -> Audit"];

    // What a consumer makes of an event is no event that it takes in.
    private static readonly string[] OnlyMade = ["PermitIssuer permit.granted"];

    [Fact]
    public void Core_leans_on_the_framework_and_on_Orleans_contracts_only() =>
        House.References(House.Core)
            .Where(name => name is not ("Orleans.Core.Abstractions" or "Orleans.Core" or "Orleans.Serialization" or "Orleans.Serialization.Abstractions"))
            .Should().OnlyContain(name => name.StartsWith("System.", StringComparison.Ordinal) && name != "System.Data.Common");

    [Theory]
    [InlineData("SingleWindow.Core")]
    [InlineData("SingleWindow.Gateway")]
    [InlineData("SingleWindow.Identity")]
    [InlineData("SingleWindow.Demo")]
    public void Only_the_host_knows_the_hub(string project) =>
        House.References(House.All.Single(assembly => assembly.GetName().Name == project)).Should().NotContain("SingleWindow.Hub");

    [Fact]
    public void The_hub_knows_no_neighbour() =>
        House.References(House.Hub).Where(name => name.StartsWith("SingleWindow", StringComparison.Ordinal)).Should().Equal("SingleWindow.Core");

    [Fact]
    public void Nobody_knows_the_host() =>
        House.All.Where(assembly => House.References(assembly).Contains("SingleWindow.Host")).Should().BeEmpty();

    [Fact]
    public void Only_storage_speaks_to_the_database()
    {
        var found = Dependencies.Of(House.Hub);
        found.On(Database, except: "SingleWindow.Hub.Storage").Should().BeEmpty();
        found.On(Database, except: "nobody").Should().NotBeEmpty("the check must see what storage itself uses");
    }

    [Fact]
    public void Capabilities_of_the_hub_meet_in_Core_or_in_the_feed() =>
        Dependencies.Of(House.Hub).Between("SingleWindow.Hub", Capabilities).Should().BeEquivalentTo(AllowedInHub);

    [Fact]
    public void Consumers_of_the_feed_follow_every_event_that_their_code_names()
    {
        var found = Dependencies.Of(House.Hub);
        var consumers = House.Written(House.Hub).Where(type => type.IsClass && type.GetInterfaces().Any(contract => contract.Name is "IProjection" or "IReactor")).ToArray();
        consumers.Should().HaveCountGreaterThan(20);
        foreach (var consumer in consumers)
        {
            var follows = (IReadOnlyList<Type>)consumer.GetProperty("Follows")!.GetValue(RuntimeHelpers.GetUninitializedObject(consumer))!;
            var named = EventCatalog.Default.Kinds.Where(kind => found.Of(consumer.FullName!).Contains(kind.Type.FullName!)).ToArray();
            named.Where(kind => !follows.Any(family => family.IsAssignableFrom(kind.Type))).Select(kind => $"{consumer.Name} {kind.Name}").Except(OnlyMade).Should().BeEmpty("it would never see them");
        }
    }

    [Fact]
    public void Capabilities_of_Core_lean_on_each_other_without_a_circle()
    {
        var left = Dependencies.Of(House.Core).Between("SingleWindow.Core", [.. Capabilities, "Reference", "Shared"]).Select(edge => edge.Split(" -> ")).ToList();
        left.Should().NotBeEmpty();
        // Take away what leans on nothing that is left, until nothing more can be taken: what remains goes round in a circle.
        while (left.RemoveAll(edge => left.TrueForAll(other => other[0] != edge[1])) > 0) continue;
        left.Select(edge => string.Join(" -> ", edge)).Should().BeEmpty();
    }
}
