using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Cluster;

/// <summary>Whose store it is. What happens when something fails is in <see cref="Faults.FaultTests"/>.</summary>
[Collection(ClusterGroup.Name)]
public sealed class ClusterTests(HubCluster cluster)
{
    [Fact]
    public async Task Another_cluster_on_the_same_store_does_not_start()
    {
        var refused = await HostProcess.RunHost(["--roles", "hub", "--Cluster:Id=another", "--Hub:Urls=http://127.0.0.1:0", "--Management:Urls=http://127.0.0.1:0", "--Silo:Port=0", "--Silo:GatewayPort=0", .. cluster.Store()]);

        refused.ExitCode.Should().Be(1);
        refused.Errors.Should().Contain("belongs to the cluster 'singlewindow'").And.Contain("Cluster:Id").And.NotContain("temporary", "that is the password");
    }
}
