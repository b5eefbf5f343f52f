using SingleWindow.Core.Appeals;
using SingleWindow.Core.Permits;
using static SingleWindow.Core.Tests.Applications.Cast;
using static SingleWindow.Core.Tests.Permits.PermitStory;

namespace SingleWindow.Core.Tests.Permits;

/// <summary>Whatever anybody sends in whatever order: nobody loses a permit unheard, and what is over stays over.</summary>
public sealed class PermitProperties
{
    private static readonly (Actor Actor, PermitCommand Command)[] Acts =
    [
        (Applicant, new PermitCommand.GiveNotice(NoticeKind.Arrived, new(2026, 4, 2), null)),
        (Applicant, new PermitCommand.GiveNotice(NoticeKind.NotStarted, new(2026, 4, 1), "Ill.")),
        (Applicant, new PermitCommand.GiveNotice(NoticeKind.Ended, new(2026, 4, 30), null)), (Applicant, new PermitCommand.GiveNotice(NoticeKind.Ended, new(2026, 4, 3), null)),
        (Applicant, new PermitCommand.GiveNotice(NoticeKind.NotEnded, new(2026, 4, 30), null)), (Holder, Contest()), (Stranger, Contest() with { ByHolder = false }),
        (Mig, Intend()), (Mig, Intend("REF-PAY")), (Mig, Decide()), (Mig, Decide("REF-PAY")), (Mig, new PermitCommand.Withdraw(WithdrawalAct.Drop, [], null, Mari)),
        (Actor.Hub, Decide()), (Tax, Decide()),
        (Applicant, new PermitCommand.Reply("Ill.")), (Holder, new PermitCommand.Reply("Ill.", true)), (Holder, new PermitCommand.Appeal("Ill.", true)),
        (Stranger, Hire()), (Holder, new PermitCommand.AnswerChange(true, true)), (Holder, new PermitCommand.AnswerChange(false, true)), (Mig, new PermitCommand.OpposeChange(["REF-PAY"], "Low.", Mari)),
        (Holder, new PermitCommand.Appeal("Ill.", true, true)), (Holder, new PermitCommand.ExtendSearch(Finding, true)),
        (Mig, new PermitCommand.DecideAppeal(1, AppealResult.Annulled, "Ill.", Mari)), (Mig, new PermitCommand.DecideAppeal(2, AppealResult.Dismissed, "Well.", Mari)),
        (Actor.Hub, new PermitCommand.PassTime()), (Actor.Hub, new PermitCommand.LoseBasis(false, new(2026, 6, 1))),
        (Actor.Hub, new PermitCommand.SettleRenewal(TheApplication, "refused", null, null, new(2026, 6, 1))),
    ];

    [Fact]
    public void No_sequence_of_commands_withdraws_without_a_hearing_and_only_an_appeal_brings_a_permit_back() =>
        Gen.Select(Gen.Int[0, Acts.Length - 1], Gen.Int[0, 4]).Array[0, 40].Sample(steps =>
        {
            var story = Active(steps.Length % 2 == 0 ? SchemeId : Residence);
            var over = false;
            foreach (var (act, days) in steps)
            {
                story.Context = story.Context with { At = story.Context.At.AddDays(days) };
                story.By(Acts[act].Actor).When(Acts[act].Command);
                foreach (var revoked in story.Last.Events.OfType<PermitEvent.OfWithdrawal.Revoked>()) Heard(story, revoked);
                foreach (var ended in story.Last.Events.OfType<PermitEvent.Ended>()) Told(story, ended);
                var now = story.State.IsOver(story.Scheme.DayOf(story.Context.At));
                if (over && !now) story.Last.Events.Should().ContainSingle().Which.Should().BeOfType<PermitEvent.OfAppeal.Decided>("what is over stays over until a court says otherwise").Which.Result.Should().Be(AppealResult.Annulled);
                over = now;
            }
        }, iter: 2000, seed: "0000KOIa5eF8");

    // The work is over because the authority says so; or the holder was silent for his whole time, which began when he was told.
    private static void Told(PermitStory story, PermitEvent.Ended ended)
    {
        if (ended.Cause is not ("employment-ended" or "job-search-over")) return;
        var events = story.Happened.ToList();
        var notice = (PermitEvent.OfNotice.EmploymentEnded)events[events.FindLastIndex(one => one is PermitEvent.OfNotice.EmploymentEnded)];
        var since = events.Skip(events.IndexOf(notice)).ToArray();
        since.Should().NotContain(one => one is PermitEvent.OfNotice.Retracted);
        ended.On.Should().BeOnOrAfter(story.Scheme.DayOf(notice.At)).And.BeOnOrBefore(story.Scheme.DayOf(story.Context.At));
        if (since.OfType<PermitEvent.OfNotice.EndConfirmed>().Any()) return;
        since.Should().NotContain(one => one is PermitEvent.OfAppeal.Appealed && ((PermitEvent.OfAppeal.Appealed)one).Notice != null);
        ended.On.Should().BeOnOrAfter(notice.ContestBy!.Value);
        notice.ContestBy.Value.Should().BeOnOrAfter(story.Scheme.DayOf(notice.At).AddDays(10));
    }

    private static void Heard(PermitStory story, PermitEvent.OfWithdrawal.Revoked revoked)
    {
        var since = story.Happened.ToList().FindLastIndex(one => one is PermitEvent.OfWithdrawal.Intended);
        since.Should().BeGreaterThanOrEqualTo(0);
        var intended = (PermitEvent.OfWithdrawal.Intended)story.Happened[since];
        revoked.Grounds.Should().BeSubsetOf(intended.Grounds);
        var later = story.Happened.Skip(since).ToArray();
        later.Should().NotContain(one => one is PermitEvent.OfWithdrawal.Dropped);
        (revoked.On > intended.ReplyBy || later.OfType<PermitEvent.OfWithdrawal.Replied>().Select(reply => reply.ByHolder).Distinct().Count() == 2).Should().BeTrue();
    }
}
