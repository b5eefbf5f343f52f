using SingleWindow.Core.Schemes;
using SingleWindow.Core.Workers;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

public sealed class InvitationRulesTests
{
    private static readonly ApplicationCommand.Invite Invite = new("key-2");
    private static readonly Actor Another = new("app", "wrk_0198c5d0a1b27c3d8e4f5a6b7c8d9eff");

    [Theory]
    [InlineData(ApplicantRule.Employer)]
    [InlineData(ApplicantRule.WorkerOnInvitation)]
    [InlineData(ApplicantRule.Either)]
    public void The_employer_invites_for_thirty_days(ApplicantRule applicant)
    {
        var story = Case.Drafted(schemes: With(applicant));
        story.When(Invite).Then(new ApplicationEvent.OfWorker.WorkerInvited("key-2", new(2026, 4, 1), story.Context.At));
    }

    [Fact]
    public void Where_only_employers_apply_the_worker_comes_to_see_and_to_be_heard_and_to_nothing_else()
    {
        var story = Case.Drafted().And(Applicant, Invite).And(Claimant, ClaimPlace with { Code = "key-2" });

        story.By(Claimant).When(Submit).IsRefused(InvitationProblems.EmployerFiles);
        story.When(new ApplicationCommand.Withdraw("So.")).IsRefused(InvitationProblems.EmployerFiles);
        story.When(new ApplicationCommand.SaveDraft(Form with { LegalStay = null })).IsRefused(ApplicationProblems.Invalid, "");
        story.And(Applicant, new ApplicationCommand.SaveDraft(Form with { Worker = Olena with { GivenNames = "Olga" } })).And(Applicant, Submit);
        story.State.SideOf(Claimant).Should().Be(ApplicantSide.Worker);
    }

    [Fact]
    public void Whom_a_filed_case_is_about_needs_no_code_to_see_it_to_be_heard_and_to_challenge_the_decision()
    {
        var story = Case.Submitted();
        (story.State.SideOf(Claimant), story.State.HasTwoSides).Should().Be((ApplicantSide.Worker, false));

        story.By(Claimant).When(new ApplicationCommand.Withdraw("So.")).IsRefused(InvitationProblems.EmployerFiles);
        story.State.HasTwoSides.Should().BeFalse("what is refused changes nothing");
        story.By(Another).When(new ApplicationCommand.Serve()).IsRefused(ApplicationProblems.Unknown);

        var granted = Case.Granted();
        granted.By(Claimant).When(new ApplicationCommand.Appeal("The days are wrong.")).Then(
            new ApplicationEvent.OfWorker.Claimed(TheWorker, granted.Context.At),
            new ApplicationEvent.Appealed(1, new(2026, 3, 5), "The days are wrong.", granted.Context.At, ApplicantSide.Worker));
        granted.State.HasTwoSides.Should().BeTrue();
        granted.State.History.Should().NotContain(moment => moment.Code == "place-claimed", "when one side reads is not the other's matter");
        granted.By(Applicant).When(new ApplicationCommand.Appeal("The days are wrong."));
        granted.Last.Events.Should().ContainSingle("each side challenges for itself");

        var byLawyer = Case.Granted().By(Claimant with { Representation = new("emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e0f", null, [], 1) });
        byLawyer.When(new ApplicationCommand.Appeal("The days are wrong."));
        byLawyer.State.Appeals.Single().Side.Should().Be(ApplicantSide.Worker);
    }

    [Fact]
    public void The_employers_quick_reply_does_not_use_up_the_workers_hearing()
    {
        var story = Case.Heard();
        story.State.View(SchemeCatalog.Default.Newest(SchemeId)!, ApplicantSide.Worker).Inquiries[0].AnsweredOn.Should().BeNull("he has not replied");

        story.And(Claimant, Reply(1)).State.Inquiries[0].Replies.Select(reply => reply.Side).Should().Equal(ApplicantSide.Employer, ApplicantSide.Worker);
        story.And(Mig, Refuse());

        var waits = Case.Heard();
        waits.Given(new ApplicationEvent.OfWorker.Claimed(TheWorker, waits.Context.At));
        waits.By(Mig).When(Refuse()).IsRefused(ApplicationProblems.NotHeard, "/grounds/0");
        waits.And(Mig, new ApplicationCommand.RequestInformation(Decision, ["qualification-or-experience"], "Please.")).And(Applicant, Reply(2));
        waits.State.Task(Decision)!.Status.Should().NotBe(StepStatus.AwaitingApplicant, "the hearing of the worker holds nothing up but the refusal");
        waits.On("2026-03-13 09:00").By(Claimant).When(Reply(1)).IsRefused(ApplicationProblems.NothingToAnswer);
        waits.And(Mig, Refuse());
    }

    [Fact]
    public void Whoever_claimed_it_does_not_lock_out_whom_it_is_about()
    {
        var story = Case.Claimed(ApplicantRule.Either).And(Applicant, Submit with { Worker = EntityId.Parse<WorkerId>(Another.Party) });
        (story.State.SideOf(Claimant), story.State.SideOf(Another)).Should().Be((ApplicantSide.Worker, ApplicantSide.Worker));
    }

    [Fact]
    public void What_one_side_filed_the_other_does_not_take_back()
    {
        var schemes = With(ApplicantRule.Either);
        var byWorker = Case.Drafted(schemes: schemes).And(Applicant, Invite).And(Claimant, ClaimPlace with { Code = "key-2" }).And(Claimant, Submit);
        byWorker.By(Applicant).When(new ApplicationCommand.Withdraw("So.")).IsRefused(InvitationProblems.WorkerFiles);
        byWorker.And(Claimant, new ApplicationCommand.Withdraw("So.")).State.Status.Should().Be(ApplicationStatus.Withdrawn);

        var byEmployer = Case.Drafted(schemes: schemes).And(Applicant, Submit);
        byEmployer.By(Claimant).When(new ApplicationCommand.Withdraw("So.")).IsRefused(InvitationProblems.EmployerFiles);
    }

    [Fact]
    public void Who_cannot_be_checked_is_not_invited() => Case.Drafted(new(Worker: new("Olena")), With(ApplicantRule.Either)).When(Invite)
        .IsRefused(ApplicationProblems.Invalid, "/worker/familyName", "/worker/birthDate", "/worker/travelDocument/number", "/worker/travelDocument/issuer");

    [Fact]
    public void A_stranger_and_the_worker_himself_invite_nobody()
    {
        Case.Drafted(schemes: With(ApplicantRule.Either)).By(Stranger).When(Invite).IsRefused(ApplicationProblems.Unknown);
        Case.Claimed().When(Invite).IsRefused(ApplicationProblems.Unknown);
    }

    [Fact]
    public void After_the_claim_nobody_is_invited() => Case.Claimed().By(Applicant).When(Invite).IsRefused(InvitationProblems.Claimed);

    [Theory]
    [InlineData("FA123456")]
    [InlineData("fa 123-456")]
    public void The_worker_claims_with_code_document_and_birth_date(string number)
    {
        var story = Case.Invited().By(Claimant);
        story.When(ClaimPlace with { DocumentNumber = number }).Then(new ApplicationEvent.OfWorker.Claimed(TheWorker, story.Context.At));
        story.State.SideOf(Claimant).Should().Be(ApplicantSide.Worker);
        story.State.SideOf(Applicant).Should().Be(ApplicantSide.Employer);
        story.State.SideOf(Another).Should().BeNull();
        story.State.SideOf(Stranger).Should().BeNull();
    }

    private static readonly Dictionary<string, (Func<Case> Story, ApplicationCommand.ClaimPlace Claim)> Failures = new()
    {
        ["another code"] = (Case.Invited, ClaimPlace with { Code = "key-9" }),
        ["another document"] = (Case.Invited, ClaimPlace with { DocumentNumber = "FA123457" }),
        ["no document"] = (Case.Invited, ClaimPlace with { DocumentNumber = "" }),
        ["another birth date"] = (Case.Invited, ClaimPlace with { BirthDate = new(1990, 1, 2) }),
        ["no invitation"] = (() => Case.Drafted(schemes: With(ApplicantRule.Either)), ClaimPlace),
        ["a replaced code"] = (() => Case.Invited().And(Applicant, Invite), ClaimPlace),
        ["a used code"] = (Case.Claimed, ClaimPlace),
        ["a withdrawn draft"] = (() => Case.Invited().And(Applicant, new ApplicationCommand.Withdraw(null)), ClaimPlace),
        ["the day after"] = (() => Case.Invited().On("2026-04-02 00:00"), ClaimPlace),
        ["a form without a worker"] = (() => Case.Invited().And(Applicant, new ApplicationCommand.SaveDraft(new())), ClaimPlace),
    };

    public static TheoryData<string> Names => [.. Failures.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_failure_is_one_refusal(string name)
    {
        var told = Failures[name].Story().By(Claimant).When(Failures[name].Claim);
        told.IsRefused(InvitationProblems.Refused);
        told.Last.Problem.Should().Be(InvitationProblems.Refused);
    }

    [Fact]
    public void The_last_day_counts_to_its_end() => Case.Invited().On("2026-04-01 23:59").By(Claimant).When(ClaimPlace).Last.Problem.Should().BeNull();

    [Fact]
    public void Nobody_but_a_worker_claims() => Case.Invited().By(Stranger).When(ClaimPlace).IsRefused(InvitationProblems.Refused);

    [Fact]
    public void On_invitation_only_the_worker_files_and_takes_back_what_was_filed()
    {
        Case.Claimed().By(Applicant).When(Submit).IsRefused(InvitationProblems.WorkerFiles);
        Case.Invited().By(Applicant).When(Submit).IsRefused(InvitationProblems.WorkerFiles);
        var filed = Case.Claimed().And(Claimant, Submit);
        filed.By(Applicant).When(new ApplicationCommand.Withdraw(null)).IsRefused(InvitationProblems.WorkerFiles);
        filed.And(Claimant, new ApplicationCommand.Withdraw(null)).State.Status.Should().Be(ApplicationStatus.Withdrawn);
    }

    [Fact]
    public void Where_either_may_who_filed_takes_it_back()
    {
        Case.Claimed(ApplicantRule.Either).And(Applicant, Submit).And(Applicant, new ApplicationCommand.Withdraw(null)).State.Status.Should().Be(ApplicationStatus.Withdrawn);
        Case.Claimed(ApplicantRule.Either).And(Claimant, Submit).And(Claimant, new ApplicationCommand.Withdraw(null)).State.Status.Should().Be(ApplicationStatus.Withdrawn);
    }

    public static TheoryData<bool, ApplicationForm, string> Trespasses => new()
    {
        { true, Form with { Reference = "REF-2" }, "/reference" },
        { true, Form with { Employment = Post with { JobTitle = "Director" } }, "/employment" },
        { true, Form with { Employment = null }, "/employment" },
        { true, Form with { Worker = Olena with { BirthDate = new(1990, 1, 2), PersonalCode = null } }, "/worker/birthDate" },
        { true, Form with { Worker = Olena with { TravelDocument = Olena.TravelDocument! with { Number = "FA999999" } } }, "/worker/travelDocument/number" },
        { true, Form with { Worker = Olena with { TravelDocument = Olena.TravelDocument! with { Issuer = "POL" } } }, "/worker/travelDocument/issuer" },
        { true, Form with { Evidence = [Form.Evidence![1]] }, "/evidence" },
        { false, Form with { Worker = Olena with { Citizenships = ["POL"] } }, "/worker" },
        { false, Form with { LegalStay = null }, "/legalStay" },
        { false, Form with { Evidence = [Form.Evidence![0], new("qualification-or-experience", "None.")] }, "/evidence" },
    };

    [Theory]
    [MemberData(nameof(Trespasses))]
    public void Nobody_changes_the_other_sides_part(bool byWorker, ApplicationForm form, string pointer) =>
        Case.Claimed().By(byWorker ? Claimant : Applicant).When(new ApplicationCommand.SaveDraft(form)).IsRefused(ApplicationProblems.Invalid, pointer);

    [Fact]
    public void What_proved_who_he_is_is_not_taken_out_again()
    {
        Case.Claimed().By(Claimant).When(new ApplicationCommand.SaveDraft(Form with { Worker = null }))
            .IsRefused(ApplicationProblems.Invalid, "/worker/birthDate", "/worker/travelDocument/number", "/worker/travelDocument/issuer");
        Case.Claimed().By(Claimant).When(new ApplicationCommand.SaveDraft(Form with { Worker = Olena with { TravelDocument = null } }))
            .IsRefused(ApplicationProblems.Invalid, "/worker/travelDocument/number", "/worker/travelDocument/issuer");
        Case.Claimed().By(Claimant).When(new ApplicationCommand.SaveDraft(Form with { Evidence = null })).IsRefused(ApplicationProblems.Invalid, "/evidence");
    }

    [Fact]
    public void Everybody_changes_his_own()
    {
        var post = Form with { Employment = Post with { JobTitle = "Director" }, Reference = "REF-2" };
        Case.Claimed().And(Applicant, new ApplicationCommand.SaveDraft(post)).State.Form.Should().Be(post);
        var person = Form with { Worker = Olena with { GivenNames = "Olga" }, LegalStay = new("visa-to-be-sought"), Evidence = [Form.Evidence![0], new("qualification-or-experience", "Seven years.")] };
        Case.Claimed().And(Claimant, new ApplicationCommand.SaveDraft(person)).State.Form.Should().Be(person);
        Case.Invited().And(Applicant, new ApplicationCommand.SaveDraft(person)).State.Form.Should().Be(person, "before the claim there is one side only");
    }

    [Fact]
    public void Each_answers_for_his_own_part()
    {
        var asked = Case.Claimed().And(Claimant, Submit).On("2026-03-03 09:00").And(Mig, Done(Completeness, "deficient", Mari, "Please send the certificate.", "qualification-or-experience"));
        asked.By(Claimant).When(Reply(1, Post with { JobTitle = "Director" })).IsRefused(ApplicationProblems.Invalid, "/employment");
        asked.By(Applicant).When(new ApplicationCommand.Answer(1, "So.", null, new("visa-to-be-sought"), null)).IsRefused(ApplicationProblems.Invalid, "/legalStay");
        asked.By(Another).When(Reply(1)).IsRefused(ApplicationProblems.Unknown);
        asked.And(Claimant, new ApplicationCommand.Answer(1, "So.", null, new("visa-to-be-sought"), null)).State.Inquiries[0].AnsweredOn.Should().Be(new DateOnly(2026, 3, 3));
    }

    [Fact]
    public void The_employers_own_steps_are_not_the_workers() =>
        Case.Claimed().When(new ApplicationCommand.Report("arrival-notice", "notified", null)).IsRefused(ApplicationProblems.NothingToReport);

    [Fact]
    public void Where_either_applies_the_worker_begins_and_the_employer_confirms_its_part()
    {
        var story = Begun();
        (story.State.SideOf(Claimant), story.State.AwaitsEmployer).Should().Be((ApplicantSide.Worker, true));
        story.By(Claimant).When(Submit).IsRefused(InvitationProblems.EmployerSilent);
        story.And(Claimant, new ApplicationCommand.SaveDraft(story.State.Form! with { Worker = story.State.Form.Worker! with { GivenNames = "Olga", TravelDocument = story.State.Form.Worker.TravelDocument! with { Number = "FB654321" } } }));
        story.State.AwaitsEmployer.Should().BeTrue("the worker cannot confirm for the employer");

        story.By(Applicant).When(new ApplicationCommand.SaveDraft(story.State.Form!)).Then(new ApplicationEvent.DraftSaved(story.State.Reference, story.State.Form, story.Context.At, true));

        story.When(new ApplicationCommand.SaveDraft(story.State.Form!)).Then();
        story.By(Claimant).When(Submit);
        (story.Last.Problem?.Code).Should().NotBe(InvitationProblems.EmployerSilent.Code);
    }

    [Fact]
    public void What_the_worker_began_the_employer_may_file_itself()
    {
        var story = Begun().By(Applicant);
        story.When(Submit);
        story.Last.Problem.Should().BeNull();
    }

    [Theory]
    [InlineData(ApplicantRule.Employer)]
    [InlineData(ApplicantRule.WorkerOnInvitation)]
    public void Elsewhere_the_employer_begins(ApplicantRule applicant) =>
        Case.New(With(applicant)).By(Claimant).When(ByWorker()).IsRefused(InvitationProblems.EmployerBegins);

    [Fact]
    public void Nobody_begins_for_another_worker() => Case.New(With(ApplicantRule.Either)).By(Another).When(ByWorker()).IsRefused(ApplicationProblems.Unknown);

    private static Case Begun() => Case.New(With(ApplicantRule.Either)).And(Claimant, ByWorker());

    private static ApplicationCommand.Draft ByWorker() => Draft() with { Holder = TheWorker, ByWorker = true };
}
