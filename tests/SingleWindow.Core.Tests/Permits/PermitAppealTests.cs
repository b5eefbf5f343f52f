using SingleWindow.Core.Appeals;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Permits;
using static SingleWindow.Core.Tests.Applications.Cast;
using static SingleWindow.Core.Tests.Permits.PermitStory;

namespace SingleWindow.Core.Tests.Permits;

/// <summary>The challenge of a withdrawal or of an opposition. The withdrawal was decided on 12 May 2026, the opposition on 4 May; both can be challenged for 30 days.</summary>
public sealed class PermitAppealTests
{
    private static readonly EmployerId Rival = EntityId.Parse<EmployerId>(Stranger.Party);

    [Fact]
    public void An_annulled_withdrawal_falls_away_and_another_is_heard_anew()
    {
        var story = Challenged();

        story.On("2026-06-20 09:00").By(Mig).When(Result(AppealResult.Annulled)).Then(
            new PermitEvent.OfAppeal.Decided(1, AppealResult.Annulled, new(2026, 6, 20), "So said the court.", Mari.Id, story.Context.At, true, null, null));

        story.State.On(new(2026, 6, 20)).Should().Be(PermitStatus.Active);
        story.State.View(new(2026, 6, 20))!.Withdrawal.Should().BeNull();
        story.When(Decide()).IsRefused(PermitProblems.NoHearing);
        story.And(Mig, Intend()).On("2026-07-01 09:00").And(Mig, Decide());
        story.By(Holder).When(new PermitCommand.Appeal("Wrong again.", true));
        story.Last.Problem.Should().BeNull("it is another withdrawal");
        story.State.View(new(2026, 7, 1))!.Withdrawal!.AppealedOn.Should().Equal(new DateOnly(2026, 7, 1));
    }

    [Theory]
    [InlineData(AppealResult.Dismissed)]
    [InlineData(AppealResult.Withdrawn)]
    public void Otherwise_it_stands(AppealResult result)
    {
        var story = Challenged().And(Mig, Result(result));

        story.State.On(new(2026, 6, 20)).Should().Be(PermitStatus.Revoked);
        story.State.View(new(2026, 5, 12))!.Appeals!.Single().Result.Should().Be(result);
        story.When(Result(AppealResult.Annulled)).IsRefused(AppealProblems.Decided);
        story.By(Holder).When(new PermitCommand.Appeal("Once more.", true)).IsRefused(PermitProblems.UnderAppeal);
    }

    [Fact]
    public void A_permit_whose_days_have_passed_meanwhile_expires_at_once()
    {
        var story = Challenged().On("2027-02-01 09:00").And(Mig, Result(AppealResult.Annulled));

        story.State.On(new(2027, 2, 1)).Should().Be(PermitStatus.Expired);
        story.By(Actor.Hub).When(new PermitCommand.PassTime()).Then(new PermitEvent.Expired(new(2026, 12, 31), story.Context.At));
    }

    [Fact]
    public void Of_two_challenges_the_second_result_changes_nothing_more()
    {
        var story = Challenged().And(Applicant, new PermitCommand.Appeal("She was ill.")).And(Mig, Result(AppealResult.Annulled));

        story.When(new PermitCommand.DecideAppeal(2, AppealResult.Annulled, "The same.", Mari));

        ((PermitEvent.OfAppeal.Decided)story.Last.Events.Single()).Reopens.Should().BeFalse();
    }

    [Fact]
    public void The_result_is_recorded_by_a_named_official_of_the_authority_that_decided_with_reasons()
    {
        var story = Challenged();

        foreach (var actor in new[] { Actor.Hub, Tax, Applicant, Holder, Mig with { Unit = "other" } }) story.By(actor).When(Result(AppealResult.Annulled)).IsRefused(AppealProblems.Unknown);
        story.By(Mig).When(Result(AppealResult.Annulled) with { Official = null }).IsRefused(PermitProblems.NotSigned, "/official");
        story.When(Result(AppealResult.Annulled) with { Reasons = " " }).IsRefused(PermitProblems.Invalid, "/reasons");
        story.When(Result(AppealResult.Annulled) with { Number = 2 }).IsRefused(AppealProblems.Unknown);
    }

    [Fact]
    public void Worker_and_new_employer_challenge_an_opposition_and_the_present_employer_does_not()
    {
        var story = Opposed().By(Stranger);

        story.When(Challenge()).Then(new PermitEvent.OfAppeal.Appealed(1, false, new(2026, 5, 4), "The pay is right.", story.Context.At, 1, Rival));
        story.When(Challenge()).IsRefused(PermitProblems.UnderAppeal);
        story.By(Holder).When(Challenge(true));
        story.Last.Problem.Should().BeNull();
        story.By(Applicant).When(Challenge()).IsRefused(PermitProblems.Unknown);
        Opposed().On("2026-06-04 00:00").By(Holder).When(Challenge(true)).IsRefused(PermitProblems.AppealTooLate);
        Going().By(Stranger).When(Challenge()).IsRefused(PermitProblems.NothingDecided);
        Active(Residence).By(Holder).When(Challenge(true)).IsRefused(PermitProblems.NothingDecided);
        Opposed().By(Holder).When(Challenge(true) with { Text = "" }).IsRefused(PermitProblems.Invalid, "/text");
    }

    [Theory]
    [InlineData("2026-06-20", "2026-10-01")]
    [InlineData("2026-11-20", "2026-11-20")]
    public void An_annulled_opposition_lets_the_change_come_on_its_day_or_today(string decided, string first)
    {
        var day = DateOnly.ParseExact(first, "yyyy-MM-dd");
        var story = Opposed().And(Holder, Challenge(true)).On($"{decided} 09:00").And(Mig, Result(AppealResult.Annulled));

        story.By(Mig).When(new PermitCommand.OpposeChange(["REF-PAY"], "Still.", Mari)).IsRefused(PermitProblems.NothingToOppose);
        story.On($"{first} 10:00").By(Actor.Hub).When(new PermitCommand.PassTime()).Then(
            new PermitEvent.OfEmployer.Changed(1, TheEmployer, Rival, day, new("7233", new(2092m, "EUR")), story.Context.At));
        story.State.View(day)!.Change!.Status.Should().Be(EmployerChangeStatus.Effective);
    }

    [Fact]
    public void It_does_so_where_the_time_to_look_for_work_ran_out_because_of_the_opposition()
    {
        var story = Opposed().And(Applicant, new PermitCommand.GiveNotice(NoticeKind.Ended, new(2026, 4, 30), null)).And(Holder, Challenge(true));
        story.On("2026-08-05 09:00").And(Actor.Hub, new PermitCommand.PassTime());
        story.State.On(new(2026, 8, 5)).Should().Be(PermitStatus.Ended);

        story.On("2026-08-20 09:00").And(Mig, Result(AppealResult.Annulled));

        story.State.On(new(2026, 8, 20)).Should().Be(PermitStatus.Unemployed);
        story.On("2026-10-01 09:00").And(Actor.Hub, new PermitCommand.PassTime());
        (story.State.On(new(2026, 10, 1)), story.State.Employer).Should().Be((PermitStatus.Active, Rival));
    }

    [Fact]
    public void It_does_not_where_the_permit_is_over_for_another_reason_or_the_worker_has_gone_another_way()
    {
        var annulled = Opposed().And(Holder, Challenge(true)).And(Actor.Hub, new PermitCommand.LoseBasis(false, new(2026, 5, 12))).On("2026-06-20 09:00").And(Mig, Result(AppealResult.Annulled));
        annulled.State.On(new(2026, 6, 20)).Should().Be(PermitStatus.Ended);

        var late = Opposed().And(Holder, Challenge(true)).On("2027-01-10 09:00").And(Mig, Result(AppealResult.Annulled));
        ((PermitEvent.OfAppeal.Decided)late.Last.Events.Single()).EffectiveOn.Should().BeNull("its last day has passed");

        var other = Opposed().And(Holder, Challenge(true)).And(Stranger, Hire()).And(Mig, Result(AppealResult.Annulled));
        other.State.ChangeView(new(2026, 5, 4))!.Status.Should().Be(EmployerChangeStatus.AwaitsWorker, "the worker is asked again");
    }

    [Fact]
    public void Each_sees_his_own_challenges_and_what_another_employer_said_stays_with_it()
    {
        var story = Opposed().And(Holder, Challenge(true)).And(Stranger, Challenge());
        var shown = story.State.View(new(2026, 5, 4))!;

        (shown.Appeals!.Count, shown.ForHolder().Appeals!.Single().Employer, shown.For(TheEmployer).Appeals, shown.Change!.Appeals!.Single().Employer).Should().Be((2, (EmployerId?)null, null, (EmployerId?)Rival));

        var heard = Heard().And(Applicant, new PermitCommand.Reply("She was ill.")).State.View(new(2026, 5, 4))!;
        (heard.For(TheEmployer).Withdrawal!.EmployerReply, heard.For(Rival).Withdrawal!.EmployerReply).Should().Be(("She was ill.", null));
    }

    private static PermitStory Challenged() => Revoked().And(Holder, new PermitCommand.Appeal("I was ill.", true));

    private static PermitCommand.Appeal Challenge(bool byHolder = false) => new("The pay is right.", byHolder, true);

    private static PermitCommand.DecideAppeal Result(AppealResult result) => new(1, result, "So said the court.", Mari);
}
