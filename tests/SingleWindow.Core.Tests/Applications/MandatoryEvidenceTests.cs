using SingleWindow.Core.Documents;
using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>An application without mandatory evidence is incomplete, and never granted; what only a register can hold is not the applicant's to give.</summary>
public sealed class MandatoryEvidenceTests
{
    private static readonly EmploymentForm Agency = Post with { UserUndertaking = "70000349" };
    private static readonly EvidenceItem NoDeposit = new("agency-deposit", "upload", EvidenceResult.Missing);

    [Fact]
    public void Without_the_agencys_deposit_nothing_is_complete_and_each_thing_that_is_missing_is_told()
    {
        var story = Filed().On("2026-03-03 09:00").By(Mig);

        story.When(Done(Completeness, "complete", Mari) with { Judged = [NoDeposit] }).IsRefused(ApplicationProblems.EvidenceMissing, "/outcome");
        story.Last.Problem!.Errors[0].Should().Be(new FieldError("/outcome", "missing", "agency-deposit: nothing proves it yet."));
        story.And(Mig, Done(Completeness, "deficient", Mari, "The deposit.", "agency-deposit"));
        Case.Submitted().And(Mig, Done(Completeness, "complete", Mari)).State.CompleteOn.Should().NotBeNull("who is no agency needs no deposit");
    }

    [Fact]
    public void A_document_counts_when_it_is_clean_and_the_case_is_complete_since_the_day_on_which_it_came()
    {
        var judged = Done(Completeness, "complete", Mari) with { Judged = [NoDeposit] };
        var story = Filed().On("2026-03-04 09:00").And(Applicant, Upload(type: "agency-deposit"));
        story.On("2026-03-06 09:00").By(Mig).When(judged).IsRefused(ApplicationProblems.EvidenceMissing, "/outcome");

        story.And(Actor.Hub, new ApplicationCommand.OfDocument.Scan(TheDocument, DocumentStatus.Clean)).And(Mig, judged).State.CompleteOn.Should().Be(new DateOnly(2026, 3, 4));
    }

    [Fact]
    public void What_was_taken_back_proves_nothing_any_more() =>
        Case.Drafted(Form with { Employment = Agency }).And(Applicant, Pay).And(Applicant, Upload(type: "agency-deposit", unscanned: true)).And(Applicant, new ApplicationCommand.OfDocument.Delete(TheDocument))
            .And(Applicant, Submit).By(Mig).When(Done(Completeness, "complete", Mari) with { Judged = [NoDeposit with { Result = EvidenceResult.Met }] }).IsRefused(ApplicationProblems.EvidenceMissing, "/outcome");

    [Fact]
    public void What_only_a_register_holds_is_not_asked_of_the_applicant() =>
        Case.Submitted().And(Mig, Done(Completeness, "complete", Mari) with { Judged = [new("tax-standing", "record:tax-standing", EvidenceResult.Missing)] }).State.CompleteOn.Should().NotBeNull();

    [Fact]
    public void What_a_register_should_hold_and_does_not_the_applicant_may_give_where_the_law_lets_him()
    {
        var scheme = SchemeCatalog.Default.Newest(SchemeId)! with { };
        scheme = scheme with { Evidence = [.. scheme.Evidence, new("housing", Party.Employer, ["record:accommodation", "upload", "declaration"], Mandatory: true)] };
        var law = new SchemeCatalog([scheme]);

        Case.Submitted(schemes: law).By(Mig).When(Done(Completeness, "complete", Mari)).IsRefused(ApplicationProblems.EvidenceMissing, "/outcome");
        Case.Submitted(schemes: law).And(Mig, Done(Completeness, "complete", Mari) with { Judged = [new("housing", "record:accommodation", EvidenceResult.NotMet)] }).State.CompleteOn.Should().NotBeNull("what it says an official weighs");
        Case.Submitted(Form with { Evidence = [.. Form.Evidence!, new("housing", "A flat.")] }, law).And(Mig, Done(Completeness, "complete", Mari)).State.CompleteOn.Should().NotBeNull();
    }

    [Fact]
    public void Nothing_is_granted_when_an_answer_brought_a_duty_to_prove_with_it()
    {
        var story = Case.ChecksRunning().And(Tax, Done(TaxCheck, "clear")).And(Lab, Ask(LabourCheck)).And(Applicant, Reply(1, Agency) with { Judged = [NoDeposit] })
            .And(Tax, Done(TaxCheck, "clear")).And(Lab, Done(LabourCheck, "clear"));

        story.By(Mig).When(Grant()).IsRefused(ApplicationProblems.EvidenceMissing, "/outcome");
        story.And(Applicant, Upload(type: "agency-deposit", unscanned: true)).And(Mig, Grant()).State.Status.Should().Be(ApplicationStatus.Granted);
    }

    private static Case Filed() => Case.Drafted(Form with { Employment = Agency }).And(Applicant, Pay).And(Applicant, new ApplicationCommand.Submit(TheWorker, [NoDeposit]));
}
