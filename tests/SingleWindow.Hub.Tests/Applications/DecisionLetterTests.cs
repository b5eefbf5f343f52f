using SingleWindow.Core.Applications;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Applications;
using ApplicationId = SingleWindow.Core.Applications.ApplicationId;

namespace SingleWindow.Hub.Tests.Applications;

public sealed class DecisionLetterTests
{
    private static readonly DecisionView Refused = new(
        EntityId.New<ApplicationId>(DateTimeOffset.UnixEpoch), ApplicationStatus.Refused, new(2026, 3, 2), "MIG", "A. Tamm, adviser", [new("REF-PAY", "The pay is too low")],
        "First line.\nSecond <script>alert('x')</script> & more.", ["VMS § 107"], "the administrative court", new(2026, 4, 1), null, [], new(2026, 3, 2), "Short-term employment");

    private static readonly ApplicationForm Form = new(Worker: new("Olena", "Zrazok", new(1990, 5, 17)), Employment: new() { JobTitle = "Welder", PlannedStart = new(2026, 4, 1), PlannedEnd = new(2026, 9, 30) });

    [Fact]
    public void A_letter_names_who_decided_what_on_which_grounds_and_where_to_challenge_it() =>
        DecisionLetter.Html(Refused, Form, "Teras <AS>").Should().ContainAll(
            "The migration and border authority", "<h1>Decision: refused</h1>", "The pay is too low (REF-PAY)", "VMS &#xA7; 107", "the administrative court", "2026-04-01", "A. Tamm, adviser", "Olena Zrazok, born 1990-05-17", "Teras &lt;AS&gt;", "Welder, from 2026-04-01 to 2026-09-30", "First line.<br>Second");

    [Fact]
    public void What_an_official_wrote_is_text_and_never_markup() =>
        DecisionLetter.Html(Refused, Form, "Teras <AS>").Should().Contain("&lt;script&gt;").And.NotContain("<script").And.NotContain("Conditions");

    [Fact]
    public void Every_decision_there_is_can_be_written()
    {
        foreach (var outcome in (ApplicationStatus[])[ApplicationStatus.Granted, ApplicationStatus.GrantedWithConditions, ApplicationStatus.NotReviewed, ApplicationStatus.InadmissibleQuota]) DecisionLetter.Html(Refused with { Outcome = outcome }, null, null).Should().Contain("<h1>Decision: ");
    }
}
