using SingleWindow.Core.Appeals;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Tests.Applications;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Documents;

public sealed class DocumentRulesTests
{
    private static DocumentId Other(int number) => new(Guid.Parse($"0198c5d0a1b27c3d8e4f5a6b7c8{number:x5}"));

    [Fact]
    public void A_document_waits_in_quarantine_until_the_scanner_has_answered()
    {
        var story = Case.Drafted().And(Applicant, Upload());
        story.State.Document(TheDocument)!.CannotBeRead.Should().Be(DocumentProblems.Quarantined);

        story.And(Actor.Hub, new ApplicationCommand.OfDocument.Scan(TheDocument, DocumentStatus.ScanFailed)).State.Document(TheDocument)!.CannotBeRead.Should().Be(DocumentProblems.Quarantined);
        story.And(Actor.Hub, new ApplicationCommand.OfDocument.Scan(TheDocument, DocumentStatus.Clean)).State.Document(TheDocument)!.CannotBeRead.Should().BeNull();
    }

    [Fact]
    public void Where_no_scan_is_wanted_it_is_clean_at_once()
    {
        var story = Case.Drafted().By(Applicant);

        story.When(Upload(unscanned: true)).Then(
            new ApplicationEvent.OfDocument.Added(TheDocument, "qualification-or-experience", "application/pdf", 1000, new string('a', 64), "certificate.pdf", story.Context.At),
            new ApplicationEvent.OfDocument.Scanned(TheDocument, DocumentStatus.Clean, story.Context.At, true));
    }

    [Fact]
    public void Malware_is_told_on_the_timeline_and_proves_nothing()
    {
        var story = Case.Drafted().And(Applicant, Upload()).And(Actor.Hub, new ApplicationCommand.OfDocument.Scan(TheDocument, DocumentStatus.Infected));

        story.State.Document(TheDocument)!.CannotBeRead.Should().Be(DocumentProblems.Gone);
        story.State.History.Select(moment => moment.Code).Should().Contain("document-infected");
        story.State.Uploaded("qualification-or-experience").Should().Be(EvidenceResult.Missing);
        story.By(Actor.Hub).When(new ApplicationCommand.OfDocument.Scan(TheDocument, DocumentStatus.Clean)).Then();
    }

    [Fact]
    public void What_an_upload_proves_follows_its_document()
    {
        EvidenceItem[] evidence = [new("qualification-or-experience", "upload", EvidenceResult.Missing), new("tax-standing", "record:tax-standing", EvidenceResult.Missing)];
        var story = Case.Drafted().And(Applicant, Upload()).And(Applicant, Submit with { Evidence = evidence });

        story.And(Actor.Hub, new ApplicationCommand.OfDocument.Scan(TheDocument, DocumentStatus.Clean)).State.Evidence.Select(item => item.Result).Should().Equal(EvidenceResult.Met, EvidenceResult.Missing);
    }

    [Fact]
    public void Nobody_but_the_hub_says_what_the_scanner_said() =>
        Case.Drafted().And(Applicant, Upload()).By(Applicant).When(new ApplicationCommand.OfDocument.Scan(TheDocument, DocumentStatus.Clean)).IsRefused(DocumentProblems.Unknown);

    [Fact]
    public void A_stranger_finds_nothing_to_add_to_and_nothing_to_delete()
    {
        Case.Drafted().By(Stranger).When(Upload()).IsRefused(ApplicationProblems.Unknown);
        Case.Drafted().And(Applicant, Upload()).By(Stranger).When(new ApplicationCommand.OfDocument.Delete(TheDocument)).IsRefused(ApplicationProblems.Unknown);
    }

    [Fact]
    public void After_the_claim_each_side_adds_and_takes_back_what_proves_its_own_part()
    {
        var story = Case.Claimed().And(Claimant, Upload()).And(Applicant, Upload(Other(1), "agency-deposit")).And(Claimant, Upload(Other(2), "other"));

        story.By(Applicant).When(Upload(Other(3))).IsRefused(DocumentProblems.OtherSide);
        story.When(new ApplicationCommand.OfDocument.Delete(TheDocument)).IsRefused(DocumentProblems.OtherSide);
        story.By(Claimant).When(Upload(Other(3), "agency-deposit")).IsRefused(DocumentProblems.OtherSide);
        story.When(new ApplicationCommand.OfDocument.Delete(Other(1))).IsRefused(DocumentProblems.OtherSide);
        story.And(Claimant, new ApplicationCommand.OfDocument.Delete(TheDocument)).And(Applicant, new ApplicationCommand.OfDocument.Delete(Other(1)));
        Case.Invited().And(Applicant, Upload());
    }

    [Fact]
    public void Each_side_reads_what_it_uploaded_and_what_is_about_it()
    {
        var law = With(ApplicantRule.WorkerOnInvitation).Newest(SchemeId)!;
        var story = Case.Invited().And(Applicant, Upload(Other(1), "other")).And(Applicant, Upload(Other(2))).And(Claimant, ClaimPlace)
            .And(Applicant, Upload(Other(3), "agency-deposit")).And(Applicant, Upload(Other(4), "other")).And(Claimant, Upload(TheDocument)).And(Claimant, Upload(Other(5), "other"));

        Read(ApplicantSide.Employer).Should().Equal(Other(1), Other(2), Other(3), Other(4));
        Read(ApplicantSide.Worker).Should().Equal(Other(2), TheDocument, Other(5));
        story.By(Applicant).When(new ApplicationCommand.OfDocument.Delete(Other(5))).IsRefused(DocumentProblems.NotForYou);
        story.By(Claimant).When(new ApplicationCommand.OfDocument.Delete(Other(4))).IsRefused(DocumentProblems.NotForYou);

        IEnumerable<DocumentId> Read(ApplicantSide side) => story.State.Documents.Where(document => DocumentRules.MayRead(document, side, law)).Select(document => document.Id);
    }

    [Fact]
    public void What_is_for_the_other_side_is_outlined_and_no_more()
    {
        var document = Case.Drafted().And(Applicant, Upload()).State.Document(TheDocument)!;

        document.Outline(ApplicantSide.Worker).Should().Be(new DocumentView(TheDocument, "qualification-or-experience", null, null, null, DocumentStatus.Quarantined, document.AddedAt, null));
        document.Outline(ApplicantSide.Employer).Size.Should().Be(1000);
    }

    [Fact]
    public void An_older_upload_that_does_not_say_whose_it_is_was_the_employers_before_the_claim_and_the_workers_after_it()
    {
        var added = new ApplicationEvent.OfDocument.Added(TheDocument, "other", "application/pdf", 1, new string('a', 64), null, DateTimeOffset.UnixEpoch);

        Application.Evolve(Case.Invited().State, added).Document(TheDocument)!.Side.Should().Be(ApplicantSide.Employer);
        Application.Evolve(Case.Claimed().State, added).Document(TheDocument)!.Side.Should().Be(ApplicantSide.Worker);
    }

    [Fact]
    public void It_proves_something_of_the_scheme_or_is_something_else()
    {
        Case.Drafted().By(Applicant).When(Upload(type: "bribe")).IsRefused(DocumentProblems.UnknownType);
        Case.Drafted().And(Applicant, Upload(type: "other"));
    }

    [Fact]
    public void There_are_fifty_at_most_and_a_deleted_one_makes_room()
    {
        var story = Case.Drafted();
        for (var number = 0; number < DocumentRules.Most; number++) story.And(Applicant, Upload(Other(number)));

        story.By(Applicant).When(Upload()).IsRefused(DocumentProblems.TooMany);
        story.And(Applicant, new ApplicationCommand.OfDocument.Delete(Other(7))).And(Applicant, Upload());
    }

    [Fact]
    public void What_an_authority_may_rely_on_stays_until_it_asks()
    {
        Case.Submitted().And(Applicant, Upload()).By(Applicant).When(new ApplicationCommand.OfDocument.Delete(TheDocument)).IsRefused(DocumentProblems.Kept);
        Case.Incomplete().And(Applicant, Upload()).And(Applicant, new ApplicationCommand.OfDocument.Delete(TheDocument))
            .By(Applicant).When(new ApplicationCommand.OfDocument.Delete(TheDocument)).Then();
    }

    [Fact]
    public void Documents_of_a_forgotten_draft_are_destroyed_when_their_time_is_over_and_not_before()
    {
        var story = Case.Drafted().And(Applicant, Upload()).On("2026-04-01 10:00").And(Applicant, Upload(Other(1))).By(Actor.Hub);

        story.On("2026-06-29 10:00").When(new ApplicationCommand.Expire(90)).Then();
        story.On("2026-06-30 10:00").When(new ApplicationCommand.Expire(90)).Then(new ApplicationEvent.OfDocument.Destroyed([TheDocument, Other(1)], story.Context.At), new ApplicationEvent.Withdrawn(null, story.Context.At), new ApplicationEvent.Expired(story.Context.At));
        story.State.Documents.Should().OnlyContain(document => document.Status == DocumentStatus.Destroyed);
    }

    [Fact]
    public void A_running_case_keeps_its_documents_and_an_ended_one_for_its_time()
    {
        Case.Submitted().And(Applicant, Upload()).On("2026-12-31 10:00").By(Actor.Hub).When(new ApplicationCommand.Expire(1)).Then();

        var story = Case.ChecksRunning().And(Applicant, Upload()).On("2026-03-10 10:00").And(Applicant, new ApplicationCommand.Withdraw(null)).By(Actor.Hub);
        story.On("2026-03-11 09:00").When(new ApplicationCommand.Expire(1)).Then();
        story.On("2026-03-11 10:00").When(new ApplicationCommand.Expire(1)).Then(new ApplicationEvent.OfDocument.Destroyed([TheDocument], story.Context.At), new ApplicationEvent.Expired(story.Context.At));
    }

    [Fact]
    public void A_case_under_appeal_keeps_its_documents_and_a_dismissed_appeal_begins_their_time_anew()
    {
        var story = Appealed();
        story.On("2030-01-01 09:00").By(Actor.Hub).When(new ApplicationCommand.Expire(1)).Then();

        story = Appealed().On("2026-04-10 09:00").And(Mig, new ApplicationCommand.DecideAppeal(1, AppealResult.Dismissed, "The decision was right.", Mari)).By(Actor.Hub);
        story.On("2026-05-10 08:59").When(new ApplicationCommand.Expire(30, ApplicationStatus.Refused)).Then();
        story.On("2026-05-10 09:00").When(new ApplicationCommand.Expire(30, ApplicationStatus.Granted)).Then();
        story.When(new ApplicationCommand.Expire(30, ApplicationStatus.Refused)).Then(new ApplicationEvent.OfDocument.Destroyed([TheDocument], story.Context.At), new ApplicationEvent.Expired(story.Context.At));
    }

    [Fact]
    public void An_annulled_decision_is_decided_again_with_all_its_documents() =>
        Appealed().And(Mig, new ApplicationCommand.DecideAppeal(1, AppealResult.Annulled, "The pay was not looked at.", Mari))
            .On("2030-01-01 09:00").By(Actor.Hub).When(new ApplicationCommand.Expire(1)).Then();

    [Fact]
    public void A_discontinued_case_has_its_own_time()
    {
        var story = Case.ChecksRunning(schemes: Cast.Rich).And(Applicant, Upload()).On("2026-03-06 00:00").And(Actor.Hub, new ApplicationCommand.TimeOut(LabourCheck)).By(Actor.Hub);
        story.On("2026-03-10 00:00").When(new ApplicationCommand.Expire(4, ApplicationStatus.Granted)).Then();
        story.When(new ApplicationCommand.Expire(4, ApplicationStatus.Discontinued)).Then(new ApplicationEvent.OfDocument.Destroyed([TheDocument], story.Context.At), new ApplicationEvent.Expired(story.Context.At));
    }

    [Fact]
    public void A_late_scan_does_not_make_the_time_longer()
    {
        var story = Case.ChecksRunning().And(Applicant, Upload()).On("2026-03-10 10:00").And(Applicant, new ApplicationCommand.Withdraw(null))
            .On("2026-03-11 09:00").And(Actor.Hub, new ApplicationCommand.OfDocument.Scan(TheDocument, DocumentStatus.Clean));
        story.On("2026-03-11 10:00").When(new ApplicationCommand.Expire(1)).Then(new ApplicationEvent.OfDocument.Destroyed([TheDocument], story.Context.At), new ApplicationEvent.Expired(story.Context.At));
    }

    // Uploaded while it could be, refused, and challenged.
    private static Case Appealed() => Case.Heard().And(Applicant, Upload()).On("2026-03-09 09:00").And(Mig, Refuse())
        .On("2026-03-10 09:00").And(Applicant, new ApplicationCommand.Appeal("The pay was raised."));

    [Theory]
    [InlineData("offer.pdf", true)]
    [InlineData("Töölepingu pakkumine (2).pdf", true)]
    [InlineData("договор.pdf", true)]
    [InlineData("../../etc/passwd", false)]
    [InlineData("..\\x.pdf", false)]
    [InlineData("C:x.pdf", false)]
    [InlineData(".htaccess", false)]
    [InlineData("a.pdf ", false)]
    [InlineData("a\u202Efdp.exe", false)]
    [InlineData("a\0.pdf", false)]
    [InlineData("a\r\nSet-Cookie: x", false)]
    [InlineData("", false)]
    public void A_file_name_is_a_name_and_nothing_else(string name, bool plain) => DocumentNames.IsPlain(name).Should().Be(plain);
}
