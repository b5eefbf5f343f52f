using SingleWindow.Core.Permits;
using static SingleWindow.Core.Tests.Applications.Cast;
using static SingleWindow.Core.Tests.Permits.PermitStory;

namespace SingleWindow.Core.Tests.Permits;

public sealed class NoticeTests
{
    [Fact]
    public void An_arrival_is_noted_once_and_its_day_can_be_corrected()
    {
        var story = Arrived();

        story.State.View(new(2026, 5, 4))!.ArrivedOn.Should().Be(new DateOnly(2026, 4, 2));
        story.When(new PermitCommand.GiveNotice(NoticeKind.Arrived, new(2026, 4, 2), null)).IsRefused(PermitProblems.NoticeGiven);
        story.When(new PermitCommand.GiveNotice(NoticeKind.Arrived, new(2026, 4, 3), null)).Then(new PermitEvent.OfNotice.Arrived(new(2026, 4, 3), null, story.Context.At));
        NotStarted().When(new PermitCommand.GiveNotice(NoticeKind.NotStarted, new(2026, 4, 1), "Ill.")).IsRefused(PermitProblems.NoticeGiven);
    }

    [Fact]
    public void With_a_rule_for_unemployment_the_worker_has_three_months_from_the_day_on_which_he_is_told()
    {
        var story = Active(Residence);

        // Told on 4 May of an end in April: the first day without work that he could know of is the 5th, and three months of them end with 4 August, Estonian summer time. Ten days to contest it.
        story.When(new PermitCommand.GiveNotice(NoticeKind.Ended, new(2026, 4, 30), null)).Then(
            new PermitEvent.OfNotice.EmploymentEnded(new(2026, 4, 30), new(2026, 8, 4), new(2026, 8, 4, 21, 0, 0, TimeSpan.Zero), null, story.Context.At, new(2026, 5, 4), new(2026, 5, 14), new(2026, 5, 14, 21, 0, 0, TimeSpan.Zero)));
        story.State.On(new(2026, 8, 4)).Should().Be(PermitStatus.Unemployed);
        story.State.On(new(2026, 8, 5)).Should().Be(PermitStatus.Ended);
        story.On("2026-08-04 23:59").By(Actor.Hub).When(new PermitCommand.PassTime()).Then();
        story.On("2026-08-05 00:00").When(new PermitCommand.PassTime()).Then(new PermitEvent.Ended(new(2026, 8, 4), "job-search-over", story.Context.At));
        story.When(new PermitCommand.PassTime()).Then();
    }

    [Fact]
    public void A_notice_of_long_ago_takes_no_day_from_the_worker()
    {
        var story = Active(Residence).On("2026-11-02 10:00");

        story.When(new PermitCommand.GiveNotice(NoticeKind.Ended, new(2026, 4, 1), null));

        story.State.On(new(2026, 11, 2)).Should().Be(PermitStatus.Unemployed);
        story.State.SeekUntil.Should().Be(new DateOnly(2026, 12, 31), "the permit ends before the three months do");
    }

    [Theory]
    [InlineData("2028-03-30", "2028-06-29")]
    [InlineData("2028-04-01", "2028-10-01")]
    [InlineData("2030-12-01", "2030-12-31")]
    public void After_two_years_it_is_six_months_and_never_beyond_the_permit(string last, string until)
    {
        var story = new PermitStory(Residence);
        story.Given(Granted(Residence) with { ValidTo = new(2030, 12, 31) });
        var day = DateOnly.ParseExact(last, "yyyy-MM-dd");
        story.On($"{last} 20:00").And(Applicant, new PermitCommand.GiveNotice(NoticeKind.Ended, day, null));

        story.State.SeekUntil.Should().Be(DateOnly.ParseExact(until, "yyyy-MM-dd"));
    }

    [Theory]
    [InlineData(NoticeKind.Arrived, "2026-05-05", "future")]
    [InlineData(NoticeKind.Arrived, "2026-03-31", "outside")]
    [InlineData(NoticeKind.Ended, "2026-04-01", "before-arrival")]
    public void Days_are_sane(NoticeKind kind, string on, string code)
    {
        var story = kind == NoticeKind.Ended ? Arrived() : Active();

        story.When(new PermitCommand.GiveNotice(kind, DateOnly.ParseExact(on, "yyyy-MM-dd"), null)).IsRefused(PermitProblems.Invalid, "/on");
        story.Last.Problem!.Errors[0].Code.Should().Be(code);
    }

    [Fact]
    public void Who_says_that_the_work_did_not_begin_says_why() =>
        Active().When(new PermitCommand.GiveNotice(NoticeKind.NotStarted, new(2026, 4, 1), null)).IsRefused(PermitProblems.Invalid, "/reason");

    [Fact]
    public void What_did_not_begin_does_not_end_but_may_begin_later()
    {
        var story = NotStarted();
        story.When(new PermitCommand.GiveNotice(NoticeKind.Ended, new(2026, 4, 30), null)).IsRefused(PermitProblems.NeverStarted);

        story.And(Applicant, new PermitCommand.GiveNotice(NoticeKind.Arrived, new(2026, 4, 20), null));

        story.State.NotStartedOn.Should().BeNull();
    }

    [Fact]
    public void A_permit_that_has_expired_still_takes_the_notice_of_an_end()
    {
        var story = Expired().By(Applicant).On("2027-01-04 09:00");

        story.When(new PermitCommand.GiveNotice(NoticeKind.Ended, new(2026, 12, 31), null)).Then(new PermitEvent.OfNotice.EmploymentEnded(new(2026, 12, 31), null, null, null, story.Context.At, new(2027, 1, 4)));

        story.State.On(new(2027, 1, 4)).Should().Be(PermitStatus.Expired);
        story.When(new PermitCommand.GiveNotice(NoticeKind.Arrived, new(2026, 12, 31), null)).IsRefused(PermitProblems.Over);
    }

    [Fact]
    public void Nobody_else_gives_notice() =>
        Active().By(Stranger).When(new PermitCommand.GiveNotice(NoticeKind.Arrived, new(2026, 4, 2), null)).IsRefused(PermitProblems.Unknown);

    [Fact]
    public void The_time_to_look_for_work_counts_in_total()
    {
        // He is told on 4 May that he is without work; on 25 May he says yes to another employer: twenty days are gone. The authority's time is not his.
        var story = Ended("ee-eu-blue-card").On("2026-05-10 10:00").And(Stranger, Hire() with { From = new(2026, 6, 1), Terms = new("2512", new(3200m, "EUR")) });
        story.On("2026-05-25 10:00").And(Holder, new PermitCommand.AnswerChange(true, true)).On("2026-06-25 09:00").And(Actor.Hub, new PermitCommand.PassTime());
        story.State.SeekDaysUsed.Should().Be(20);

        story.On("2026-08-31 18:00").And(Stranger, new PermitCommand.GiveNotice(NoticeKind.Ended, new(2026, 8, 31), null));

        story.State.SeekUntil.Should().Be(new DateOnly(2026, 11, 10), "three months would end with 30 November");
    }

    [Fact]
    public void Who_was_exploited_may_ask_once_for_the_months_more()
    {
        var story = Ended(Residence).By(Holder);
        story.When(new PermitCommand.ExtendSearch(null, true)).IsRefused(PermitProblems.NoFinding);

        story.When(new PermitCommand.ExtendSearch(Finding, true)).Then(
            new PermitEvent.OfNotice.SearchExtended(Finding, new(2026, 11, 4), new(2026, 11, 4, 22, 0, 0, TimeSpan.Zero), story.Context.At));

        story.State.On(new(2026, 11, 4)).Should().Be(PermitStatus.Unemployed);
        story.State.View(new(2026, 5, 4))!.For(TheEmployer).SeekUntil.Should().BeNull("how long he may look tells what he went through");
        story.When(new PermitCommand.ExtendSearch(Finding, true)).IsRefused(PermitProblems.NothingToExtend);
        Ended(Residence).By(Applicant).When(new PermitCommand.ExtendSearch(Finding)).IsRefused(PermitProblems.Unknown);
        Active(Residence).By(Holder).When(new PermitCommand.ExtendSearch(Finding, true)).IsRefused(PermitProblems.NothingToExtend);
        Ended("ee-eu-blue-card").By(Holder).When(new PermitCommand.ExtendSearch(Finding, true)).IsRefused(PermitProblems.NothingToExtend);
        Revoked().By(Holder).When(new PermitCommand.ExtendSearch(Finding, true)).IsRefused(PermitProblems.Over);
    }
}
