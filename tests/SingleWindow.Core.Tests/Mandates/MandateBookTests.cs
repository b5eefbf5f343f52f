using System.Diagnostics;
using SingleWindow.Core.Mandates;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Mandates;

public sealed class MandateBookTests
{
    private const string Employer = "emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e01", Lawyer = "emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e02", Other = "emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e03";
    private const string Scheme = "ee-short-term-employment";
    private static readonly DateOnly Today = new(2026, 3, 2);

    private readonly Scenario<MandateBook, MandateCommand, MandateEvent> scenario =
        new(MandateBook.Initial, (book, command, context) => MandateBook.Decide(book, command, context, SchemeCatalog.Default), MandateBook.Evolve);

    public MandateBookTests() => By(Employer);

    private static MandateCommand.Give Give => new(Lawyer, [MandateActs.WriteApplications], null, null, Today.AddYears(1));

    private DateTimeOffset At => scenario.Context.At;

    private MandateBookTests By(string party, Representation? right = null)
    {
        scenario.Context = scenario.Context with { Actor = new("client", party, null, right) };
        return this;
    }

    private MandateBookTests On(DateOnly day)
    {
        scenario.Context = scenario.Context with { At = new(day, new TimeOnly(8, 0), TimeSpan.Zero) };
        return this;
    }

    private Representation? Asked(string act = MandateActs.WriteApplications, string representative = Lawyer) => scenario.State.Allows(representative, act, At, 7);

    [Fact]
    public void A_mandate_begins_today_unless_it_says_when() =>
        scenario.When(Give).Then(new MandateEvent.Given(Employer, 1, Lawyer, [MandateActs.WriteApplications], null, Today, Today.AddYears(1), At));

    [Fact]
    public void What_was_given_may_be_done_and_nothing_else_by_nobody_else()
    {
        scenario.When(Give);

        Asked().Should().BeEquivalentTo(new Representation(Lawyer, null, [$"mnd_{Employer}_1"], 7));
        Asked(MandateActs.ReadApplications).Should().NotBeNull("who may write may read");
        Asked(MandateActs.ReadPermits).Should().BeNull();
        Asked(representative: Other).Should().BeNull();
        Asked(representative: "").Should().BeNull();
    }

    [Theory]
    [InlineData(MandateActs.AppealApplications, MandateActs.ReadApplications, true)]
    [InlineData(MandateActs.AppealApplications, MandateActs.WriteApplications, false)]
    [InlineData(MandateActs.WriteApplications, MandateActs.AppealApplications, true)]
    [InlineData(MandateActs.ReadApplications, MandateActs.AppealApplications, false)]
    [InlineData(MandateActs.AppealApplications, MandateActs.ReadPermits, false)]
    public void Writing_includes_challenging_and_both_include_reading(string granted, string asked, bool allowed)
    {
        scenario.When(Give with { May = [granted] });
        (Asked(asked) is not null).Should().Be(allowed);
    }

    [Fact]
    public void Who_may_only_read_may_not_write()
    {
        scenario.When(Give with { May = [MandateActs.ReadApplications] });
        Asked(MandateActs.ReadApplications).Should().NotBeNull();
        Asked().Should().BeNull();
    }

    [Fact]
    public void It_holds_from_its_first_day_to_its_last_by_Tallinns_midnight()
    {
        scenario.When(Give with { From = new(2026, 3, 10), Until = new(2026, 3, 12) });

        bool Holds(string utc) => scenario.State.Allows(Lawyer, MandateActs.WriteApplications, DateTimeOffset.Parse(utc + "Z", null), 1) is not null;
        Holds("2026-03-09T21:59:59").Should().BeFalse();
        Holds("2026-03-09T22:00:00").Should().BeTrue();
        Holds("2026-03-12T21:59:59").Should().BeTrue();
        Holds("2026-03-12T22:00:00").Should().BeFalse();
    }

    [Fact]
    public void Several_mandates_add_up()
    {
        scenario.When(Give with { Schemes = [Scheme] });
        Asked()!.Schemes.Should().Equal(Scheme);
        scenario.When(Give);
        Asked()!.Schemes.Should().BeNull("one of them is for all");
        Asked()!.Mandates.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(Employer, MandateEnd.Revoked)]
    [InlineData(Lawyer, MandateEnd.Renounced)]
    public void Either_side_ends_it_once(string party, MandateEnd end)
    {
        scenario.When(Give);
        By(party).scenario.When(new MandateCommand.End(1)).Then(new MandateEvent.Ended(1, end, At));
        Asked().Should().BeNull();
        scenario.When(new MandateCommand.End(1)).Then();
    }

    [Fact]
    public void Nobody_else_can_end_it_or_see_it()
    {
        scenario.When(Give);
        By(Other).scenario.When(new MandateCommand.End(1)).IsRefused(MandateProblems.Unknown);
        By(Employer).scenario.When(new MandateCommand.End(2)).IsRefused(MandateProblems.Unknown);
        scenario.State.View(1, Other).Should().BeNull();
        scenario.State.View(1, Lawyer).Should().BeEquivalentTo(scenario.State.View(1, Employer));
    }

    [Fact]
    public void Who_acts_for_another_gives_and_ends_nothing()
    {
        scenario.When(Give);
        By(Employer, new(Lawyer, null, [], 1)).scenario.When(Give with { Representative = Other }).IsRefused(MandateProblems.NoPrincipal);
        scenario.When(new MandateCommand.End(1)).IsRefused(MandateProblems.Unknown);
    }

    [Fact]
    public void A_dissolved_party_has_no_representatives()
    {
        scenario.When(Give).When(Give with { Representative = Other }).When(new MandateCommand.End(1));
        By("HUB").scenario.When(new MandateCommand.Dissolve()).Then(new MandateEvent.Ended(2, MandateEnd.Dissolved, At));
        scenario.When(new MandateCommand.Dissolve()).Then();
    }

    [Fact]
    public void A_worker_lets_others_complain_and_not_apply()
    {
        By("wrk_0198c5d0a1b27c3d8e4f5a6b7c8d9e0f").scenario.When(Give).IsRefused(MandateProblems.Invalid, "/may/0");
        scenario.When(Give with { May = [MandateActs.WriteComplaints] });
        Asked(MandateActs.ReadComplaints).Should().NotBeNull();
    }

    [Fact]
    public void An_authority_gives_no_mandate() => By("MIG").scenario.When(Give).IsRefused(MandateProblems.NoPrincipal);

    [Fact]
    public void Nobody_has_more_open_mandates_than_he_can_oversee()
    {
        for (var i = 0; i < MandateBook.MostOpen; i++) scenario.When(Give with { Until = Today.AddDays(1) }).Last.Problem.Should().BeNull();
        scenario.When(Give).IsRefused(MandateProblems.TooMany);
        On(Today.AddDays(2)).scenario.When(Give with { Until = Today.AddDays(3) }).Last.Problem.Should().BeNull("those are over");
    }

    [Theory]
    [InlineData(null, null, "/until")]
    [InlineData("2026-03-01", "2026-04-01", "/from")]
    [InlineData("2027-03-03", "2027-04-01", "/from")]
    [InlineData("2026-03-05", "2026-03-04", "/until")]
    [InlineData("2026-03-02", "2029-03-02", "/until")]
    [InlineData("2026-03-02", "2029-03-01", null)]
    [InlineData("2026-03-02", "2026-03-02", null)]
    public void Its_days_lie_ahead_and_span_three_years_at_most(string? from, string? until, string? wrong)
    {
        scenario.When(Give with { From = from is null ? null : DateOnly.Parse(from, null), Until = until is null ? null : DateOnly.Parse(until, null) });
        if (wrong is null) scenario.Last.Problem.Should().BeNull();
        else scenario.IsRefused(MandateProblems.Invalid, wrong);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once() =>
        scenario.When(new MandateCommand.Give(Employer, ["applications:write", "applications:write", "all"], ["no-such", "no-such"], null, null))
            .IsRefused(MandateProblems.Invalid, "/representative", "/may/1", "/may/2", "/schemes/0", "/schemes/1", "/schemes/1", "/until");

    [Theory]
    [InlineData("mnd_emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e01_1", true)]
    [InlineData("mnd_wrk_0198c5d0a1b27c3d8e4f5a6b7c8d9e01_12", true)]
    [InlineData("mnd_emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e01_0", false)]
    [InlineData("mnd_emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e01_01", false)]
    [InlineData("mnd_emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e01_+1", false)]
    [InlineData("mnd_emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e01_99999999999", false)]
    [InlineData("mnd_emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e01_", false)]
    [InlineData("mnd_emp_0198C5D0a1b27c3d8e4f5a6b7c8d9e01_1", false)]
    [InlineData("mnd_app_0198c5d0a1b27c3d8e4f5a6b7c8d9e01_1", false)]
    [InlineData("mnd__1", false)]
    [InlineData("emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e01", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_id_has_one_text_form(string? text, bool good)
    {
        MandateId.TryParse(text, out var id).Should().Be(good);
        if (good) id.ToString().Should().Be(text);
    }

    [Fact]
    public void What_is_no_command_or_event_is_a_bug()
    {
        FluentActions.Invoking(() => MandateBook.Decide(MandateBook.Initial, null!, scenario.Context, SchemeCatalog.Default)).Should().Throw<UnreachableException>();
        FluentActions.Invoking(() => MandateBook.Evolve(MandateBook.Initial, null!)).Should().Throw<UnreachableException>();
    }
}
