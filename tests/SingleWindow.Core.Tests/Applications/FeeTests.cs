using SingleWindow.Core.Fees;
using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>Fees as records of payment: unpaid is incomplete, a report counts until the register contradicts it, and what is the employer's is never the worker's to pay.</summary>
public sealed class FeeTests
{
    private static readonly Scheme ShortTerm = SchemeCatalog.Default.Newest(SchemeId)!;
    private static readonly string Reference = PaymentReference.Of(TheApplication, 1);

    [Fact]
    public void Without_the_fee_nothing_is_complete_and_no_clock_runs()
    {
        var story = Unpaid();

        story.By(Mig).When(Done(Completeness, "complete", Mari)).IsRefused(FeeProblems.Unpaid, "/outcome");
        story.Last.Problem!.Errors[0].Detail.Should().Be("fee:1: 48.00 EUR are missing.");
        story.State.Should().Match<Application>(app => app.CompleteOn == null && app.DueOn == null && app.Status == ApplicationStatus.Submitted);
    }

    [Fact]
    public void Who_is_asked_for_the_fee_answers_by_paying_it_and_it_is_complete_since_then()
    {
        var story = Unpaid().And(Mig, Done(Completeness, "deficient", Mari, null, "fee:1"));
        story.State.Status.Should().Be(ApplicationStatus.Incomplete);

        story.On("2026-03-06 09:00").By(Applicant).When(Pay with { PaidOn = new(2026, 3, 5) }).Then(
            new ApplicationEvent.OfFee.PaymentReported(1, 1, new(48.00m, "EUR"), new(2026, 3, 5), Payer.Employer, Pay.BankReference, new(2026, 3, 6), story.Context.At),
            new ApplicationEvent.InquiryAnswered(1, new(2026, 3, 6), "Paid.", null, story.Context.At),
            new ApplicationEvent.TaskOpened(Completeness, "completeness", "MIG", false, new(2026, 3, 10), new(2026, 3, 10, 22, 0, 0, TimeSpan.Zero), story.Context.At));

        story.On("2026-03-09 09:00").And(Mig, Done(Completeness, "complete", Mari)).State.Should().Match<Application>(app => app.CompleteOn == new DateOnly(2026, 3, 6) && app.DueOn == new DateOnly(2026, 3, 20));
    }

    [Fact]
    public void A_request_for_more_than_the_fee_is_answered_in_words()
    {
        var story = Unpaid().And(Mig, Done(Completeness, "deficient", Mari, null, "fee:1", "qualification-or-experience")).And(Applicant, Pay);
        story.State.Status.Should().Be(ApplicationStatus.Incomplete);
        story.And(Applicant, Reply(1)).And(Mig, Done(Completeness, "complete", Mari)).State.Status.Should().Be(ApplicationStatus.ChecksRunning);
    }

    [Fact]
    public void Words_pay_nothing() =>
        Unpaid().And(Mig, Done(Completeness, "deficient", Mari, null, "fee:1")).And(Applicant, Reply(1)).By(Mig).When(Done(Completeness, "complete", Mari)).IsRefused(FeeProblems.Unpaid, "/outcome");

    [Fact]
    public void Whose_fee_is_not_paid_in_time_may_be_left_unreviewed_or_pay_late()
    {
        var story = Unpaid().And(Mig, Done(Completeness, "deficient", Mari, null, "fee:1")).On("2026-03-14").And(Actor.Hub, new ApplicationCommand.Lapse(1)).On("2026-03-16 09:00");
        ((Case)new Case().Given(story.Happened)).On("2026-03-16 09:00").And(Mig, NotReview(2)).State.Status.Should().Be(ApplicationStatus.NotReviewed);

        story.And(Applicant, Pay).By(Mig).When(NotReview(2)).IsRefused(ApplicationProblems.NothingLapsed);
        story.And(Mig, Done(Completeness, "complete", Mari)).State.CompleteOn.Should().Be(new DateOnly(2026, 3, 16));
    }

    [Theory]
    [InlineData("fee:2")]
    [InlineData("fee:3")]
    [InlineData("fee:0")]
    [InlineData("fee:")]
    public void Only_a_fee_that_is_due_and_not_paid_can_be_asked_for(string item)
    {
        Unpaid().By(Mig).When(Ask(Completeness) with { Items = [item] }).IsRefused(ApplicationProblems.EmptyRequest, "/items/0");
        Case.Submitted().By(Mig).When(Ask(Completeness) with { Items = ["fee:1"] }).IsRefused(ApplicationProblems.EmptyRequest, "/items/0");
    }

    [Fact]
    public void Part_by_part_is_paid_too_and_it_is_settled_by_the_last_part()
    {
        var story = Unpaid().And(Applicant, Pay with { Amount = new(40m, "EUR") });
        story.By(Mig).When(Done(Completeness, "complete", Mari)).IsRefused(FeeProblems.Unpaid, "/outcome");
        Fee(story).Should().Match<FeeView>(fee => fee.Status == FeeStatus.PartlyPaid && fee.Missing == new Money(8m, "EUR") && fee.Overpaid == null);

        story.On("2026-03-04 09:00").And(Applicant, Pay with { Amount = new(10m, "EUR"), BankReference = "SECOND" });

        Fee(story).Should().Match<FeeView>(fee => fee.Status == FeeStatus.Paid && fee.Missing == null && fee.Overpaid == new Money(2m, "EUR") && fee.Paid == new Money(50m, "EUR"));
        story.On("2026-03-05 09:00").And(Applicant, Pay with { BankReference = "BY-MISTAKE" }).And(Mig, Done(Completeness, "complete", Mari)).State.CompleteOn
            .Should().Be(new DateOnly(2026, 3, 4), "what was paid too much makes nothing later");
    }

    [Fact]
    public void What_cannot_have_been_paid_is_refused_all_at_once() =>
        Unpaid().By(Applicant).When(new ApplicationCommand.ReportPayment(Reference, new(-1m, "USD"), new(2026, 3, 4), Payer.Employer, "a\tb"))
            .IsRefused(FeeProblems.Invalid, "/amount/amount", "/amount/currency", "/paidOn", "/bankReference");

    [Theory]
    [InlineData("2026-03-03", true)]
    [InlineData("2026-03-04", false)]
    [InlineData("2026-03-02", true)]
    [InlineData("2026-03-01", false)]
    public void A_payment_lies_between_the_draft_and_today(string day, bool possible)
    {
        var story = Unpaid().By(Applicant).When(Pay with { PaidOn = DateOnly.ParseExact(day, "yyyy-MM-dd") });

        (story.Last.Problem?.Errors.Single().Code).Should().Be(possible ? null : day == "2026-03-04" ? "future" : "before-draft");
    }

    [Theory]
    [InlineData(48.001, "EUR", "range")]
    [InlineData(1_000_001, "EUR", "range")]
    [InlineData(48, "USD", "currency")]
    public void An_amount_is_money_of_the_fee(double amount, string currency, string code) =>
        Unpaid().By(Applicant).When(Pay with { Amount = new((decimal)amount, currency) }).Last.Problem!.Errors.Should().ContainSingle().Which.Code.Should().Be(code);

    [Fact]
    public void After_the_end_nothing_is_reported()
    {
        Case.Withdrawn().By(Applicant).When(Pay with { BankReference = "LATE" }).IsRefused(ApplicationProblems.Ended);
        Case.Granted().By(Applicant).When(Pay with { BankReference = "LATE" }).IsRefused(ApplicationProblems.Ended);
    }

    [Fact]
    public void Only_the_applicant_reports_and_only_the_hub_says_what_the_register_says()
    {
        Unpaid().By(Stranger).When(Pay).IsRefused(ApplicationProblems.Unknown);
        var story = Unpaid();
        story.By(Applicant).When(Says(story)).IsRefused(ApplicationProblems.Unknown);
    }

    [Fact]
    public void The_same_payment_twice_is_one_payment_and_with_other_contents_it_is_refused()
    {
        var story = Case.Submitted().By(Applicant);
        story.When(Pay).Then();
        story.When(Pay with { Reference = Reference, BankReference = " 2026030200012345".Trim() }).Then();
        story.When(Pay with { Amount = new(49m, "EUR") }).IsRefused(FeeProblems.BankReferenceUsed, "/bankReference");
        story.When(Pay with { Reference = PaymentReference.Of(TheApplication, 2) }).IsRefused(FeeProblems.BankReferenceUsed, "/bankReference");
        story.State.Payments.Should().ContainSingle();
    }

    [Fact]
    public void A_payment_names_a_fee_of_this_application()
    {
        var story = Unpaid().By(Applicant);
        story.When(Pay with { Reference = "12345678901234567892" }).IsRefused(FeeProblems.Invalid, "/reference");
        story.When(Pay with { Reference = PaymentReference.Of(TheApplication, 2) }).IsRefused(FeeProblems.NothingDue, "/reference");
        var care = Under(Case.New(Abroad), "bla-care-pathway").By(Applicant);
        care.When(Pay).IsRefused(FeeProblems.NothingDue, "/reference");
        var two = Unpaid(With(ShortTerm.Fees[0], ShortTerm.Fees[0] with { Amount = new(10m, "EUR") })).By(Applicant);
        two.When(Pay).IsRefused(FeeProblems.Invalid, "/reference");
        two.When(Pay with { Reference = Reference }).Last.Events.Should().ContainSingle();
    }

    [Fact]
    public void What_the_employer_pays_is_not_reported_as_the_workers_payment() =>
        Unpaid().By(Applicant).When(Pay with { Payer = Payer.Worker }).IsRefused(FeeProblems.EmployerPays, "/payer");

    [Fact]
    public void A_fee_of_the_worker_or_of_either_may_be_paid_by_either()
    {
        foreach (var payer in new[] { Party.Worker, Party.Either })
            foreach (var who in Enum.GetValues<Payer>())
                Unpaid(With(ShortTerm.Fees[0] with { Payer = payer })).And(Applicant, Pay with { Payer = who }).And(Mig, Done(Completeness, "complete", Mari)).State.Status.Should().Be(ApplicationStatus.ChecksRunning);
    }

    [Fact]
    public void A_fee_that_the_public_purse_bears_is_asked_of_nobody() =>
        Unpaid(With(ShortTerm.Fees[0] with { Payer = Party.Public })).And(Mig, Done(Completeness, "complete", Mari)).State.Status.Should().Be(ApplicationStatus.ChecksRunning);

    [Fact]
    public void A_fee_that_only_national_law_knows_blocks_nothing_says_so_and_can_be_asked_for()
    {
        var story = Unpaid(With(ShortTerm.Fees[0] with { Amount = null }), out var law);
        ((Case)new Case(law).Given(story.Happened)).On("2026-03-03 09:00").And(Mig, Done(Completeness, "complete", Mari)).State.Status.Should().Be(ApplicationStatus.ChecksRunning);

        var fee = story.State.FeesView(law.Newest(SchemeId)!).Fees[0];
        fee.Should().Match<FeeView>(it => it.Status == FeeStatus.NotSet && it.Amount == null && it.Paid == null && it.Missing == null && it.Overpaid == null);
        fee.Text.Should().StartWith("National law sets the amount");
        story.And(Mig, Ask(Completeness) with { Items = ["fee:1"] }).And(Applicant, Pay with { Amount = new(120m, "SEK") }).State.Status.Should().Be(ApplicationStatus.Submitted, "that was the answer");
    }

    [Fact]
    public void The_register_confirms_what_was_reported_and_changes_no_day()
    {
        var story = Case.Submitted().On("2026-03-06 09:00");

        story.By(Actor.Hub).When(Says(story, Pay.BankReference)).Last.Events.Should().ContainSingle();

        Fee(story).Should().Match<FeeView>(fee => fee.Status == FeeStatus.Confirmed && fee.Payments.Count == 1 && fee.Payments[0].Record != null);
        story.And(Mig, Done(Completeness, "complete", Mari)).State.CompleteOn.Should().Be(new DateOnly(2026, 3, 2));
        story.State.History.Select(moment => moment.Code).Should().ContainInOrder("payment-reported", "payment-confirmed");
    }

    [Fact]
    public void The_register_alone_pays_too_and_answers_the_request()
    {
        var story = Unpaid().And(Mig, Done(Completeness, "deficient", Mari, null, "fee:1")).On("2026-03-05 09:00");

        story.And(Actor.Hub, Says(story)).State.Status.Should().Be(ApplicationStatus.Submitted);

        story.And(Mig, Done(Completeness, "complete", Mari)).State.CompleteOn.Should().Be(new DateOnly(2026, 3, 5));
    }

    [Theory]
    [InlineData(FeePaymentStatus.Returned)]
    [InlineData(FeePaymentStatus.NotReceived)]
    public void What_the_register_contradicts_does_not_count(FeePaymentStatus status)
    {
        var story = Case.Submitted();

        story.And(Actor.Hub, Says(story, Pay.BankReference, status)).By(Mig).When(Done(Completeness, "complete", Mari)).IsRefused(FeeProblems.Unpaid, "/outcome");

        Fee(story).Should().Match<FeeView>(fee => fee.Status == FeeStatus.Unpaid && fee.Payments[0].Status == PaymentStatus.Contradicted);
    }

    [Fact]
    public void Money_of_another_currency_or_for_no_fee_does_not_count()
    {
        var story = Unpaid();
        story.And(Actor.Hub, new ApplicationCommand.RecordPayment(Register(story.State) with { Amount = new(48m, "USD") }));
        story.And(Actor.Hub, new ApplicationCommand.RecordPayment(Register(story.State, "OTHER") with { Reference = PaymentReference.Of(TheApplication, 9), Record = new(TheDocument.Value) }));

        story.State.Payments.Should().HaveCount(2).And.OnlyContain(payment => payment.Status == PaymentStatus.Contradicted);
    }

    [Fact]
    public void What_the_register_says_of_somebody_elses_payment_contradicts_the_claim_to_it_and_else_means_nothing()
    {
        var others = PaymentReference.Of(new(TheDocument.Value), 1);
        var claimed = Case.Submitted();
        var story = claimed.And(Actor.Hub, new ApplicationCommand.RecordPayment(Register(claimed.State, Pay.BankReference) with { Reference = others }));
        story.State.Payments.Should().ContainSingle().Which.Status.Should().Be(PaymentStatus.Contradicted);

        var unconcerned = Unpaid();
        unconcerned.By(Actor.Hub).When(new ApplicationCommand.RecordPayment(Register(unconcerned.State) with { Reference = others })).Then();
    }

    [Fact]
    public void When_the_worker_paid_what_is_the_employers_he_gets_it_back_and_the_employer_still_has_to_pay()
    {
        var story = Unpaid();
        story.And(Actor.Hub, new ApplicationCommand.RecordPayment(Register(story.State) with { Payer = Payer.Worker }));

        story.By(Mig).When(Done(Completeness, "complete", Mari)).IsRefused(FeeProblems.Unpaid, "/outcome");
        Fee(story).Payments[0].Status.Should().Be(PaymentStatus.ToReimburse);
        story.State.Task(Completeness)!.View(story.State, ShortTerm, ["*"]).Fees![0].Should().Be(new FeeStanding(1, FeeStatus.Unpaid, new(48.00m, "EUR"), Reimburse: true));
        story.State.View(ShortTerm).Timeline[^1].Text.Should().Contain("The worker gets it back");
        story.And(Applicant, Pay).And(Mig, Done(Completeness, "complete", Mari)).State.Status.Should().Be(ApplicationStatus.ChecksRunning);
    }

    [Fact]
    public void Only_a_newer_version_of_the_record_says_anything_new()
    {
        var story = Case.Submitted();
        story.And(Actor.Hub, Says(story, Pay.BankReference, FeePaymentStatus.Returned, 2));

        story.By(Actor.Hub).When(Says(story, Pay.BankReference)).Then();
        story.When(Says(story, Pay.BankReference, FeePaymentStatus.Returned, 2)).Then();
        story.When(Says(story, "another name", version: 3)).State.Payments.Should().ContainSingle("the record is the same").Which.Counts.Should().BeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_two_records_of_one_payment_the_one_that_was_published_later_counts_in_whatever_order_they_are_heard(bool outOfOrder)
    {
        var story = Case.Submitted();
        var lost = Register(story.State, "AB12", FeePaymentStatus.NotReceived);
        var found = Register(story.State, "ab 12") with { Record = new(TheDocument.Value), PublishedAt = lost.PublishedAt.AddSeconds(1) };
        foreach (var fact in outOfOrder ? new[] { found, lost } : [lost, found, lost]) story.By(Actor.Hub).When(new ApplicationCommand.RecordPayment(fact));

        story.State.Payments.Should().HaveCount(2).And.ContainSingle(payment => payment.Status == PaymentStatus.Confirmed).Which.Record.Should().Be(found.Record);
        story.When(new ApplicationCommand.RecordPayment(found)).Then();
        story.When(new ApplicationCommand.RecordPayment(lost with { RecordVersion = 2, PublishedAt = found.PublishedAt.AddSeconds(1) })).State.Payments.Should().ContainSingle(payment => payment.Status == PaymentStatus.Contradicted);
    }

    [Fact]
    public void Two_records_of_one_moment_end_the_same_in_whatever_order_they_are_heard()
    {
        var (one, other) = (Case.Submitted(), Case.Submitted());
        var first = Register(one.State, "AB12", FeePaymentStatus.NotReceived);
        var second = Register(one.State, "AB 12") with { Record = new(TheDocument.Value) };
        foreach (var fact in new[] { first, second, first }) one.By(Actor.Hub).When(new ApplicationCommand.RecordPayment(fact));
        foreach (var fact in new[] { second, first, second }) other.By(Actor.Hub).When(new ApplicationCommand.RecordPayment(fact));

        one.State.Payments[^1].Record.Should().Be(other.State.Payments[^1].Record);
    }

    [Fact]
    public void What_was_stored_before_the_day_of_publication_was_is_as_old_as_its_event()
    {
        var story = Case.Submitted();
        var fact = Register(story.State, "AB12");
        story.Given(new ApplicationEvent.OfFee.PaymentRecorded(2, 1, fact.Amount, fact.PaidOn, fact.Payer, PaymentStatus.Contradicted, fact.Record, 1, "AB12", new(2026, 3, 3), fact.PublishedAt));

        story.By(Actor.Hub).When(new ApplicationCommand.RecordPayment(fact with { Record = new(TheDocument.Value), PublishedAt = fact.PublishedAt.AddSeconds(-1) })).Then();
        story.When(new ApplicationCommand.RecordPayment(fact with { Record = new(TheDocument.Value), PublishedAt = fact.PublishedAt.AddSeconds(1) })).State.Payments[^1].Status.Should().Be(PaymentStatus.Confirmed);
    }

    [Fact]
    public void What_was_paid_back_after_completeness_stops_no_clock_by_itself_but_nothing_is_granted_until_it_is_paid()
    {
        var story = Case.ReadyForDecision();
        story.And(Actor.Hub, Says(story, Pay.BankReference, FeePaymentStatus.Returned));
        story.State.Should().Match<Application>(app => app.CompleteOn == new DateOnly(2026, 3, 2) && app.DueOn == new DateOnly(2026, 3, 16));
        story.By(Mig).When(Grant()).IsRefused(FeeProblems.Unpaid, "/outcome");

        story.And(Mig, Ask(Decision) with { Items = ["fee:1"] }).State.DueOn.Should().BeNull("the clock stands still while it is asked for");
        story.On("2026-03-09 09:00").And(Applicant, Pay with { BankReference = "AGAIN", PaidOn = new(2026, 3, 9) }).State.DueOn.Should().Be(new DateOnly(2026, 3, 18));
        story.And(Mig, Grant()).State.Status.Should().Be(ApplicationStatus.Granted);
    }

    [Fact]
    public void The_register_may_speak_after_the_end_and_changes_nothing_but_the_record()
    {
        var story = Case.Granted();

        story.And(Actor.Hub, Says(story, Pay.BankReference)).State.Status.Should().Be(ApplicationStatus.Granted);

        Fee(story).Status.Should().Be(FeeStatus.Confirmed);
    }

    [Fact]
    public void There_is_an_end_to_payments()
    {
        var story = Unpaid();
        for (var i = 1; i <= 20; i++) story.And(Applicant, Pay with { Amount = new(1m, "EUR"), BankReference = $"PART-{i}" });

        story.By(Applicant).When(Pay with { BankReference = "ONE-TOO-MANY" }).IsRefused(FeeProblems.TooMany);
    }

    [Fact]
    public void Each_fee_is_shown_with_its_reference_its_payer_its_law_and_whether_the_worker_may_be_charged()
    {
        var view = Unpaid().State.FeesView(ShortTerm);

        (view.Application, view.Scheme, view.SchemeVersion, view.Settled).Should().Be((TheApplication, SchemeId, "2026-01", false));
        view.Fees.Select(fee => (fee.Number, fee.Reference, fee.Channel, fee.Status, fee.Amount!.Amount)).Should().Equal(
            (1, Reference, "self-service", FeeStatus.Unpaid, 48m), (2, PaymentReference.Of(TheApplication, 2), "counter", FeeStatus.NothingDue, 65m));
        view.Fees.Should().OnlyContain(fee => fee.Payer == Party.Employer && fee.RecoverableFromWorker == false && fee.LegalBasis.Count == 1 && fee.LegalBasis[0].StartsWith("State Fees Act"));
        view.Fees[1].Text.Should().StartWith("For applications at a counter");
        Case.Submitted().State.FeesView(ShortTerm).Should().Match<FeesView>(paid => paid.Settled && paid.Fees[0].Text.StartsWith("Paid, as you say"));
        Unpaid().State.FeesView(ShortTerm).Fees[0].Text.Should().StartWith("To be paid at filing");
    }

    [Fact]
    public void A_fee_without_a_law_of_its_own_has_that_of_its_scheme_and_a_scheme_without_fees_asks_nothing()
    {
        var care = SchemeCatalog.Default.Newest("bla-care-pathway")!;
        Case.Drafted().State.FeesView(care).Fees.Should().ContainSingle().Which.Should().Match<FeeView>(fee => fee.LegalBasis == care.LegalBasis && fee.Status == FeeStatus.NothingDue && fee.Text == "Nothing has to be paid.");
        Case.Drafted().State.FeesView(SchemeCatalog.Default.Newest("ca-seasonal-agricultural-worker")!).Should().Match<FeesView>(view => view.Settled && view.Fees.Count == 0);
    }

    [Fact]
    public void Checks_do_not_see_the_fees_and_who_judges_completeness_or_decides_does()
    {
        var story = Case.ReadyForDecision();

        story.State.Task(TaxCheck)!.View(story.State, ShortTerm, ["*"]).Fees.Should().BeNull();
        story.State.Task(Decision)!.View(story.State, ShortTerm, ["*"]).Fees![0].Should().Be(new FeeStanding(1, FeeStatus.Paid, null, Reimburse: false));
    }

    [Fact]
    public void The_bank_reference_is_gone_after_erasure_and_the_rest_goes_on()
    {
        var story = (Case)Case.Drafted().Given(new ApplicationEvent.OfFee.PaymentReported(1, 1, new(48m, "EUR"), new(2026, 3, 2), Payer.Employer, null, new(2026, 3, 2), DateTimeOffset.UnixEpoch));

        story.And(Applicant, Pay).State.Payments.Should().HaveCount(2);
        story.State.Payments[0].View().BankReference.Should().BeNull();
        story.State.Payments[1].ToString().Should().NotContain(Pay.BankReference);
    }

    private static SchemeCatalog Abroad { get; } = new(SchemeCatalog.Default.All, open: true);

    private static Case Unpaid() => Case.Drafted().And(Applicant, Submit).On("2026-03-03 09:00");

    private static Case Unpaid(SchemeCatalog law) => Case.Drafted(schemes: law).And(Applicant, Submit).On("2026-03-03 09:00");

    private static Case Unpaid(SchemeCatalog law, out SchemeCatalog same) => Unpaid(same = law);

    private static SchemeCatalog With(params Fee[] fees) => new([ShortTerm with { Fees = fees }]);

    private static Case Under(Case story, string scheme) => story.And(Applicant, new ApplicationCommand.Draft(TheApplication, TheEmployer, scheme, new()));

    private static FeeView Fee(Case story) => story.State.FeesView(ShortTerm).Fees[0];

    private static ApplicationCommand.RecordPayment Says(Case story, string bank = "REGISTER-1", FeePaymentStatus status = FeePaymentStatus.Received, int version = 1) => new(Register(story.State, bank, status, version));
}
