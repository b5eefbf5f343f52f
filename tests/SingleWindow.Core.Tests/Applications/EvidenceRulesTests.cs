using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>What a register corrects, an open case learns.</summary>
public sealed class EvidenceRulesTests
{
    private static readonly EvidenceItem Now = Evidence[0] with { Result = EvidenceResult.NotMet, Version = 2 };

    [Fact]
    public void A_correction_of_what_it_leans_on_is_kept_and_told()
    {
        var story = Case.ChecksRunning().By(Actor.Hub);

        story.When(Update(Now)).Then(new ApplicationEvent.EvidenceUpdated(TheRecord, [Now], story.Context.At));

        story.State.Evidence.Should().Equal(Now);
        story.State.History[^1].Code.Should().Be("evidence-updated");
        story.When(Update(Now)).Then();
    }

    [Fact]
    public void What_it_does_not_lean_on_or_nobody_can_judge_is_nothing()
    {
        var story = Case.ChecksRunning().By(Actor.Hub);

        story.When(Update(Now) with { Record = new(Guid.Empty) }).Then();
        story.When(Update()).Then();
        story.When(Update(Now) with { Judged = null }).Then();
    }

    [Fact]
    public void Where_any_entry_of_a_register_may_decide_it_leans_on_all_of_them()
    {
        EvidenceItem none = new("sanction", "record:sanction", EvidenceResult.Met), some = none with { Result = EvidenceResult.NotMet, Record = TheRecord };
        var story = Case.Submitted().And(Mig, Done(Completeness, "complete", Mari) with { Judged = [none] }).By(Actor.Hub);

        story.When(new ApplicationCommand.UpdateEvidence(new(Guid.Empty), "employer-profile", [some])).Then();
        story.When(new ApplicationCommand.UpdateEvidence(TheRecord, "sanction", [some]));

        story.State.Evidence.Should().Equal(some);
    }

    [Fact]
    public void A_draft_has_no_evidence_and_what_is_decided_stays_decided()
    {
        Case.Drafted().By(Actor.Hub).When(Update(Now)).Then();
        Case.Granted().By(Actor.Hub).When(Update(Now)).Then();
        Case.Withdrawn().By(Actor.Hub).When(Update(Now)).Then();
    }

    private static ApplicationCommand.UpdateEvidence Update(params EvidenceItem[] judged) => new(TheRecord, "tax-standing", judged);
}
