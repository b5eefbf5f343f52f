using Orleans.Storage;
using SingleWindow.Hub.Storage;
using static SingleWindow.Hub.Tests.Storage.Appends;

namespace SingleWindow.Hub.Tests.Storage;

/// <summary>The consent fence rests on these: a revoked consent lets nothing through, whoever comes first.</summary>
public abstract partial class EventStoreConformance
{
    private static AppendRequest Authorise => Request("authorise", To("xid_1", 0)).Requiring("consent", 1);

    private static AppendRequest Revoke => Request("revoke", To("consent", 1));

    [Fact]
    public async Task A_revocation_before_the_authorisation_in_one_batch_refuses_it()
    {
        await Store.Append(Request("give", To("consent", 0)), None);

        var results = await InOneBatch(Revoke, Authorise);

        results[0].Result!.Version.Should().Be(2);
        results[1].Refusal.Should().BeOfType<InconsistentStateException>();
        (await Store.ReadStream(new("xid_1"), 0, None)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_revocation_after_the_authorisation_in_one_batch_lets_it_stand()
    {
        await Store.Append(Request("give", To("consent", 0)), None);

        var results = await InOneBatch(Authorise, Revoke);

        results[0].Result!.Position.Should().BeLessThan(results[1].Result!.Position);
    }

    [Fact]
    public async Task A_revocation_that_commits_while_the_authorisation_waits_for_the_lock_refuses_it()
    {
        await Store.Append(Request("give", To("consent", 0)), None);

        Task<CommandResult> authorise;
        await using (await HoldWriter("consent")) authorise = Store.Append(Authorise, None);

        (await Caught(authorise)).Refusal.Should().BeOfType<InconsistentStateException>();
        (await Store.ReadStream(new("xid_1"), 0, None)).Should().BeEmpty();
    }
}
