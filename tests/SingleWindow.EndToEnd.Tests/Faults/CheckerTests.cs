namespace SingleWindow.EndToEnd.Tests.Faults;

/// <summary>The checker finds each kind of broken promise, and only then.</summary>
public sealed class CheckerTests
{
    private readonly List<Operation> history =
    [
        Done(1, Act.Draft, "A", "app_a", version: 1),
        Done(2, Act.Draft, "B", "app_b", version: 1),
        Done(1, Act.Submit, "A", "app_a", version: 3),
        Done(1, Act.Read, "A", "app_a", version: 3),
        Done(2, Act.Withdraw, "B", "app_b", version: 2),
        Done(1, Act.Submit, "A", "app_a", version: 3),
        new(3, Act.Draft, "C", 5, 6, Outcome.Unknown),
        new(3, Act.Draft, "D", 7, 8, Outcome.Unknown),
        new(4, Act.Submit, "B", 9, 9, Outcome.Refused),
    ];

    private readonly List<Entry> store =
    [
        new(1, "app_a", 1, "application.drafted"),
        new(2, "app_b", 1, "application.drafted"),
        new(3, "app_a", 2, "application.submitted"),
        new(4, "app_a", 3, "application.task-opened"),
        new(5, "app_b", 2, "application.withdrawn"),
        new(6, "app_c", 1, "application.drafted"),
    ];

    private readonly List<Listed> list = [new("app_a", "A", "submitted"), new("app_b", "B", "withdrawn"), new("app_c", "C", "draft")];

    private List<Entry>? heard;

    [Fact]
    public void What_was_told_and_what_is_there_agree() => Kinds().Should().BeEmpty();

    [Fact]
    public void An_acknowledged_write_that_is_not_there()
    {
        store.RemoveAt(4);
        store[4] = store[4] with { Position = 5 };
        Kinds().Should().Contain("missing");
    }

    [Fact]
    public void An_acknowledged_write_that_another_took_the_place_of()
    {
        store[2] = store[2] with { Type = "application.draft-saved" };
        Kinds().Should().Contain("missing");
    }

    [Fact]
    public void Something_read_that_is_not_there_any_more()
    {
        history.Add(Done(9, Act.Read, "A", "app_a", version: 4));
        Kinds().Should().Equal("missing");
    }

    [Fact]
    public void A_command_that_was_done_twice()
    {
        store.Add(new(7, "app_a", 4, "application.submitted"));
        Kinds().Should().Equal("doubled");
    }

    [Fact]
    public void A_key_that_made_two_applications()
    {
        store.Add(new(7, "app_d", 1, "application.drafted"));
        list.Add(new("app_d", "C", "draft"));
        Kinds().Should().Equal("doubled");
    }

    [Fact]
    public void A_repetition_with_another_answer()
    {
        history.Add(Done(1, Act.Submit, "A", "app_a", version: 3) with { Answer = "other" });
        Kinds().Should().Equal("doubled");
    }

    [Fact]
    public void An_application_that_nobody_filed()
    {
        store.Add(new(7, "app_x", 1, "application.drafted"));
        list.Add(new("app_x", "X", "draft"));
        Kinds().Should().Equal("phantom");
    }

    [Fact]
    public void An_application_in_the_list_that_the_store_does_not_have()
    {
        list.Add(new("app_d", "D", "draft"));
        Kinds().Should().Equal("phantom");
    }

    [Fact]
    public void Something_that_was_refused_and_happened()
    {
        store.Add(new(7, "app_b", 3, "application.submitted"));
        Kinds().Should().Contain("phantom");
    }

    [Fact]
    public void A_client_that_does_not_see_what_it_wrote()
    {
        history.Add(Done(1, Act.Read, "A", "app_a", version: 2));
        Kinds().Should().Equal("stale");
    }

    [Fact]
    public void What_one_client_has_not_seen_yet_is_not_stale()
    {
        history.Add(Done(5, Act.Read, "A", "app_a", version: 1));
        Kinds().Should().BeEmpty();
    }

    [Fact]
    public void Versions_of_one_subject_in_the_wrong_order()
    {
        (store[2], store[3]) = (store[2] with { Version = 3 }, store[3] with { Version = 2 });
        Kinds().Should().Contain("disorder");
    }

    [Fact]
    public void A_gap_in_the_positions()
    {
        store[5] = store[5] with { Position = 7 };
        Kinds().Should().Equal("gap");
    }

    [Fact]
    public void An_event_that_the_cursor_passed_over()
    {
        heard = [.. store.Where(entry => entry.Position != 3)];
        Kinds().Should().Equal("skipped");
    }

    [Fact]
    public void An_event_that_the_follower_never_got()
    {
        heard = [.. store.SkipLast(1)];
        Kinds().Should().Equal("skipped");
    }

    [Theory]
    [InlineData(0, "draft")]
    [InlineData(1, "submitted")]
    [InlineData(2, "submitted")]
    public void A_list_that_does_not_agree_with_the_store(int row, string status)
    {
        list[row] = list[row] with { Status = status };
        Kinds().Should().Equal("unlisted");
    }

    private string[] Kinds() => [.. new Checker(history, store, list, heard ?? [.. store]).Violations().Select(line => line.Split(':')[0]).Distinct()];

    private static Operation Done(int client, Act act, string reference, string id, long version) => new(client, act, reference, 1, 2, Outcome.Done, id, version, $"{act} {reference}");
}
