using SingleWindow.Core.Permits;
using static SingleWindow.Core.Tests.Applications.Cast;
using static SingleWindow.Core.Tests.Permits.PermitStory;

namespace SingleWindow.Core.Tests.Permits;

/// <summary>How one permit follows another; the first ends on 31 December 2026.</summary>
public sealed class SuccessionTests
{
    private static readonly PermitId Next = new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e15"));

    [Fact]
    public void A_renewal_filed_in_time_carries_the_permit_beyond_its_last_day()
    {
        var story = Pending();

        story.State.On(new(2026, 12, 31)).Should().Be(PermitStatus.Active);
        story.State.On(new(2027, 1, 1)).Should().Be(PermitStatus.RenewalPending);
        story.On("2027-01-04 09:00").By(Actor.Hub).When(new PermitCommand.PassTime()).Then();
        story.State.View(new(2027, 1, 4))!.Renewals.Should().Equal(new PermitRenewal(TheApplication, new(2026, 12, 30)));
        story.When(new PermitCommand.NoteRenewal(TheApplication, new(2026, 12, 30))).Then();
    }

    [Fact]
    public void Granted_the_next_one_stands_for_it_and_each_names_the_other()
    {
        var story = Pending().On("2027-01-14 09:00").By(Actor.Hub);

        story.When(Settle("granted", Next)).Then(
            new PermitEvent.OfRenewal.Settled(TheApplication, "granted", Next, null, null, new(2027, 1, 14), story.Context.At), new PermitEvent.Expired(new(2026, 12, 31), story.Context.At));

        story.State.View(new(2027, 1, 14))!.Renewals.Should().ContainSingle().Which.Next.Should().Be(Next);
        story.When(Settle("granted", Next)).Then();
        new PermitStory(SchemeId).Given(Granted() with { Permit = Next, Renews = ThePermit }).State.View(new(2027, 1, 14))!.Renews.Should().Be(ThePermit);
    }

    [Fact]
    public void Refused_the_stay_ends_with_the_decision()
    {
        var story = Pending().On("2027-01-14 09:00").By(Actor.Hub);

        story.When(Settle("refused")).Then(
            new PermitEvent.OfRenewal.Settled(TheApplication, "refused", null, null, null, new(2027, 1, 14), story.Context.At), new PermitEvent.Ended(new(2027, 1, 14), "renewal-not-granted", story.Context.At));
        story.State.On(new(2027, 1, 14)).Should().Be(PermitStatus.Ended);
    }

    [Fact]
    public void Refused_before_the_last_day_the_permit_keeps_its_days()
    {
        var story = Pending().On("2026-12-31 09:00").By(Actor.Hub);

        story.When(Settle("refused") with { On = new(2026, 12, 31) });

        story.Last.Events.Should().ContainSingle();
        (story.State.On(new(2026, 12, 31)), story.State.On(new(2027, 1, 1))).Should().Be((PermitStatus.Active, PermitStatus.Expired));
    }

    [Fact]
    public void Whoever_filed_at_the_last_moment_has_not_lost_it_to_the_clock()
    {
        var story = Expired().By(Actor.Hub).When(new PermitCommand.NoteRenewal(TheApplication, new(2026, 12, 31)));

        story.State.On(new(2027, 1, 1)).Should().Be(PermitStatus.RenewalPending);
        story.State.OverOn.Should().BeNull();
    }

    [Fact]
    public void Another_employers_permit_may_take_over_before_the_last_day()
    {
        var story = Active().And(Actor.Hub, new PermitCommand.NoteRenewal(TheApplication, new(2026, 5, 4)));
        story.When(Settle("granted", Next) with { From = new(2026, 6, 1), On = new(2026, 5, 4) }).Then(
            new PermitEvent.OfRenewal.Settled(TheApplication, "granted", Next, new(2026, 6, 1), new(2026, 5, 31, 21, 0, 0, TimeSpan.Zero), new(2026, 5, 4), story.Context.At));

        (story.State.On(new(2026, 5, 31)), story.State.On(new(2026, 6, 1))).Should().Be((PermitStatus.Active, PermitStatus.Ended));
        story.On("2026-05-31 23:59").When(new PermitCommand.PassTime()).Then();
        story.On("2026-06-01 00:00").When(new PermitCommand.PassTime()).Then(new PermitEvent.Ended(new(2026, 5, 31), "taken-over", story.Context.At));
    }

    [Fact]
    public void What_is_withdrawn_is_carried_by_nothing()
    {
        Revoked().By(Actor.Hub).When(new PermitCommand.NoteRenewal(TheApplication, new(2026, 5, 12))).Then();
        var story = Pending().On("2027-01-04 09:00").And(Mig, Intend("REF-PAY")).On("2027-01-14 09:00").And(Mig, Decide("REF-PAY"));

        story.By(Actor.Hub).When(Settle("granted", Next));

        story.Last.Events.Should().ContainSingle();
        story.State.On(new(2027, 1, 14)).Should().Be(PermitStatus.Revoked);
    }

    [Fact]
    public void Work_that_ends_while_the_decision_is_awaited_leaves_no_time_to_look_for_other_work()
    {
        var story = Pending(Residence).On("2027-01-04 09:00").By(Applicant);
        story.When(new PermitCommand.GiveNotice(NoticeKind.Ended, new(2027, 1, 2), null)).Then(new PermitEvent.OfNotice.EmploymentEnded(new(2027, 1, 2), null, null, null, story.Context.At, new(2027, 1, 4)));

        story.State.On(new(2027, 1, 4)).Should().Be(PermitStatus.RenewalPending);
    }

    [Theory]
    [InlineData(true, "decided-again")]
    [InlineData(false, "annulled")]
    public void The_permit_of_an_annulled_grant_ends_when_the_case_is_decided_again(bool granted, string cause)
    {
        var story = Active().By(Actor.Hub);
        story.When(new PermitCommand.LoseBasis(granted, new(2026, 5, 4))).Then(new PermitEvent.Ended(new(2026, 5, 4), cause, story.Context.At));
        story.When(new PermitCommand.LoseBasis(granted, new(2026, 5, 4))).Then();
    }

    [Fact]
    public void Nobody_but_the_hub_tells_a_permit_what_an_application_means_for_it()
    {
        foreach (var command in new PermitCommand[] { new PermitCommand.NoteRenewal(TheApplication, new(2026, 5, 4)), Settle("granted", Next), new PermitCommand.LoseBasis(true, new(2026, 5, 4)) })
            foreach (var actor in new[] { Applicant, Mig, Holder })
                Active().By(actor).When(command).IsRefused(PermitProblems.Unknown);
    }

    [Fact]
    public void A_permit_is_renewed_where_its_law_knows_renewals_while_its_work_goes_on()
    {
        Problem? Renewing(PermitStory story, string today = "2026-05-04") => PermitSuccession.CannotRenew(story.State.View(DateOnly.ParseExact(today, "yyyy-MM-dd"))!, story.Scheme);

        Renewing(Active(Residence)).Should().BeNull();
        Renewing(Active()).Should().Be(PermitProblems.NotRenewable);
        Renewing(Ended(Residence)).Should().Be(PermitProblems.WorkOver);
        Renewing(Ended()).Should().Be(PermitProblems.Over);
        Renewing(Pending(Residence)).Should().Be(PermitProblems.RenewalPending);
        Renewing(Active(Residence), "2027-01-01").Should().Be(PermitProblems.Over);
        Renewing(Revoked()).Should().Be(PermitProblems.Over);
    }

    private static PermitStory Pending(string scheme = SchemeId) => Active(scheme).On("2026-12-30 10:00").And(Actor.Hub, new PermitCommand.NoteRenewal(TheApplication, new(2026, 12, 30)));

    private static PermitCommand.SettleRenewal Settle(string outcome, PermitId? next = null) => new(TheApplication, outcome, next, next is null ? null : new(2027, 1, 1), new(2027, 1, 14));
}
