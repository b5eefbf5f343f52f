using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Membership;
using Orleans.Runtime.MembershipService;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Tests.Storage;

namespace SingleWindow.Hub.Tests.Cluster;

/// <summary>Our tables and queries, asked by the provider that Orleans ships.</summary>
public sealed class MembershipTests : IAsyncLifetime
{
    private static readonly DateTime Started = new(2026, 11, 28, 10, 0, 0, DateTimeKind.Utc);

    private static CancellationToken None => CancellationToken.None;

    private PostgresCluster cluster = null!;
    private AdoNetClusteringTable table = null!;

    public async Task InitializeAsync()
    {
        cluster = new(new(await (await PostgresServer.Shared).NewDatabase()));
        await cluster.Claim("one", "keys", default);
        table = Table("one");
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true, None);
    }

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    [Fact]
    public async Task The_table_begins_with_a_version_and_without_members_and_a_second_start_changes_nothing()
    {
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true, None);

        var all = await table.ReadAllAsync(None);

        all.Members.Should().BeEmpty();
        all.Version.Version.Should().Be(0);
        (await table.ReadRowAsync(Silo(1), None)).Members.Should().BeEmpty();
    }

    [Fact]
    public async Task A_member_is_inserted_once_and_read_as_it_was_written()
    {
        var entry = Entry(1);

        (await table.InsertRowAsync(entry, Next(0), None)).Should().BeTrue();
        (await table.InsertRowAsync(entry, Next(1), None)).Should().BeFalse("it is there");

        var read = await table.ReadRowAsync(entry.SiloAddress, None);
        read.Version.Version.Should().Be(1, "a refused change does not move the version");
        read.Members.Should().ContainSingle().Which.Item1.Should().BeEquivalentTo(entry, options => options
            .Including(one => one.SiloAddress).Including(one => one.SiloName).Including(one => one.HostName).Including(one => one.Status)
            .Including(one => one.ProxyPort).Including(one => one.StartTime).Including(one => one.IAmAliveTime));
    }

    [Fact]
    public async Task A_change_on_an_old_version_of_the_table_is_refused()
    {
        await table.InsertRowAsync(Entry(1), Next(0), None);

        (await table.InsertRowAsync(Entry(2), Next(0), None)).Should().BeFalse();
        (await table.UpdateRowAsync(Entry(1, SiloStatus.Dead), "0", Next(0), None)).Should().BeFalse();

        var all = await table.ReadAllAsync(None);
        all.Version.Version.Should().Be(1);
        all.Members.Should().ContainSingle().Which.Item1.Status.Should().Be(SiloStatus.Active);
    }

    [Fact]
    public async Task Of_many_who_change_the_same_version_one_wins()
    {
        var won = await Task.WhenAll(Enumerable.Range(1, 16).Select(number => Task.Run(() => table.InsertRowAsync(Entry(number), Next(0), None))));

        won.Count(inserted => inserted).Should().Be(1);
        var all = await table.ReadAllAsync(None);
        (all.Version.Version, all.Members.Count).Should().Be((1, 1));
    }

    [Fact]
    public async Task A_member_changes_its_state_and_who_suspects_it_is_kept()
    {
        await table.InsertRowAsync(Entry(1), Next(0), None);
        var suspected = Suspected();

        (await table.UpdateRowAsync(suspected, await TagOf(1), Next(1), None)).Should().BeTrue();
        (await table.UpdateRowAsync(Entry(9), "2", Next(2), None)).Should().BeFalse("there is no such member");

        var read = await table.ReadRowAsync(Silo(1), None);
        read.Version.Version.Should().Be(2);
        var member = read.Members.Single().Item1;
        member.Status.Should().Be(SiloStatus.Dead);
        member.SuspectTimes.Should().Equal(suspected.SuspectTimes);
    }

    [Fact]
    public async Task A_sign_of_life_moves_no_version()
    {
        await table.InsertRowAsync(Entry(1), Next(0), None);
        var alive = Entry(1);
        alive.IAmAliveTime = Started.AddMinutes(5);

        await table.UpdateIAmAliveAsync(alive, None);

        var read = await table.ReadRowAsync(Silo(1), None);
        read.Version.Version.Should().Be(1);
        read.Members.Single().Item1.IAmAliveTime.Should().Be(Started.AddMinutes(5));
    }

    [Fact]
    public async Task Clients_find_the_active_members_that_let_them_in()
    {
        await table.InsertRowAsync(Entry(1), Next(0), None);
        await table.InsertRowAsync(Entry(2, SiloStatus.Joining), Next(1), None);
        await table.InsertRowAsync(Entry(3, gateway: 0), Next(2), None);
        var options = new AdoNetClusteringClientOptions();
        cluster.Serve(options);
        var gateways = new AdoNetGatewayListProvider(
            NullLogger<AdoNetGatewayListProvider>.Instance, new ServiceCollection().BuildServiceProvider(), Options.Create(options), Options.Create(new GatewayOptions()), Of("one"));
        await gateways.InitializeGatewayListProviderAsync(None);

        (await gateways.GetGatewaysAsync(None)).Should().Equal(SiloAddress.New(IPAddress.Loopback, 30001, 1).ToGatewayUri());
    }

    [Fact]
    public async Task Who_is_gone_for_long_is_forgotten_and_who_is_active_never()
    {
        await table.InsertRowAsync(Entry(1), Next(0), None);
        await table.UpdateRowAsync(Suspected(), await TagOf(1), Next(1), None);
        await table.InsertRowAsync(Entry(2), Next(2), None);
        var recent = Entry(3, SiloStatus.Dead);
        recent.IAmAliveTime = Started.AddDays(2);
        await table.InsertRowAsync(recent, Next(3), None);

        await table.CleanupDefunctSiloEntriesAsync(Started.AddDays(1), None);

        (await table.ReadAllAsync(None)).Members.Select(member => member.Item1.SiloAddress.Generation).Should().BeEquivalentTo([2, 3]);
    }

    [Fact]
    public async Task Clusters_do_not_see_each_other_and_one_can_be_deleted()
    {
        var other = Table("other");
        await other.InitializeMembershipTableAsync(tryInitTableVersion: true, None);
        await table.InsertRowAsync(Entry(1), Next(0), None);
        await other.InsertRowAsync(Entry(2), Next(0), None);

        await table.DeleteMembershipTableEntriesAsync("one", None);

        (await other.ReadAllAsync(None)).Members.Should().ContainSingle();
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true, None);
        (await table.ReadAllAsync(None)).Members.Should().BeEmpty();
    }

    private AdoNetClusteringTable Table(string id)
    {
        var options = new AdoNetClusteringSiloOptions();
        cluster.Serve(options);
        return new(new ServiceCollection().BuildServiceProvider(), Of(id), Options.Create(options), NullLogger<AdoNetClusteringTable>.Instance);
    }

    private async Task<string> TagOf(int number) => (await table.ReadRowAsync(Silo(number), None)).Members.Single().Item2;

    private static MembershipEntry Suspected()
    {
        var dead = Entry(1, SiloStatus.Dead);
        dead.SuspectTimes = [Tuple.Create(Silo(2), Started.AddSeconds(3)), Tuple.Create(Silo(3), Started.AddSeconds(4))];
        return dead;
    }

    private static IOptions<ClusterOptions> Of(string id) => Options.Create(new ClusterOptions { ClusterId = id, ServiceId = id });

    private static TableVersion Next(int seen) => new(seen + 1, $"{seen}");

    private static SiloAddress Silo(int number) => SiloAddress.New(IPAddress.Loopback, 11110 + number, number);

    private static MembershipEntry Entry(int number, SiloStatus status = SiloStatus.Active, int? gateway = null) => new()
    {
        SiloAddress = Silo(number),
        SiloName = $"node-{number}",
        HostName = "host",
        Status = status,
        ProxyPort = gateway ?? 30000 + number,
        StartTime = Started,
        IAmAliveTime = Started,
    };
}
