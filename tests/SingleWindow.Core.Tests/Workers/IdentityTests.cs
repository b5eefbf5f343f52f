using SingleWindow.Core.Workers;
using static SingleWindow.Core.Tests.Workers.Registry;

namespace SingleWindow.Core.Tests.Workers;

public sealed class IdentityTests
{
    private const string Why = "The same face on both passports.";
    private static readonly WorkerCommand MergeWith2 = new WorkerCommand.Merge(Id(2), Why);
    private static readonly WorkerCommand From1 = new WorkerCommand.Split(Id(1), [], "A twin.");
    private readonly Registry registry = new(3);

    [Fact]
    public void Nobody_merges_alone()
    {
        registry.When(1, MergeWith2, "one").When(1, MergeWith2, "one");

        registry.Last.Should().Match<Decision<WorkerEvent>>(last => last.Problem == null && last.Events.Count == 0);
        registry[1].Waiting.Should().Match<WaitingChange>(waiting => waiting.Change == IdentityChange.Merge && waiting.Other == Id(2) && waiting.Proposal.By == "one");
        registry.Workers.Values.Should().OnlyContain(worker => worker.MergedInto == null && worker.Merged.Count == 0);
    }

    [Fact]
    public void A_second_person_who_sends_the_same_makes_two_workers_one()
    {
        registry.Both(1, MergeWith2);

        registry.Last.Events.Should().ContainSingle().Which.Should().BeEquivalentTo(new WorkerEvent.Merged(Id(1), Id(2), "one", "two", Why, registry.At));
        (registry[2].MergedInto, registry[1].MergedInto, registry[1].Waiting).Should().Be((Id(1), null, null));
        registry[1].Merged.Should().Equal(new Merger(Id(2), 1));
        registry[1].IdentityKeys.Should().BeEquivalentTo(["key-1"], "each keeps what is his, so that a split finds it");
    }

    [Fact]
    public void Another_change_takes_the_place_of_the_one_that_waits()
    {
        registry.When(1, MergeWith2, "one").When(1, new WorkerCommand.Merge(Id(2), "Another reason."), "two").When(1, MergeWith2, "two");

        registry[2].MergedInto.Should().BeNull();
        registry[1].Waiting!.Proposal.By.Should().Be("two");
    }

    [Fact]
    public void A_proposal_is_forgotten_after_fourteen_days()
    {
        registry.When(1, MergeWith2, "one").Wait(TimeSpan.FromDays(14)).When(1, MergeWith2, "two");

        registry[2].MergedInto.Should().BeNull();
        registry.When(1, MergeWith2, "one");
        registry[2].MergedInto.Should().Be(Id(1));
    }

    [Fact]
    public void Nobody_is_merged_with_himself() => registry.When(1, new WorkerCommand.Merge(Id(1), Why), "one").IsRefused(WorkerProblems.Himself, "/with");

    [Fact]
    public void An_unknown_worker_is_merged_with_nobody()
    {
        registry.When(1, new WorkerCommand.Merge(Id(9), Why), "one").IsRefused(WorkerProblems.UnknownOther, "/with");
        registry.When(9, MergeWith2, "one").IsRefused(WorkerProblems.Unknown);
    }

    [Fact]
    public void Only_who_stands_for_himself_is_merged()
    {
        registry.Both(1, MergeWith2);

        registry.When(3, MergeWith2, "one").IsRefused(WorkerProblems.AlreadyMerged, "/with");
        registry.When(2, new WorkerCommand.Merge(Id(3), Why), "one").IsRefused(WorkerProblems.AlreadyMerged);
        registry.When(2, new WorkerCommand.Merge(Id(1), Why), "one").IsRefused(WorkerProblems.AlreadyMerged);
        registry.When(1, MergeWith2, "one").IsRefused(WorkerProblems.AlreadyMerged, "/with");
    }

    [Fact]
    public void Of_two_merges_in_opposite_directions_the_second_finds_it_done()
    {
        registry.When(1, MergeWith2, "one").When(2, new WorkerCommand.Merge(Id(1), Why), "one").When(1, MergeWith2, "two");

        registry.When(2, new WorkerCommand.Merge(Id(1), Why), "two").IsRefused(WorkerProblems.AlreadyMerged);
        registry[2].Waiting.Should().BeNull("what waited for him has no object any more");
    }

    [Fact]
    public void A_split_gives_both_back_what_they_were()
    {
        var before = (One: registry[1], Two: registry[2]);

        registry.Both(1, MergeWith2).Both(2, From1);

        registry[1].Should().BeEquivalentTo(before.One);
        registry[2].Should().BeEquivalentTo(before.Two);
    }

    [Fact]
    public void What_came_after_the_merge_stays_unless_it_is_named()
    {
        registry.Both(1, MergeWith2);
        registry.When(1, new WorkerCommand.AddIdentityKey("new-1", "document"), "hub").When(1, new WorkerCommand.AddIdentityKey("new-2", "personal-code"), "hub");

        registry.Both(2, new WorkerCommand.Split(Id(1), [3], "A twin."));

        registry[1].IdentityKeys.Should().BeEquivalentTo("key-1", "new-1");
        registry[2].Identities.Select(identity => (identity.Number, identity.Key, identity.Kind)).Should().Equal((1, "key-2", null), (2, "new-2", "personal-code"));
    }

    [Fact]
    public void What_the_survivor_had_before_does_not_go_along()
    {
        registry.Both(1, MergeWith2);

        registry.When(2, new WorkerCommand.Split(Id(1), [1], Why), "one").IsRefused(WorkerProblems.Invalid, "/identities/0");
        registry.When(2, new WorkerCommand.Split(Id(1), [7, 7], Why), "one").IsRefused(WorkerProblems.Invalid, "/identities/0", "/identities/1", "/identities/1");
    }

    [Fact]
    public void Only_what_was_merged_is_split()
    {
        registry.When(2, From1, "one").IsRefused(WorkerProblems.NotMerged, "/from");
        registry.Both(1, MergeWith2);
        registry.When(2, new WorkerCommand.Split(Id(3), [], Why), "one").IsRefused(WorkerProblems.NotMerged, "/from");
        registry.When(1, new WorkerCommand.Split(Id(2), [], Why), "one").IsRefused(WorkerProblems.NotMerged, "/from");
    }

    [Fact]
    public void Nothing_is_added_to_the_file_of_somebody_who_was_merged()
    {
        registry.Both(1, MergeWith2).When(2, new WorkerCommand.AddIdentityKey("late"), "hub").IsRefused(WorkerProblems.AlreadyMerged);
        registry.When(2, new WorkerCommand.Correct(new(1991, 1, 1), [], Why), "one").IsRefused(WorkerProblems.AlreadyMerged);
    }

    [Fact]
    public void An_erased_person_is_neither_merged_nor_split_nor_corrected()
    {
        registry.Both(1, MergeWith2).Given(Id(2), new WorkerEvent.Registered(Id(2), [], null, registry.At)).Given(Id(3), new WorkerEvent.Registered(Id(3), [], null, registry.At));

        registry.When(2, From1, "one").IsRefused(WorkerProblems.Erased);
        registry.When(1, new WorkerCommand.Merge(Id(3), Why), "one").IsRefused(WorkerProblems.Erased);
        registry.When(3, new WorkerCommand.Correct(new(1991, 1, 1), [], Why), "one").IsRefused(WorkerProblems.Erased);
    }

    [Fact]
    public void A_mistyped_birth_date_is_corrected_by_two()
    {
        registry.When(1, new WorkerCommand.NoteCandidate(null), "hub");
        registry[1].Candidates.Should().Equal(Id(1));

        registry.Both(1, new WorkerCommand.Correct(new(1990, 12, 1), [], "The passport says so."));

        registry[1].Name!.BirthDate.Should().Be(new DateOnly(1990, 12, 1));
        registry[1].Candidates.Should().BeEmpty("it is settled");
    }

    [Fact]
    public void Two_who_read_different_birth_dates_correct_nothing()
    {
        registry.When(1, new WorkerCommand.Correct(new(1990, 12, 1), [], Why), "one").When(1, new WorkerCommand.Correct(new(1990, 1, 12), [], Why), "two");

        registry[1].Name!.BirthDate.Should().Be(new DateOnly(1990, 1, 1));
    }

    [Fact]
    public void An_identifier_that_is_somebody_elses_is_released()
    {
        registry.Both(1, new WorkerCommand.Correct(null, [1], "Mistyped number."));

        registry.Last.Events.OfType<WorkerEvent.Corrected>().Single().Released.Should().Equal("key-1");
        registry[1].IdentityKeys.Should().BeEmpty();
        registry.When(1, new WorkerCommand.AddIdentityKey("key-9"), "hub");
        registry[1].Identities.Single().Number.Should().Be(2, "a number is not used again");
    }

    [Fact]
    public void A_correction_says_what_is_wrong_with_it()
    {
        registry.When(1, new WorkerCommand.Correct(null, [], Why), "one").IsRefused(WorkerProblems.Invalid, "");
        registry.When(1, new WorkerCommand.Correct(new(1890, 1, 1), [4], Why), "one").IsRefused(WorkerProblems.Invalid, "/birthDate", "/release/0");
        registry.When(1, new WorkerCommand.Correct(new(2026, 3, 3), [], Why), "one").IsRefused(WorkerProblems.Invalid, "/birthDate");
    }

    [Fact]
    public void The_days_of_a_grant_are_reserved_with_the_survivor_and_for_a_day()
    {
        WorkerCommand Stay(int app, int month) => new WorkerCommand.ReserveStay(new(new Guid(app, 0, 0, new byte[8])), "s", new(2026, month, 1), new(2026, month, 9));
        registry.When(1, Stay(1, 4), "hub").When(1, Stay(2, 5), "hub").When(1, Stay(1, 6), "hub");
        registry[1].Stays.Select(stay => stay.From.Month).Should().Equal([5, 6], "the same application has one reservation");
        registry[1].Stays[1].Counts(registry.At.AddDays(1).AddTicks(-1)).Should().BeTrue();
        registry[1].Stays[1].Counts(registry.At.AddDays(1)).Should().BeFalse();

        registry.Wait(TimeSpan.FromDays(1)).When(1, Stay(3, 7), "hub");
        registry[1].Stays.Should().ContainSingle("the permits themselves count by now");
        registry.Both(1, MergeWith2).When(2, Stay(4, 8), "hub").IsRefused(WorkerProblems.AlreadyMerged);
        registry.When(2, new WorkerCommand.FileDays(new(new Guid(5, 0, 0, new byte[8])), default, "s", new(new(2026, 8, 1), new(2026, 8, 9))), "hub").IsRefused(WorkerProblems.AlreadyMerged);
    }

    [Fact]
    public void A_candidate_is_noted_once_until_somebody_has_looked()
    {
        registry.When(1, new WorkerCommand.NoteCandidate(Id(2)), "hub").When(1, new WorkerCommand.NoteCandidate(Id(2)), "hub");
        registry.Last.Events.Should().BeEmpty();

        registry.When(1, new WorkerCommand.DismissCandidate(Id(2)), "one");
        registry[1].Candidates.Should().BeEmpty();
        registry.When(1, new WorkerCommand.DismissCandidate(Id(2)), "one").IsRefused(WorkerProblems.NoCandidate);
        registry.When(1, new WorkerCommand.NoteCandidate(Id(2)), "hub").Last.Events.Should().ContainSingle();
        registry.When(1, new WorkerCommand.DismissCandidate(null), "one").IsRefused(WorkerProblems.NoCandidate);
    }
}
