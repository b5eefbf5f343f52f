using SingleWindow.Core.Schemes;
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

    /// <summary>The domain, corrections 3: a case copies the evidence it rests on. What is open in an event is the judgement alone.</summary>
    [Fact]
    public void What_the_records_said_is_sealed_into_the_case_and_goes_with_its_file()
    {
        EvidenceItem first = Evidence[0] with { Said = [new("arrearsEur", "0")] }, corrected = Now with { Said = [new("arrearsEur", "700")] };
        var story = Case.Drafted().And(Applicant, Pay).And(Applicant, Submit with { Evidence = [first] });
        story.State.Evidence[0].Said.Should().Equal(first.Said);
        story.State.Tasks[0].View(story.State, SchemeCatalog.Default.Newest(SchemeId)!, ["*"]).Evidence.Should().ContainSingle().Which.Said.Should().BeNull("what a record says is for the row of the matrix that grants it");
        story.And(Mig, Done(Completeness, "complete", Mari) with { Judged = [first] }).By(Actor.Hub);
        story.State.Evidence[0].Said.Should().Equal(first.Said);

        story.When(Update(corrected)).Then(new ApplicationEvent.EvidenceUpdated(TheRecord, [Now], story.Context.At, [new("tax-standing", corrected.Said)]));
        story.State.Evidence[0].Said.Should().Equal(corrected.Said);
        story.When(Update(corrected)).Then();
        story.And(Applicant, new ApplicationCommand.Withdraw("Another offer.")).On("2026-12-31 10:00").And(Actor.Hub, new ApplicationCommand.Expire(90));

        story.State.IsExpired.Should().BeTrue();
        story.State.Evidence[0].Said.Should().BeNull();
        story.Happened.OfType<ApplicationEvent.Submitted>().Single().Evidence[0].Said.Should().BeNull();
        story.Happened.OfType<ApplicationEvent.Completed>().Single().Evidence![0].Said.Should().BeNull();
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
    public void What_was_missing_or_said_by_the_applicant_is_judged_by_what_the_register_says_now()
    {
        foreach (var then in new[] { Now with { Record = null, Version = null, Result = EvidenceResult.Missing }, Now with { Record = null, Version = null, Source = "declaration", Result = EvidenceResult.Met } })
        {
            var story = Case.Submitted().And(Mig, Done(Completeness, "complete", Mari) with { Judged = [then] }).By(Actor.Hub);
            story.When(Update(Now));
            story.State.Evidence.Should().Equal(Now);
        }
    }

    [Fact]
    public void A_correction_that_makes_another_entry_the_latest_is_judged_and_one_that_changes_nothing_here_lets_the_old_judgement_stand()
    {
        var latest = Now with { Record = new(Guid.Parse("0199a8c07a5c7b1e8f3a2d4c6e8f0a99")), Version = 2 };
        var story = Case.ChecksRunning().By(Actor.Hub);

        story.When(Update(Now with { Outdated = OutdatedEvidence.TooOld, Result = EvidenceResult.Missing }) with { Record = latest.Record.Value }).Then();
        story.When(Update(latest) with { Record = latest.Record.Value });

        story.State.Evidence.Should().Equal(latest);
    }

    [Fact]
    public void Another_types_news_and_what_only_the_applicant_says_are_nothing()
    {
        EvidenceItem said = new("travel-document", "form", EvidenceResult.Met), other = new("employer-profile", "record:employer-profile", EvidenceResult.Missing);
        var story = Case.Submitted().And(Mig, Done(Completeness, "complete", Mari) with { Judged = [said, other] }).By(Actor.Hub);

        story.When(Update(said with { Result = EvidenceResult.NotMet }, other with { Result = EvidenceResult.Met })).Then();
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
