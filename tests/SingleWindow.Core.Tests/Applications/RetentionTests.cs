using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>What nobody needs any more is not kept: a forgotten draft, an ended case.</summary>
public sealed class RetentionTests
{
    private static readonly ApplicationCommand Ring = new ApplicationCommand.Expire(90);

    [Fact]
    public void A_forgotten_draft_is_given_up_and_what_it_said_is_destroyed()
    {
        var story = Case.Drafted().On("2026-04-01 10:00").And(Applicant, new ApplicationCommand.SaveDraft(new(Reference: "R-2"))).By(Actor.Hub);

        story.On("2026-06-30 09:59").When(Ring).Then();
        story.On("2026-06-30 10:00").When(Ring).Then(new ApplicationEvent.Withdrawn(null, story.Context.At), new ApplicationEvent.Expired(story.Context.At));

        (story.State.Status, story.State.Form, story.State.IsExpired).Should().Be((ApplicationStatus.Withdrawn, null, true));
        story.When(Ring).Then();
        story.By(Applicant).When(Submit).IsRefused(ApplicationProblems.Ended);
    }

    [Fact]
    public void An_ended_case_without_documents_goes_too_and_a_running_one_never()
    {
        Case.Submitted().On("2030-12-30 10:00").By(Actor.Hub).When(Ring).Then();

        var story = Case.Submitted().And(Applicant, new ApplicationCommand.Withdraw("Another offer.")).On("2026-12-31 10:00").By(Actor.Hub);
        story.When(Ring).Then(new ApplicationEvent.Expired(story.Context.At));
        story.State.History[^1].Code.Should().Be("expired");
    }

    [Fact]
    public void Only_the_hub_counts_the_days() => Case.Drafted().On("2026-12-31 10:00").By(Applicant).When(Ring).IsRefused(ApplicationProblems.Unknown);
}
