using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

public sealed class TimelineTests
{
    private static readonly Scheme ShortTerm = SchemeCatalog.Default.Newest(SchemeId)!;

    [Fact]
    public void A_grant_is_told_from_filing_to_decision() =>
        Told(Case.Granted()).Should().Equal(
            "A payment of a fee was reported. It counts unless the register contradicts it.",
            "The application was filed.",
            "The migration and border authority has been asked to check: Is everything there? An answer is expected by 4 March 2026.",
            "The migration and border authority has finished: Is everything there? Everything is there.",
            "The application has been found complete. The statutory clock runs from 2 March 2026.",
            "A decision is due by 16 March 2026.",
            "The tax and customs authority has been asked to check: Tax and wage check. An answer is expected by 5 March 2026.",
            "The labour inspectorate has been asked to check: Labour-conditions check. An answer is expected by 5 March 2026.",
            "The tax and customs authority has finished: Tax and wage check. No objection.",
            "The labour inspectorate has finished: Labour-conditions check. No objection.",
            "The migration and border authority can now decide.",
            "The migration and border authority has decided.",
            "Decision: granted. The time to challenge it runs from service, and ends on 9 April 2026 at the latest.");

    [Fact]
    public void A_refusal_tells_of_the_hearing() =>
        Told(Case.Refused()).Should().ContainInOrder(
            "The migration and border authority intends to refuse. Before that the employer is heard: reply by 12 March 2026.",
            "The applicant has replied to the intended refusal.",
            "Decision: refused. The time to challenge it runs from service, and ends on 13 April 2026 at the latest.");

    [Fact]
    public void Silence_of_the_employer_is_told_and_what_it_opened()
    {
        Told(Case.NotReviewed()).Should().ContainInOrder(
            "The migration and border authority needs more information from the employer by 13 March 2026. The clock stands still until it is there. Without an answer the application may be left unreviewed.",
            "No answer came by 13 March 2026.",
            "The migration and border authority can now decide.",
            "Decision: not-reviewed. The time to challenge it runs from service, and ends on 20 April 2026 at the latest.");
        Told(Case.NotReviewed()).Should().NotContain(text => text.Contains("All checks are in", StringComparison.Ordinal), "they are not");
    }

    [Fact]
    public void Delays_objections_answers_and_the_end_are_told()
    {
        Told(Case.Submitted().On("2026-03-05").And(Actor.Hub, new ApplicationCommand.TimeOut(Completeness)))[^1]
            .Should().Be("The migration and border authority is late with: Is everything there?");
        Told(Case.ChecksRunning().On("2026-03-06").And(Actor.Hub, new ApplicationCommand.TimeOut(TaxCheck)))[^1]
            .Should().Be("The tax and customs authority did not answer in time. By law this counts as no objection.");
        Told(Case.ChecksRunning().And(Tax, Done(TaxCheck, "objection", null, "Arrears.")))[^1].Should().EndWith("There is an objection; the deciding authority will weigh it.");
        Told(Case.ReadyForDecision().On("2026-03-17").And(Actor.Hub, new ApplicationCommand.PassPeriod()))[^1]
            .Should().Be("The decision was due by 16 March 2026 and has not been made.");
        Told(Case.Incomplete().And(Applicant, Reply(1))).Should().Contain("The applicant has answered.");
        Told(Case.Withdrawn())[^1].Should().Be("The application has been withdrawn.");
    }

    [Fact]
    public void A_step_that_a_later_law_dropped_is_told_without_its_name() =>
        Timeline.Tell(new(DateTimeOffset.UnixEpoch, "no-objection", "gone"), ShortTerm, ApplicantSide.Employer).Should().StartWith("An authority did not answer");

    [Fact]
    public void A_code_that_this_binary_cannot_tell_stands_for_itself() =>
        Timeline.Tell(new(DateTimeOffset.UnixEpoch, "dreamt", "tax-check"), ShortTerm, ApplicantSide.Employer).Should().Be("dreamt");

    [Fact]
    public void Nobody_is_named()
    {
        foreach (var story in new[] { Case.Granted(), Case.Refused(), Case.NotReviewed(), Case.Withdrawn() })
            foreach (var text in Told(story))
                foreach (var name in new[] { "Olena", "Koval", "Mari", "Maasikas", "REF-", "FA123456" })
                    text.Should().NotContain(name);
    }

    private static string[] Told(Case story) => [.. story.State.View(ShortTerm).Timeline.Select(entry => entry.Text)];
}
