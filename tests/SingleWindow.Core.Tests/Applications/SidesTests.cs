using SingleWindow.Core.Appeals;
using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>Where the worker has claimed his place, he and the employer are each heard, and each may challenge: neither uses up the other's right, nor reads what the other says.</summary>
public sealed class SidesTests
{
    private static readonly ApplicationCommand.Appeal Wrong = new("The pay was raised.");

    [Fact]
    public void The_employers_reply_does_not_end_the_workers_hearing()
    {
        var story = Case.BothHeard().By(Applicant);

        story.When(Reply(1)).Then(new ApplicationEvent.InquiryAnswered(1, new(2026, 3, 6), "Here it is.", null, story.Context.At, null, ApplicantSide.Employer));

        story.When(Reply(1)).IsRefused(ApplicationProblems.NothingToAnswer);
        story.By(Mig).When(Refuse()).IsRefused(ApplicationProblems.AwaitsApplicant);
        story.By(Claimant).When(Reply(1) with { Text = "I earn more." });
        story.Last.Problem.Should().BeNull();
        story.State.Inquiry(1)!.Replies.Select(reply => (reply.Side, reply.Text)).Should().Equal((ApplicantSide.Employer, "Here it is."), (ApplicantSide.Worker, "I earn more."));
        story.And(Mig, Refuse()).State.Status.Should().Be(ApplicationStatus.Refused);
    }

    [Fact]
    public void Nor_does_it_when_the_time_passes_before_the_worker_replies()
    {
        var story = Case.BothHeard().And(Applicant, Reply(1)).On("2026-03-12 23:59").And(Claimant, Reply(1)).And(Mig, Refuse());
        story.State.Status.Should().Be(ApplicationStatus.Refused);

        var silent = Case.BothHeard().And(Applicant, Reply(1)).On("2026-03-13 00:00").And(Actor.Hub, new ApplicationCommand.Lapse(1)).And(Mig, Refuse());
        silent.State.Status.Should().Be(ApplicationStatus.Refused);
    }

    [Fact]
    public void Each_sees_when_he_replied_and_the_authority_what_both_said()
    {
        var app = Case.BothHeard().And(Applicant, Reply(1)).State;
        var law = With(ApplicantRule.Either).Newest(SchemeId)!;

        app.View(law, ApplicantSide.Employer).Inquiries.Single().AnsweredOn.Should().Be(new DateOnly(2026, 3, 6));
        app.View(law, ApplicantSide.Worker).Inquiries.Single().AnsweredOn.Should().BeNull();
        app.Task(Decision)!.View(app, law, ["*"]).Inquiries.Single().Replies!.Single().Text.Should().Be("Here it is.");
    }

    [Fact]
    public void Each_challenges_a_decision_once_also_after_a_dismissal_and_reads_his_own()
    {
        var story = Refused().And(Applicant, Wrong);
        story.When(Wrong).IsRefused(ApplicationProblems.UnderAppeal);

        story.By(Claimant).When(Wrong).Then(new ApplicationEvent.Appealed(2, new(2026, 3, 13), "The pay was raised.", story.Context.At, ApplicantSide.Worker));

        var law = With(ApplicantRule.Either).Newest(SchemeId)!;
        (story.State.View(law, ApplicantSide.Employer).Appeals.Single().Id.Number, story.State.View(law, ApplicantSide.Worker).Appeals.Single().Id.Number).Should().Be((1, 2));
        story.And(Mig, Result(1, AppealResult.Dismissed)).By(Applicant).When(Wrong).IsRefused(ApplicationProblems.UnderAppeal);
        Case.Refused().And(Applicant, Wrong).And(Mig, Result(1, AppealResult.Withdrawn)).By(Applicant).When(Wrong).IsRefused(ApplicationProblems.UnderAppeal);
    }

    [Fact]
    public void Of_two_challenges_only_one_annuls_and_a_new_decision_is_challenged_anew()
    {
        var story = Refused().And(Applicant, Wrong).And(Claimant, Wrong).And(Mig, Result(1, AppealResult.Annulled));
        story.State.Status.Should().Be(ApplicationStatus.ReadyForDecision);

        story.By(Mig).When(Result(2, AppealResult.Annulled)).Then(new ApplicationEvent.AppealDecided(2, AppealResult.Annulled, new(2026, 3, 13), "Seen.", Mari.Id, story.Context.At, false));

        story.And(Mig, Hear()).On("2026-03-16 09:00").And(Claimant, Reply(2)).And(Applicant, Reply(2)).And(Mig, Refuse()).And(Claimant, Wrong);
        story.State.Appeals[^1].Should().Match<AppealMade>(made => made.Side == ApplicantSide.Worker && made.Decision == 2);
    }

    private static Case Refused() => Case.BothHeard().On("2026-03-13 09:00").And(Actor.Hub, new ApplicationCommand.Lapse(1)).And(Mig, Refuse());

    private static ApplicationCommand.DecideAppeal Result(int number, AppealResult result) => new(number, result, "Seen.", Mari);
}
