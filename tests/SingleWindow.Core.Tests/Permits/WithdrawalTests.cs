using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;
using static SingleWindow.Core.Tests.Permits.PermitStory;

namespace SingleWindow.Core.Tests.Permits;

public sealed class WithdrawalTests
{
    [Fact]
    public void Employer_and_worker_are_heard_for_five_working_days()
    {
        var story = NotStarted();

        story.By(Mig).When(Intend()).Then(new PermitEvent.OfWithdrawal.Intended(["WDR-NOT-STARTED"], new(2026, 5, 4), new(2026, 5, 11), Mari.Id, "The work did not begin.", story.Context.At));

        story.When(Decide()).IsRefused(PermitProblems.AwaitsReply);
        story.When(Intend()).IsRefused(PermitProblems.HearingOpen);
        story.On("2026-05-11 23:59").When(Decide()).IsRefused(PermitProblems.AwaitsReply);
        story.On("2026-05-12 00:00").When(Decide());
        story.Last.Problem.Should().BeNull();
        story.State.On(new(2026, 5, 12)).Should().Be(PermitStatus.Revoked);
    }

    [Fact]
    public void Nothing_is_withdrawn_unheard() => NotStarted().By(Mig).When(Decide()).IsRefused(PermitProblems.NoHearing);

    [Fact]
    public void When_both_have_replied_nobody_waits_any_more()
    {
        var story = Heard().And(Applicant, new PermitCommand.Reply("She was ill."));
        story.When(new PermitCommand.Reply("And again.")).IsRefused(PermitProblems.NothingToReply);
        story.By(Mig).When(Decide()).IsRefused(PermitProblems.AwaitsReply);

        story.And(Holder, new PermitCommand.Reply("I was ill.", true)).And(Mig, Decide());

        var shown = story.State.View(new(2026, 5, 4))!.Withdrawal!;
        (shown.Decided, shown.EmployerReply, shown.HolderReply, shown.SignedBy, shown.AppealUntil)
            .Should().Be((true, "She was ill.", "I was ill.", "Mari Maasikas, adviser", new DateOnly(2026, 6, 8)));
    }

    [Fact]
    public void A_new_employer_is_heard_as_the_former_one_was()
    {
        // The change comes on 19 June; the withdrawal is intended on the 17th, and the former employer replies.
        var story = Going("2026-06-01").On("2026-06-17 09:00").And(Mig, Intend("REF-PAY")).And(Applicant, new PermitCommand.Reply("It is paid.")).And(Holder, new PermitCommand.Reply("It is.", true));

        story.On("2026-06-19 09:00").By(Actor.Hub).When(new PermitCommand.PassTime());

        ((PermitEvent.OfEmployer.Changed)story.Last.Events.Single()).HearUntil.Should().Be(new DateOnly(2026, 6, 30), "23 and 24 June are holidays");
        story.By(Mig).When(Decide("REF-PAY")).IsRefused(PermitProblems.AwaitsReply);
        story.By(Stranger).When(new PermitCommand.Reply("With us it will be."));
        story.Last.Problem.Should().BeNull();
        story.When(new PermitCommand.Reply("Again.")).IsRefused(PermitProblems.NothingToReply);
        story.And(Mig, Decide("REF-PAY"));
    }

    [Fact]
    public void It_stands_on_the_grounds_that_were_heard()
    {
        var story = Heard().On("2026-05-12 09:00").By(Mig);

        story.When(Decide("REF-PAY")).IsRefused(PermitProblems.NoGrounds, "/grounds/0");
        story.When(Decide() with { Official = null }).IsRefused(PermitProblems.NotSigned, "/official");
        story.When(Decide() with { Text = " " }).IsRefused(PermitProblems.NoGrounds, "/text");
        story.When(Decide() with { Grounds = [] }).IsRefused(PermitProblems.NoGrounds, "/grounds");
    }

    [Fact]
    public void Grounds_are_known_and_that_of_no_beginning_needs_the_notice()
    {
        var story = Active().By(Mig);

        story.When(Intend("WDR-NOT-STARTED")).IsRefused(PermitProblems.NoGrounds, "/grounds/0");
        story.When(Intend("NR-NO-ANSWER", "WDR-UNHEARD-OF")).IsRefused(PermitProblems.NoGrounds, "/grounds/0", "/grounds/1");
        story.When(Intend("REF-PAY", "WDR-CONDITIONS"));
        story.Last.Problem.Should().BeNull();
    }

    [Fact]
    public void No_machine_no_other_authority_and_no_other_unit_withdraws()
    {
        foreach (var actor in new[] { Actor.Hub, Tax, Applicant, Mig with { Unit = "other" } })
            NotStarted().By(actor).When(Intend()).IsRefused(PermitProblems.Unknown);
    }

    [Fact]
    public void What_is_given_up_is_heard_anew()
    {
        var story = Heard().And(Mig, new PermitCommand.Withdraw(WithdrawalAct.Drop, [], null, Mari));
        story.State.Withdrawal.Should().BeNull();

        story.On("2026-05-12 09:00").When(Decide()).IsRefused(PermitProblems.NoHearing);
        story.When(new PermitCommand.Withdraw(WithdrawalAct.Drop, [], null, Mari)).IsRefused(PermitProblems.NoHearing);
        story.When(Intend() with { Act = null });
        story.State.Withdrawal!.ReplyBy.Should().Be(new DateOnly(2026, 5, 19));
    }

    [Fact]
    public void A_withdrawal_is_challenged_within_its_time_by_each_of_them_once()
    {
        var story = Revoked();
        Heard().By(Applicant).When(new PermitCommand.Appeal("Wrong.")).IsRefused(PermitProblems.NothingDecided);

        story.By(Applicant).When(new PermitCommand.Appeal("Wrong.")).Then(new PermitEvent.OfAppeal.Appealed(1, false, new(2026, 5, 12), "Wrong.", story.Context.At, null, TheEmployer));
        story.When(new PermitCommand.Appeal("Wrong.")).IsRefused(PermitProblems.UnderAppeal);
        story.On("2026-06-16 23:59").By(Holder).When(new PermitCommand.Appeal("Wrong.", true)).Then(new PermitEvent.OfAppeal.Appealed(2, true, new(2026, 6, 16), "Wrong.", story.Context.At));
        Revoked().On("2026-06-17 00:00").By(Holder).When(new PermitCommand.Appeal("Wrong.", true)).IsRefused(PermitProblems.AppealTooLate);
        Revoked().By(Stranger).When(new PermitCommand.Appeal("Wrong.")).IsRefused(PermitProblems.Unknown);
        Revoked().By(Applicant).When(new PermitCommand.Appeal(" ")).IsRefused(PermitProblems.Invalid, "/text");
    }

    [Fact]
    public void Where_the_holidays_are_not_known_no_time_to_reply_is_promised()
    {
        var late = Active().On("2026-12-30 10:00").By(Mig);
        late.When(Intend("REF-PAY")).Last.Problem.Should().BeNull("the year that follows is known");

        var story = (PermitStory)new PermitStory(SchemeId).Given(Granted() with { ValidTo = new(2031, 3, 31) });
        story.On("2030-12-30 10:00").By(Mig).When(Intend("REF-PAY")).IsRefused(SchemeProblems.NoCalendar);
    }

    [Fact]
    public void After_the_erasure_of_its_holder_the_permit_says_when_and_no_longer_for_what()
    {
        var story = (PermitStory)new PermitStory(SchemeId).Given(Granted() with { Terms = null });

        var shown = story.State.View(new(2026, 5, 4))!;

        (shown.Isco, shown.WageMonthlyRequired, shown.ValidTo).Should().Be((null, null, new DateOnly(2026, 12, 31)));
    }
}
