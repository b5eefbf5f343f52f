using System.Text;
using Orleans.Storage;
using SingleWindow.Hub.Storage;
using static SingleWindow.Hub.Tests.Storage.Appends;

namespace SingleWindow.Hub.Tests.Storage;

/// <summary>What every event store must do. Each engine derives from this and says only how it is opened, how its writer is held up, and how its disk fills up.</summary>
public abstract partial class EventStoreConformance : IAsyncLifetime
{
    private protected IEventStore Store { get; private set; } = null!;

    private protected static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync() => Store = await Open();

    public abstract Task DisposeAsync();

    /// <summary>Opens the store of this test; after <see cref="Close"/> the same store again.</summary>
    private protected abstract Task<IEventStore> Open();

    private protected abstract Task Close(IEventStore store);

    /// <summary>
    /// Keeps every other writer out, as a second node would, until disposed. Its own transaction appends one event to each of the streams, which must
    /// exist.
    /// </summary>
    private protected abstract Task<IAsyncDisposable> HoldWriter(params string[] appendTo);

    /// <summary>Lets the disk be full as soon as an event of this type is written.</summary>
    private protected abstract Task FillUpAt(string type);

    [Fact]
    public async Task An_appended_event_reads_as_it_was_written()
    {
        var events = new[] { Event("app.filed", "{\"x\":1}", Sealed("wrk_1")), Event("app.empty", "") };
        var request = new AppendRequest(Command("a"), "print", At, [new(new("app_1"), 0, events)]);

        var result = await Store.Append(request, None);

        result.Should().Be(new CommandResult(Command("a"), "print", new("app_1"), 2, 2, Repeated: false));
        var read = await Store.ReadStream(new("app_1"), 0, None);
        read.Select(e => (e.Position, e.Version, e.Type, e.SchemaVersion, e.At, e.Command, Encoding.UTF8.GetString(e.Data)))
            .Should().Equal((1, 1, "app.filed", 1, At, Command("a"), "{\"x\":1}"), (2, 2, "app.empty", 1, At, Command("a"), ""));
        read[0].Sealed!.Key.Should().Be(Sealed("wrk_1").Key);
        read[0].Sealed!.Bytes.Should().Equal(1, 2, 3);
        read[1].Sealed.Should().BeNull();
    }

    [Fact]
    public async Task Reading_starts_after_a_version_and_after_a_position()
    {
        await Store.Append(Request("a", To("one", 0, 3)), None);
        await Store.Append(Request("b", To("two", 0, 2)), None);

        (await Store.ReadStream(new("one"), 1, None)).Select(e => e.Version).Should().Equal(2, 3);
        (await Store.ReadStream(new("one"), 0, 2, None)).Select(e => e.Version).Should().Equal(1, 2);
        (await Store.ReadStream(new("one"), 1, 1, None)).Should().BeEmpty();
        (await Store.ReadStream(new("nobody"), 0, None)).Should().BeEmpty();
        (await Store.ReadAll(1, 3, None)).Select(e => e.Position).Should().Equal(2, 3, 4);
        (await Store.ReadHead(None)).Should().Be(5);
    }

    [Fact]
    public async Task Several_streams_are_appended_together_or_not_at_all()
    {
        await Store.Append(Request("a", To("worker", 0), To("key", 0)), None);

        var late = () => Store.Append(Request("b", To("other worker", 0), To("key", 0)), None);

        await late.Should().ThrowAsync<InconsistentStateException>();
        (await Store.ReadStream(new("other worker"), 0, None)).Should().BeEmpty();
        (await Store.ReadHead(None)).Should().Be(2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_version_that_is_not_the_current_one_is_refused(long expected)
    {
        await Store.Append(Request("a", To("one", 0, 2)), None);

        var stale = () => Store.Append(Request("b", To("one", expected)), None);

        await stale.Should().ThrowAsync<InconsistentStateException>();
        (await Store.FindCommand(Command("b"), None)).Should().BeNull();
        (await Store.ReadHead(None)).Should().Be(2);
    }

    [Fact]
    public async Task A_required_version_must_hold_though_nothing_is_written_there()
    {
        await Store.Append(Request("a", To("consent", 0)), None);

        await Store.Append(Request("b", To("xid_1", 0)).Requiring("consent", 1), None);
        var stale = () => Store.Append(Request("c", To("xid_2", 0)).Requiring("consent", 0), None);
        var tooNew = () => Store.Append(Request("d", To("xid_2", 0)).Requiring("consent", 2), None);

        await stale.Should().ThrowAsync<InconsistentStateException>();
        await tooNew.Should().ThrowAsync<InconsistentStateException>();
        (await Store.ReadStream(new("consent"), 0, None)).Should().HaveCount(1);
        (await Store.ReadHead(None)).Should().Be(2);
    }

    [Fact]
    public async Task A_required_version_of_zero_means_that_the_stream_does_not_exist()
    {
        await Store.Append(Request("a", To("xid_1", 0)).Requiring("ban", 0), None);
        await Store.Append(Request("b", To("ban", 0)), None);

        var banned = () => Store.Append(Request("c", To("xid_2", 0)).Requiring("ban", 0), None);

        await banned.Should().ThrowAsync<InconsistentStateException>();
    }

    [Fact]
    public async Task A_command_that_appends_no_event_is_remembered_all_the_same()
    {
        await Store.Append(Request("a", To("one", 0, 2)), None);

        await Store.Append(Request("b", To("one", 2, 0)), None);

        (await Store.FindCommand(Command("b"), None)).Should().Be(new CommandResult(Command("b"), "print of b", new("one"), 2, 2, Repeated: true));
        (await Store.ReadHead(None)).Should().Be(2);
    }

    [Fact]
    public async Task An_append_without_streams_or_with_one_named_twice_or_a_malformed_command_is_a_mistake_of_the_caller()
    {
        await FluentActions.Awaiting(() => Store.Append(Request("a", To("one", 0)) with { Command = new("a") }, None)).Should().ThrowAsync<ArgumentException>();
        await FluentActions.Awaiting(() => Store.Append(Request("a"), None)).Should().ThrowAsync<ArgumentException>();
        await FluentActions.Awaiting(() => Store.Append(Request("a", To("one", 0), To("one", 0)), None)).Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task Everything_is_there_after_the_store_was_closed_and_opened()
    {
        await Store.Append(Request("a", To("one", 0, 2)), None);
        await Close(Store);
        Store = await Open();

        (await Store.ReadHead(None)).Should().Be(2);
        (await Store.Append(Request("a", To("one", 0, 2)), None)).Repeated.Should().BeTrue();
        (await Store.Append(Request("b", To("one", 2)), None)).Position.Should().Be(3);
    }

    [Fact]
    public async Task What_ends_the_retention_destroys_what_was_sealed_before_it_in_its_stream_and_nothing_else()
    {
        await Store.Append(new(Command("a"), "print", At, [new(new("one"), 0, [Event("filed", "{\"x\":1}", Sealed("wrk_1"))]), new(new("two"), 0, [Event(personal: Sealed("wrk_1"))])]), None);

        await FluentActions.Awaiting(() => Store.Append(new(Command("stale"), "print", At, [new(new("one"), 0, [Event()], ShredsPast: true)]), None)).Should().ThrowAsync<InconsistentStateException>();
        (await Store.ReadStream(new("one"), 0, None))[0].Sealed.Should().NotBeNull("what was refused destroys nothing");
        await Store.Append(new(Command("b"), "print", At, [new(new("one"), 1, [Event("expired", personal: Sealed("wrk_2"))], ShredsPast: true)]), None);

        var read = await Store.ReadStream(new("one"), 0, None);
        read.Select(e => (e.Version, Encoding.UTF8.GetString(e.Data), e.Sealed?.Key.Subject)).Should().Equal((1, "{\"x\":1}", null), (2, "{}", "wrk_2"));
        (await Store.ReadStream(new("two"), 0, None)).Single().Sealed.Should().NotBeNull();
        (await Store.Append(new(Command("a"), "print", At, [new(new("one"), 0, [Event()])]), None)).Repeated.Should().BeTrue();
    }
}
