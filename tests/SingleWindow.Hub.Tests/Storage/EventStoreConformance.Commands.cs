using FluentAssertions.Execution;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Storage;
using static SingleWindow.Hub.Tests.Storage.Appends;

namespace SingleWindow.Hub.Tests.Storage;

public abstract partial class EventStoreConformance
{
    [Fact]
    public async Task A_command_sent_again_gives_its_first_result_whatever_the_versions_are_now()
    {
        var first = await Store.Append(Request("a", To("one", 0)), None);
        await Store.Append(Request("b", To("one", 1)), None);

        var again = await Store.Append(Request("a", To("one", 0)), None);

        again.Should().Be(first with { Repeated = true });
        (await Store.FindCommand(Command("a"), None)).Should().Be(first with { Repeated = true });
        (await Store.ReadHead(None)).Should().Be(2);
    }

    [Fact]
    public async Task A_command_sent_again_with_other_content_still_gives_its_first_result_and_fingerprint()
    {
        await Store.Append(Request("a", To("one", 0)), None);

        var other = await Store.Append(Request("a", To("two", 0)) with { Fingerprint = "other" }, None);

        other.Should().Be(new CommandResult(Command("a"), "print of a", new("one"), 1, 1, Repeated: true));
    }

    [Fact]
    public async Task A_command_sent_many_times_at_once_is_done_once()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => Store.Append(Request("a", To("one", 0)), None))));

        using var _ = new AssertionScope();
        results.Count(result => !result.Repeated).Should().Be(1);
        results.Select(result => (result.Version, result.Position)).Distinct().Should().Equal((1, 1));
    }

    [Fact]
    public async Task What_nobody_sends_again_is_appended_each_time_and_not_remembered()
    {
        var once = Request("", To("one", 0)) with { Command = CommandId.None };

        var results = await InOneBatch(once, once with { Streams = [To("two", 0)] }, once with { Streams = [To("one", 5)] });

        results.Select(result => (result.Result?.Position, result.Result?.Repeated)).Should().Equal((2, false), (3, false), (null, null));
        (await Store.Append(once with { Streams = [To("one", 1)] }, None)).Version.Should().Be(2);
        (await Store.FindCommand(Command(""), None)).Should().BeNull();
        (await Store.ReadStream(new("one"), 0, None)).Should().OnlyContain(stored => stored.Command == CommandId.None);
    }

    [Fact]
    public async Task Commands_that_begin_alike_are_told_apart()
    {
        var one = Request("a", To("one", 0)) with { Command = new(new string('f', 63) + "0") };
        var two = Request("a", To("two", 0)) with { Command = new(new string('f', 63) + "1") };

        await Store.Append(one, None);

        (await Store.FindCommand(two.Command, None)).Should().BeNull();
        (await Store.Append(two, None)).Repeated.Should().BeFalse();
        (await Store.FindCommand(one.Command, None))!.Stream.Should().Be(new StreamId("one"));
    }

    [Fact]
    public async Task A_command_that_is_twice_in_one_batch_is_done_once()
    {
        var results = await InOneBatch(Request("a", To("one", 0)), Request("a", To("one", 0)));

        results.Select(result => (result.Result?.Position, result.Result?.Repeated)).Should().Equal((2, false), (2, true));
    }

    [Fact]
    public async Task A_cancelled_token_before_the_append_means_that_nothing_is_written()
    {
        var cancelled = () => Store.Append(Request("a", To("one", 0)), new CancellationToken(canceled: true));

        await cancelled.Should().ThrowAsync<OperationCanceledException>();
        await Store.Append(Request("b", To("two", 0)), None);
        (await Store.FindCommand(Command("a"), None)).Should().BeNull();
    }

    [Fact]
    public async Task A_token_cancelled_while_the_append_waits_does_not_hide_its_result()
    {
        using var source = new CancellationTokenSource();
        var hold = await HoldWriter();
        var append = Store.Append(Request("a", To("one", 0)), source.Token);

        await source.CancelAsync();
        await hold.DisposeAsync();

        (await append).Position.Should().Be(1);
    }

    /// <summary>
    /// Appends that wait together while the writer is held: they share a commit. The first position goes to the append that waits for the lock.
    /// </summary>
    private async Task<IReadOnlyList<(CommandResult? Result, Exception? Refusal)>> InOneBatch(params AppendRequest[] requests)
    {
        Task<CommandResult> first;
        Task<CommandResult>[] others;
        await using (await HoldWriter())
        {
            first = Store.Append(Request("holds the writer up", To("holds the writer up", 0)), None);
            others = [.. requests.Select(request => Store.Append(request, None))];
        }
        await first;
        return [.. await Task.WhenAll(others.Select(Caught))];
    }

    [Fact]
    public async Task A_disk_that_fills_up_in_the_middle_of_a_batch_undoes_all_of_it_and_the_writer_lives_on()
    {
        await FillUpAt("too.much");
        Task<CommandResult> good, bad;
        await using (await HoldWriter())
        {
            good = Store.Append(Request("good", To("one", 0)), None);
            bad = Store.Append(Request("bad", new StreamAppend(new("two"), 0, [Event(), Event("too.much")])), None);
        }

        await FluentActions.Awaiting(() => bad).Should().ThrowAsync<OutcomeUnknownException>();
        // The good one may have been taken into a batch of its own just before; if it was not, it failed with the bad one. It never half happened.
        await Task.WhenAny(good);
        (await Store.ReadHead(None)).Should().Be(good.IsCompletedSuccessfully ? 1 : 0);
        (await Store.ReadStream(new("two"), 0, None)).Should().BeEmpty();
        (await Store.Append(Request("good", To("one", 0)), None)).Position.Should().Be(1);
        (await Store.Append(Request("next", To("three", 0)), None)).Position.Should().Be(2);
    }

    private protected static async Task<(CommandResult? Result, Exception? Refusal)> Caught(Task<CommandResult> append)
    {
        try
        {
            return (await append, null);
        }
        catch (Exception refusal)
        {
            return (null, refusal);
        }
    }
}
