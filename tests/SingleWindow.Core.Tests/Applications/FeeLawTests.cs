using SingleWindow.Core.Fees;
using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>When the law changes on 4 March: the day of completeness and the fees that had to be paid by then are found together. Filed on the 2nd.</summary>
public sealed class FeeLawTests
{
    private const string Old = "2026-01";
    private const string New = "2026-02";
    private static readonly Scheme ShortTerm = SchemeCatalog.Default.Newest(SchemeId)!;

    [Fact]
    public void What_was_complete_under_the_old_law_owes_nothing_when_the_fee_rises()
    {
        var law = Costs(48, 60);
        var story = Paid(law).On("2026-03-05 09:00");

        Seen(story, law).Should().Be((Old, true, null));
        OfTask(story, law).Should().Be(new FeeStanding(1, FeeStatus.Paid, null, Reimburse: false));
        story.By(Mig).When(Ask(Completeness) with { Items = ["fee:1"] }).IsRefused(ApplicationProblems.EmptyRequest, "/items/0");
        story.On("2026-03-06 09:00").And(Applicant, Pay with { Amount = new(12m, "EUR"), BankReference = "BY-MISTAKE" });
        IsComplete(story, "2026-03-02", Old);
    }

    [Fact]
    public void What_is_paid_under_the_new_law_is_measured_by_it_and_nothing_was_complete_before()
    {
        var law = Costs(48, 60);
        var story = Unpaid(law).On("2026-03-05 09:00").And(Applicant, Pay);

        Seen(story, law).Should().Be((New, false, 12m));
        OfTask(story, law).Should().Be(new FeeStanding(1, FeeStatus.PartlyPaid, new(12m, "EUR"), Reimburse: false));
        story.By(Mig).When(Done(Completeness, "complete", Mari)).IsRefused(FeeProblems.Unpaid, "/outcome");
        story.Last.Problem!.Errors[0].Detail.Should().Be("fee:1: 12.00 EUR are missing.");
        story.And(Mig, Ask(Completeness) with { Items = ["fee:1"] }).On("2026-03-06 09:00").And(Applicant, Pay with { Amount = new(12m, "EUR"), BankReference = "THE-REST" });
        IsComplete(story, "2026-03-06", New);
    }

    [Fact]
    public void Who_owes_a_fee_that_is_abolished_is_complete_since_then_and_owes_nothing()
    {
        var law = Changes(ShortTerm.Fees, []);
        var story = Unpaid(law);
        Seen(story, law).Should().Be((Old, false, 48m));
        story.On("2026-03-05 09:00");

        Seen(story, law).Should().Be((New, true, null));
        story.By(Applicant).When(Pay).IsRefused(FeeProblems.NothingDue, "/reference");
        IsComplete(story, "2026-03-04", New);
    }

    [Fact]
    public void What_was_paid_before_a_fee_is_abolished_stays_paid_under_the_old_law()
    {
        var law = Changes(ShortTerm.Fees, []);
        var story = Paid(law).On("2026-03-05 09:00").And(Actor.Hub, new ApplicationCommand.RecordPayment(Register(Paid(law).State, Pay.BankReference)));

        Seen(story, law).Should().Be((Old, true, null));
        story.State.Payments.Should().ContainSingle().Which.Status.Should().Be(PaymentStatus.Confirmed);
        IsComplete(story, "2026-03-02", Old);
    }

    [Fact]
    public void Who_paid_too_little_is_complete_on_the_day_on_which_it_is_enough() =>
        IsComplete(Paid(Costs(60, 48)).On("2026-03-05 09:00"), "2026-03-04", New);

    [Fact]
    public void A_new_fee_is_not_asked_of_what_was_complete_before() =>
        IsComplete(Unpaid(Changes([], ShortTerm.Fees)).On("2026-03-05 09:00"), "2026-03-02", Old);

    [Theory]
    [InlineData("2026-03-03 23:59", Old)]
    [InlineData("2026-03-04 00:00", New)]
    public void The_law_changes_at_midnight(string paid, string version) =>
        IsComplete(Unpaid(Costs(48, 48)).On(paid).And(Applicant, Pay).On("2026-03-05 09:00"), paid[..10], version);

    [Fact]
    public void The_rest_that_nobody_owed_makes_nothing_later()
    {
        var story = Paid(Costs(48, 60)).On("2026-03-05 09:00").And(Applicant, Pay with { Amount = new(12m, "EUR"), BankReference = "THE-REST" });
        IsComplete(story, "2026-03-02", Old);
    }

    [Fact]
    public void While_an_answer_is_awaited_the_law_of_today_sets_the_fee_and_then_that_of_the_answer()
    {
        var law = Costs(48, 60);
        var story = Paid(law).On("2026-03-03 09:00").And(Mig, Ask(Completeness));
        Seen(story, law).Should().Be((Old, true, null));
        Seen(story.On("2026-03-05 09:00"), law).Should().Be((New, false, 12m));

        story.On("2026-03-06 09:00").And(Applicant, Reply(1)).By(Mig).When(Done(Completeness, "complete", Mari)).IsRefused(FeeProblems.Unpaid, "/outcome");
        IsComplete(story.And(Applicant, Pay with { Amount = new(12m, "EUR"), BankReference = "THE-REST" }), "2026-03-06", New);
    }

    [Fact]
    public void A_draft_owes_what_the_law_of_today_asks()
    {
        var law = Costs(48, 60);
        var story = Case.Drafted(schemes: law).And(Applicant, Pay);
        Seen(story, law).Should().Be((Old, true, null));

        Seen(story.On("2026-03-05 09:00"), law).Should().Be((New, false, 12m));
    }

    [Fact]
    public void The_law_that_is_pinned_asks_no_more_later()
    {
        var law = Costs(48, 60);

        Seen(Paid(law).And(Mig, Done(Completeness, "complete", Mari)).On("2026-03-05 09:00"), law).Should().Be((Old, true, null));
    }

    [Fact]
    public void Without_a_law_there_is_no_fee_to_see() => Paid(Costs(48, 60)).State.FeeLaw(DateTimeOffset.UnixEpoch, new SchemeCatalog([])).Should().BeNull();

    private static SchemeCatalog Costs(decimal before, decimal after) =>
        Changes([ShortTerm.Fees[0] with { Amount = new(before, "EUR") }], [ShortTerm.Fees[0] with { Amount = new(after, "EUR") }]);

    private static SchemeCatalog Changes(IReadOnlyList<Fee> before, IReadOnlyList<Fee> after) => new([
        ShortTerm with { Version = Old, Fees = before, ValidTo = new(2026, 3, 3) },
        ShortTerm with { Version = New, Fees = after, ValidFrom = new(2026, 3, 4) },
        ShortTerm with { Version = "2027-01", Fees = [], ValidFrom = new(2027, 1, 1), Status = SchemeStatus.Draft }]);

    private static Case Unpaid(SchemeCatalog law) => Case.Drafted(schemes: law).And(Applicant, Submit);

    private static Case Paid(SchemeCatalog law) => Case.Submitted(schemes: law);

    private static (string Version, bool Settled, decimal? Missing) Seen(Case story, SchemeCatalog law)
    {
        var view = story.State.FeesView(story.State.FeeLaw(story.Context.At, law)!);
        return (view.SchemeVersion, view.Settled, view.Fees.Count == 0 ? null : view.Fees[0].Missing?.Amount);
    }

    private static FeeStanding OfTask(Case story, SchemeCatalog law) =>
        story.State.Task(Completeness)!.View(story.State, law.Find(SchemeId, Old)!, ["*"], story.State.FeeLaw(story.Context.At, law)).Fees![0];

    private static void IsComplete(Case story, string day, string version)
    {
        var app = story.And(Mig, Done(Completeness, "complete", Mari)).State;
        (app.CompleteOn, app.SchemeVersion).Should().Be((DateOnly.ParseExact(day, "yyyy-MM-dd"), version));
    }
}
