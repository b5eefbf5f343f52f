using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Schemes;

public sealed class SchemeLawTests
{
    private const string Id = "ee-seasonal";
    private static readonly Scheme Today = SchemeCatalog.Default.Newest(Id)!;
    private static readonly Scheme Next = Today with { Version = "2026-07", ValidFrom = new(2026, 7, 1) };

    [Fact]
    public void A_version_is_law_when_a_second_person_sends_the_same_and_ends_the_one_before()
    {
        var law = new Law();
        law.By("one", Next).Last.Events.Should().ContainSingle().Which.Should().BeOfType<SchemeEvent.Proposed>();
        law.Known.Should().ContainSingle("nothing took effect");
        law.By("one", Next).Last.Events.Should().BeEmpty("the same person is no second one");
        law.By("two", Next).Last.Events.Should().ContainSingle().Which.Should().BeOfType<SchemeEvent.Activated>().Which.Should()
            .BeEquivalentTo(new { ProposedBy = "one", ConfirmedBy = "two", EndedVersion = "2026-01", EndedOn = new DateOnly(2026, 6, 30) });

        law.Known.Select(scheme => (scheme.Version, scheme.ValidTo)).Should().Equal(("2026-01", new DateOnly(2026, 6, 30)), ("2026-07", null));
        law.By("one", Next).Last.Events.Should().BeEmpty("it is law already");
    }

    [Fact]
    public void Another_text_takes_the_place_of_the_one_that_waits()
    {
        var law = new Law();
        law.By("one", Next).By("two", Next with { Title = "Another" }).By("one", Next);
        law.Happened.Should().HaveCount(3).And.AllBeOfType<SchemeEvent.Proposed>();
    }

    [Fact]
    public void A_proposal_is_forgotten_after_a_fortnight()
    {
        var law = new Law();
        law.By("one", Next);
        law.Context = law.Context with { At = law.Context.At.AddDays(14) };
        law.By("two", Next).Last.Events.Should().ContainSingle().Which.Should().BeOfType<SchemeEvent.Proposed>();
    }

    [Fact]
    public void The_law_is_not_changed_backwards()
    {
        new Law().By("one", Next with { ValidFrom = new(2026, 3, 1) }).IsRefused(SchemeProblems.Invalid, "/validFrom");
        new Law().By("one", Next with { ValidFrom = new(2026, 3, 2) }).Last.Problem.Should().BeNull("today is not the past");
        new Law().By("one", Today with { Title = "Written anew" }).IsRefused(SchemeProblems.Invalid, "/version");
        new Law().By("one", Today).Then();
    }

    [Fact]
    public void Two_versions_are_never_in_force_on_one_day()
    {
        var law = new Law();
        law.By("one", Next).By("two", Next);
        law.By("one", Next with { Version = "2026-05", ValidFrom = new(2026, 5, 1) }).IsRefused(SchemeProblems.Invalid, "/validFrom", "/validFrom");
        law.By("one", Next with { Version = "2026-05", ValidFrom = new(2026, 5, 1), ValidTo = new(2026, 5, 31) }).IsRefused(SchemeProblems.Invalid, "/validFrom");
    }

    [Fact]
    public void Another_scheme_and_what_is_no_scheme_are_refused_with_their_places()
    {
        new Law().By("one", Next with { Id = "fi-seasonal" }).IsRefused(SchemeProblems.Invalid, "/id");
        new Law().By("one", Next with { Calendar = "FI", TimeZone = "Mars/Base" }).IsRefused(SchemeProblems.Invalid, "/calendar", "/timeZone");
        var law = new Law();
        law.When(new("{}")).Last.Problem!.Errors.Should().HaveCountGreaterThan(10);
        law.When(new("nothing")).IsRefused(SchemeProblems.Invalid, "");
    }

    [Fact]
    public void How_far_a_version_has_come_can_be_read()
    {
        var law = new Law();
        var (now, later) = (law.Context.At, law.Context.At.AddDays(14));
        law.State.Newest(Id, now).Should().BeNull("nothing was proposed");

        law.By("one", Next);

        law.State.Newest(Id, now).Should().Be(new SchemeActivation(Id, "2026-07", SchemeActivation.AwaitingSecond, ProposedBy: "one", Until: later));
        law.State.Of(Id, "2026-07", now).Should().Be(law.State.Newest(Id, now));
        law.State.Of(Id, "2026-08", now).Should().BeNull("it is another one that waits");
        law.State.Of(Id, "2026-07", later).Should().BeNull("it is forgotten");
        law.State.Newest(Id, later).Should().BeNull();

        law.By("two", Next);

        var effective = new SchemeActivation(Id, "2026-07", SchemeActivation.Effective, "2026-01", new(2026, 6, 30), "one", "two");
        law.State.Newest(Id, later).Should().Be(effective);
        law.State.Of(Id, "2026-07", later).Should().Be(effective);
        law.By("one", Next with { Version = "2026-08", ValidFrom = new(2026, 8, 1) }).State.Newest(Id, later).Should().Be(effective, "what waited is forgotten, and the law stands");
        law.State.Newest(Id, now)!.Status.Should().Be(SchemeActivation.AwaitingSecond);
    }

    [Fact]
    public void A_bill_ends_nothing_and_the_first_law_of_its_kind_has_nothing_to_end()
    {
        var law = new Law();
        var bill = Next with { Status = SchemeStatus.Draft, ValidFrom = null };
        law.By("one", bill).By("two", bill).Last.Events.Should().ContainSingle().Which.Should().BeOfType<SchemeEvent.Activated>().Which.EndedVersion.Should().BeNull();
        law.Known.Should().Contain(scheme => scheme.Version == "2026-01" && scheme.ValidTo == null);
        law.By("one", bill with { Title = "Written anew" }).IsRefused(SchemeProblems.Invalid, "/version");

        var earlier = Today with { Version = "2025", ValidFrom = new(2025, 1, 1), ValidTo = new(2025, 12, 31) };
        SchemeLaw.Decide(SchemeLaw.Initial, new(SchemeReader.Write(Next)), Id, law.Context, [earlier], AccessMatrix.Default).Events.Should().ContainSingle();
    }

    [Fact]
    public void What_an_operator_activated_stands_when_a_later_program_brings_the_same()
    {
        var law = new Law();
        law.By("one", Next).By("two", Next);

        law.State.Versions([Today, Next with { Title = "Brought along" }]).Should().HaveCount(2).And.ContainSingle(scheme => scheme.Version == "2026-07").Which.Title.Should().Be(Next.Title);
    }

    [Fact]
    public void What_has_not_begun_is_replaced_for_the_same_day_by_two_people_and_never_becomes_law()
    {
        var law = new Law();
        var better = Next with { Version = "2026-07b", Title = "Corrected" };
        law.By("one", Next).By("two", Next);
        law.By("one", better).Known.Should().Contain(scheme => scheme.Version == "2026-07", "one person replaces nothing");

        law.By("two", better).Last.Events.Should().ContainSingle().Which.Should().BeOfType<SchemeEvent.Activated>().Which.Should()
            .Match<SchemeEvent.Activated>(activated => activated.ReplacedVersion == "2026-07" && activated.EndedVersion == null);

        law.Known.Select(scheme => (scheme.Version, scheme.ValidTo)).Should().Equal(("2026-01", new DateOnly(2026, 6, 30)), ("2026-07b", null));
        SchemeCatalog.Conflicts(law.Known).IsEmpty.Should().BeTrue();
        law.State.Of(Id, "2026-07", law.Context.At)!.Status.Should().Be(SchemeActivation.Replaced);
        law.State.Newest(Id, law.Context.At).Should().Match<SchemeActivation>(now => now.Status == SchemeActivation.Effective && now.Version == "2026-07b" && now.ReplacedVersion == "2026-07");
        law.By("one", Next).IsRefused(SchemeProblems.Invalid, "/version");
    }

    [Fact]
    public void What_has_begun_is_not_replaced_nor_what_begins_on_another_day()
    {
        var law = new Law();
        law.By("one", Next).By("two", Next);
        law.By("one", Next with { Version = "2026-08", ValidFrom = new(2026, 6, 30) }).IsRefused(SchemeProblems.Invalid, "/validFrom", "/validFrom");
        law.Context = law.Context with { At = new(2026, 7, 1, 8, 0, 0, TimeSpan.Zero) };

        law.By("one", Next with { Version = "2026-07b" }).IsRefused(SchemeProblems.Invalid, "/validFrom");
    }

    [Fact]
    public void A_name_by_which_pending_cases_have_a_task_is_not_given_to_another_kind_of_step()
    {
        static string Name(string code) => code switch { "completeness" => "look", "accommodation-check" => "completeness", _ => code };
        var next = Next with { Steps = [.. Next.Steps.Select(step => step with { Code = Name(step.Code), After = [.. step.After.Select(Name)] })] };

        new Law().By("one", next).IsRefused(SchemeProblems.Invalid, "/steps/1/code");
    }

    [Fact]
    public void A_program_that_cannot_read_what_was_activated_says_so_and_guesses_nothing()
    {
        var law = SchemeLaw.Evolve(SchemeLaw.Initial, new SchemeEvent.Activated(Id, "2099-01", "{}", null, null, "one", "two", DateTimeOffset.UnixEpoch));

        law.Invoking(one => one.Versions([Today])).Should().Throw<InvalidDataException>().WithMessage("ee-seasonal 2099-01 was activated*");
    }

    [Fact]
    public void What_is_read_is_written_as_it_was()
    {
        foreach (var scheme in SchemeCatalog.Default.All)
        {
            var text = SchemeReader.Write(scheme);
            SchemeReader.Write(SchemeReader.Read(System.Text.Encoding.UTF8.GetBytes(text), AccessMatrix.Default).Scheme!).Should().Be(text);
        }
    }

    private sealed class Law() : Scenario<SchemeLaw, ActivateScheme, SchemeEvent>(
        SchemeLaw.Initial, (law, command, context) => SchemeLaw.Decide(law, command, Id, context, [Today], AccessMatrix.Default), SchemeLaw.Evolve)
    {
        public IReadOnlyList<Scheme> Known => State.Versions([Today]);

        public Law By(string client, Scheme scheme)
        {
            Context = Context with { Actor = new(client, "HUB") };
            When(new(SchemeReader.Write(scheme)));
            return this;
        }
    }
}
