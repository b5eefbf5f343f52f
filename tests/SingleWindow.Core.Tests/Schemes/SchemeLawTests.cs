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
        public IReadOnlyList<Scheme> Known => State.Versions([Today], AccessMatrix.Default);

        public Law By(string client, Scheme scheme)
        {
            Context = Context with { Actor = new(client, "HUB") };
            When(new(SchemeReader.Write(scheme)));
            return this;
        }
    }
}
