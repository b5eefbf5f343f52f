using System.Text.Json;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>What registers and declarations prove, and that a test never guesses.</summary>
public sealed class EvidenceTestsTests
{
    private static readonly Scheme ShortTerm = SchemeCatalog.Default.Newest(SchemeId)!;
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly DateTimeOffset At = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"status":"active"}""", EvidenceResult.Met)]
    [InlineData("""{"status":"in-liquidation"}""", EvidenceResult.NotMet)]
    [InlineData("""{"status":1}""", EvidenceResult.NotMet)]
    [InlineData("{}", EvidenceResult.NotMet)]
    [InlineData(null, EvidenceResult.Missing)]
    public void The_business_register_says_whether_the_employer_is_active(string? content, EvidenceResult result) =>
        Judge("employer-profile", content).Should().Be(result);

    [Theory]
    [InlineData("""{"arrearsEur":0}""", EvidenceResult.Met)]
    [InlineData("""{"arrearsEur":100.00}""", EvidenceResult.Met)]
    [InlineData("""{"arrearsEur":100.01}""", EvidenceResult.NotMet)]
    [InlineData("""{"arrearsEur":"none"}""", EvidenceResult.Missing)]
    [InlineData("""{"arrearsEur":1e400}""", EvidenceResult.Missing)]
    [InlineData("{}", EvidenceResult.Missing)]
    [InlineData(null, EvidenceResult.Missing)]
    public void The_tax_authority_says_whether_the_arrears_are_within_the_limit(string? content, EvidenceResult result) =>
        Judge("tax-standing", content).Should().Be(result);

    [Theory]
    [InlineData(null, EvidenceResult.Met)]
    [InlineData("{}", EvidenceResult.Met)]
    [InlineData("""{"final":false}""", EvidenceResult.Met)]
    [InlineData("""{"final":"yes"}""", EvidenceResult.Met)]
    [InlineData("""{"final":true}""", EvidenceResult.NotMet)]
    [InlineData("""{"final":true,"until":"2026-03-02"}""", EvidenceResult.NotMet)]
    [InlineData("""{"final":true,"until":"2026-03-01"}""", EvidenceResult.Met)]
    [InlineData("""{"final":true,"until":"some day"}""", EvidenceResult.NotMet)]
    public void A_final_sanction_counts_until_its_last_day_and_no_entry_is_good_news(string? content, EvidenceResult result) =>
        Judge("sanction", content).Should().Be(result);

    [Theory]
    [InlineData(DocumentStatus.Clean, "upload", EvidenceResult.Met)]
    [InlineData(DocumentStatus.Quarantined, "upload", EvidenceResult.Missing)]
    [InlineData(DocumentStatus.ScanFailed, "upload", EvidenceResult.Missing)]
    [InlineData(DocumentStatus.Infected, "declaration", EvidenceResult.Met)]
    [InlineData(DocumentStatus.Deleted, "declaration", EvidenceResult.Met)]
    public void A_document_goes_before_a_declaration_and_proves_something_once_it_is_clean(DocumentStatus status, string source, EvidenceResult result)
    {
        const string Type = "employment-contract-or-binding-offer";
        var rule = new EvidenceRule(Type, Party.Worker, ["upload", "declaration"], true);
        var form = Form with { Evidence = [new(Type, "Binding offer.")] };

        EvidenceTests.Judge(rule, form, [], Today, [Sent(Type, status)]).Should().Be(new EvidenceItem(Type, source, result));
        EvidenceTests.Judge(rule, form, [], Today, [Sent("other", status)]).Should().Be(new EvidenceItem(Type, "declaration", EvidenceResult.Met));
        EvidenceTests.Judge(rule, form, [], Today, [Sent(Type, status), Sent(Type, DocumentStatus.Clean)]).Should().Be(new EvidenceItem(Type, "upload", EvidenceResult.Met));
        EvidenceTests.Judge(rule with { Sources = ["declaration"] }, form, [], Today, [Sent(Type, status)]).Should().Be(new EvidenceItem(Type, "declaration", EvidenceResult.Met));
    }

    [Fact]
    public void A_register_goes_before_a_document_and_a_document_fills_its_silence()
    {
        var rule = new EvidenceRule("higher-qualification", Party.Worker, ["record:qualification-assessment", "upload"], true, new(EvidenceTestName.AtLeast, 6, Field: "eqfLevel"));
        Document[] diploma = [Sent("higher-qualification", DocumentStatus.Clean)];

        EvidenceTests.Judge(rule, Form, [Fact("qualification-assessment", """{"eqfLevel":5}""")], Today, diploma).Result.Should().Be(EvidenceResult.NotMet);
        EvidenceTests.Judge(rule, Form, [], Today, diploma).Should().Be(new EvidenceItem("higher-qualification", "upload", EvidenceResult.Met));
        EvidenceTests.Judge(rule with { Sources = ["record:qualification-assessment", "declaration"] }, Form, [], Today, diploma).Result.Should().Be(EvidenceResult.Missing);
    }

    [Fact]
    public void One_final_sanction_among_many_is_enough() =>
        EvidenceTests.Judge(Rule("sanction"), Form, [Fact("sanction", "{}"), Fact("sanction", """{"final":true}""")], Today).Result
            .Should().Be(EvidenceResult.NotMet);

    [Fact]
    public void The_newest_record_of_the_type_is_the_one_that_counts()
    {
        var newest = Fact("tax-standing", """{"arrearsEur":0}""");

        EvidenceTests.Judge(Rule("tax-standing"), Form, [Fact("sanction", "{}"), newest, Fact("tax-standing", """{"arrearsEur":9000}""")], Today).Bare()
            .Should().Be(new EvidenceItem("tax-standing", "record:tax-standing", EvidenceResult.Met, newest.Record, At));
    }

    [Theory]
    [InlineData("2027-03-31", EvidenceResult.Met)]
    [InlineData("2027-03-30", EvidenceResult.NotMet)]
    [InlineData(null, EvidenceResult.Missing)]
    public void A_travel_document_is_valid_for_90_days_after_the_work(string? expires, EvidenceResult result) =>
        EvidenceTests.Judge(Rule("travel-document"), Form with { Worker = Olena with { TravelDocument = new(Expires: Day(expires)) } }, [], Today)
            .Should().Be(new EvidenceItem("travel-document", "form", result));

    [Theory]
    [InlineData("2026-12-31", EvidenceResult.Met)]
    [InlineData("2026-12-30", EvidenceResult.PartlyMet)]
    [InlineData("2026-04-01", EvidenceResult.PartlyMet)]
    [InlineData("2026-03-31", EvidenceResult.NotMet)]
    [InlineData(null, EvidenceResult.Missing)]
    public void The_stay_covers_the_work_from_the_first_day_to_the_last(string? until, EvidenceResult result) =>
        EvidenceTests.Judge(Rule("legal-basis-of-stay"), Form with { LegalStay = new(Until: Day(until)) }, [], Today).Result.Should().Be(result);

    [Fact]
    public void An_empty_form_proves_nothing()
    {
        ShortTerm.Evidence.Where(rule => rule.RecordType is null).Select(rule => EvidenceTests.Judge(rule, new(), [], Today).Result)
            .Should().AllBeEquivalentTo(EvidenceResult.Missing);
        EvidenceTests.Judge(Rule("travel-document"), new(Worker: new(), Employment: new()), [], Today).Result.Should().Be(EvidenceResult.Missing);
        EvidenceTests.Judge(Rule("travel-document"), new(Worker: Olena, Employment: new()), [], Today).Result.Should().Be(EvidenceResult.Missing);
        EvidenceTests.Judge(Rule("travel-document"), new(Worker: Olena), [], Today).Result.Should().Be(EvidenceResult.Missing);
        EvidenceTests.Judge(Rule("legal-basis-of-stay"), Form with { Employment = null }, [], Today).Result.Should().Be(EvidenceResult.Missing);
        EvidenceTests.Judge(Rule("legal-basis-of-stay"), Form with { Employment = new() }, [], Today).Result.Should().Be(EvidenceResult.Missing);
    }

    [Fact]
    public void A_declaration_proves_what_it_declares()
    {
        EvidenceTests.Judge(Rule("qualification-or-experience"), Form, [], Today)
            .Should().Be(new EvidenceItem("qualification-or-experience", "declaration", EvidenceResult.Met));
        EvidenceTests.Judge(Rule("qualification-or-experience"), Form with { Evidence = [Form.Evidence![0]] }, [], Today).Result
            .Should().Be(EvidenceResult.Missing);
    }

    [Fact]
    public void Where_no_test_is_named_it_is_enough_that_the_register_holds_something()
    {
        var rule = new EvidenceRule("visa", Party.Worker, ["record:visa"], true);

        EvidenceTests.Judge(rule, Form, [Fact("visa", "{}")], Today).Result.Should().Be(EvidenceResult.Met);
        EvidenceTests.Judge(rule, Form, [], Today).Result.Should().Be(EvidenceResult.Missing);
    }

    [Fact]
    public void What_the_register_does_not_hold_the_applicant_may_declare_and_the_register_is_believed_first()
    {
        var rule = new EvidenceRule("health-insurance", Party.Worker, ["record:qualification-assessment", "upload", "declaration"], true, new(EvidenceTestName.AtLeast, Limit: 6, Field: "eqfLevel"));
        var declared = Form with { Evidence = [new("health-insurance", "Policy 7.")] };

        EvidenceTests.Judge(rule, Form, [], Today).Should().Be(new EvidenceItem("health-insurance", "declaration", EvidenceResult.Missing));
        EvidenceTests.Judge(rule, declared, [], Today).Should().Be(new EvidenceItem("health-insurance", "declaration", EvidenceResult.Met));
        EvidenceTests.Judge(rule, declared, [Fact("qualification-assessment", """{"eqfLevel":5}""")], Today).Result.Should().Be(EvidenceResult.NotMet);
        EvidenceTests.Judge(rule, declared, [Fact("qualification-assessment", """{"eqfLevel":6}""")], Today).Result.Should().Be(EvidenceResult.Met);
    }

    [Theory]
    [InlineData("A1", EvidenceResult.NotMet)]
    [InlineData("A2", EvidenceResult.Met)]
    [InlineData(null, EvidenceResult.Missing)]
    public void A_level_is_one_of_those_that_are_accepted(string? level, EvidenceResult result) =>
        EvidenceTests.Judge(
            new("language-A2", Party.Worker, ["record:language-result"], true, new(EvidenceTestName.OneOf, Field: "cefr", Values: ["A2", "B1"])), Form,
            [Fact("language-result", level is null ? "{}" : $$"""{"cefr":"{{level}}"}""")], Today).Result.Should().Be(result);

    [Theory]
    [InlineData("2026-04-01", "2026-09-30", EvidenceResult.Met)]
    [InlineData("2026-04-01", "2026-09-29", EvidenceResult.NotMet)]
    [InlineData("2026-08-31", "2027-02-27", EvidenceResult.Met)]
    public void A_contract_of_six_months_ends_on_the_day_before_its_number(string start, string end, EvidenceResult result) =>
        EvidenceTests.Judge(
            new("contract-months", Party.Employer, ["form"], true, new(EvidenceTestName.ContractAtLeast, Months: 6)),
            Form with { Employment = Post with { PlannedStart = Day(start), PlannedEnd = Day(end) } }, [], Today).Result.Should().Be(result);

    [Theory]
    [InlineData("""{"eqfLevel":6}""", EvidenceResult.Met)]
    [InlineData("""{"eqfLevel":5.9}""", EvidenceResult.NotMet)]
    [InlineData("""{"eqfLevel":"six"}""", EvidenceResult.Missing)]
    [InlineData("{}", EvidenceResult.Missing)]
    public void A_number_in_a_register_reaches_the_limit_or_not_and_what_is_no_number_is_missing(string content, EvidenceResult result) =>
        EvidenceTests.Judge(
            new("higher-qualification", Party.Worker, ["record:qualification-assessment"], true, new(EvidenceTestName.AtLeast, 6, Field: "eqfLevel")),
            Form, [Fact("qualification-assessment", content)], Today).Result.Should().Be(result);

    [Theory]
    [InlineData("""{"cefr":"B1"}""", EvidenceResult.Met)]
    [InlineData("""{"cefr":"A1"}""", EvidenceResult.NotMet)]
    [InlineData("""{"cefr":2}""", EvidenceResult.Missing)]
    public void A_word_in_a_register_is_one_of_those_wanted_or_not(string content, EvidenceResult result) =>
        EvidenceTests.Judge(
            new("language-A2", Party.Worker, ["record:language-result"], true, new(EvidenceTestName.OneOf, Field: "cefr", Values: ["A2", "B1"])),
            Form, [Fact("language-result", content)], Today).Result.Should().Be(result);

    [Fact]
    public void How_long_a_contract_runs_is_not_known_before_both_its_days_are()
    {
        var rule = new EvidenceRule("contract-months", Party.Employer, ["form"], true, new(EvidenceTestName.ContractAtLeast, Months: 6));

        foreach (var form in new ApplicationForm[] { new(), Form with { Employment = new() }, Form with { Employment = Post with { PlannedEnd = null } }, Form with { Employment = Post with { PlannedStart = null } } })
            EvidenceTests.Judge(rule, form, [], Today).Result.Should().Be(EvidenceResult.Missing);
    }

    [Theory]
    [InlineData("2025-12-01", null, null)]
    [InlineData("2025-11-30", null, OutdatedEvidence.TooOld)]
    [InlineData("2026-03-01", "2026-03-02", null)]
    [InlineData("2026-03-01", "2026-03-01", OutdatedEvidence.Over)]
    [InlineData("2020-01-01", "2026-03-01", OutdatedEvidence.Over)]
    [InlineData(null, null, null)]
    public void A_record_counts_for_as_many_days_as_the_scheme_says_and_never_after_its_own_end(string? day, string? lastDay, OutdatedEvidence? outdated)
    {
        var rule = new EvidenceRule("tax-standing", Party.Employer, ["record:tax-standing"], true, new(EvidenceTestName.ArrearsAtMost, 100m), MaxAgeDays: 91);
        var fact = Fact("tax-standing", """{"arrearsEur":0}""") with { Day = Day(day), LastDay = Day(lastDay) };

        EvidenceTests.Judge(rule, Form, [fact], Today).Bare()
            .Should().Be(new EvidenceItem("tax-standing", "record:tax-standing", outdated is null ? EvidenceResult.Met : EvidenceResult.Missing, fact.Record, At, outdated));
    }

    [Fact]
    public void What_begins_after_the_work_proves_nothing_yet()
    {
        var rule = new EvidenceRule("health-insurance", Party.Worker, ["record:health-cover"], true);
        var start = Form.Employment!.PlannedStart!.Value;

        EvidenceTests.Judge(rule, Form, [Fact("health-cover", "{}") with { Day = start }], Today).Result.Should().Be(EvidenceResult.Met);
        EvidenceTests.Judge(rule, Form, [Fact("health-cover", "{}") with { Day = start.AddDays(1) }], Today).Result.Should().Be(EvidenceResult.Missing);
        EvidenceTests.Judge(rule, new(), [Fact("health-cover", "{}") with { Day = Today.AddDays(1) }], Today).Result.Should().Be(EvidenceResult.Missing);
    }

    [Theory]
    [InlineData("tax-standing", """{"registryCode":"70000349","asOf":"2026-02-01","arrearsEur":12.50}""", "arrearsEur=12.50 asOf=2026-02-01")]
    [InlineData("employer-profile", """{"registryCode":"70000349","name":"A","status":"active"}""", "status=active")]
    [InlineData("tax-standing", """{"registryCode":"70000349"}""", "")]
    [InlineData("sanction", """{"final":true,"imposedOn":"2026-01-02","until":"2027-01-01"}""", "final=true imposedOn=2026-01-02 until=2027-01-01")]
    public void What_the_test_looked_at_is_copied_and_nothing_else(string type, string content, string said) =>
        string.Join(' ', EvidenceTests.Judge(Rule(type), Form, [Fact(type, content)], Today).Said!.Select(member => $"{member.Name}={member.Value}")).Should().Be(said);

    [Fact]
    public void Of_many_entries_the_one_that_decides_is_copied()
    {
        var judged = EvidenceTests.Judge(Rule("sanction"), Form, [Fact("sanction", """{"final":false,"imposedOn":"2026-02-01"}"""), Fact("sanction", """{"final":true,"imposedOn":"2026-01-02"}""")], Today);

        judged.Said!.Select(member => member.Value).Should().Equal("true", "2026-01-02");
        EvidenceTests.Judge(Rule("sanction"), Form, [], Today).Said.Should().BeNull();
    }

    [Fact]
    public void What_is_outdated_is_asked_of_the_applicant_again_and_it_is_said_why()
    {
        var rule = new EvidenceRule("health-insurance", Party.Worker, ["record:health-cover", "upload", "declaration"], true);
        var declared = Form with { Evidence = [new("health-insurance", "Policy 7.")] };
        var over = Fact("health-cover", "{}") with { LastDay = Today.AddDays(-1) };

        EvidenceTests.Judge(rule, Form, [over], Today).Should().Be(new EvidenceItem("health-insurance", "declaration", EvidenceResult.Missing, Outdated: OutdatedEvidence.Over));
        EvidenceTests.Judge(rule, declared, [over], Today).Should().Be(new EvidenceItem("health-insurance", "declaration", EvidenceResult.Met, Outdated: OutdatedEvidence.Over));
        EvidenceTests.Judge(rule, Form, [], Today).Outdated.Should().BeNull("nothing was held");
    }

    [Fact]
    public void An_entry_that_is_over_hides_no_older_one_that_still_holds()
    {
        var rule = new EvidenceRule("health-insurance", Party.Worker, ["record:health-cover", "declaration"], true);
        var still = Fact("health-cover", "{}") with { Day = Today.AddYears(-1) };

        EvidenceTests.Judge(rule, Form, [Fact("health-cover", "{}") with { LastDay = Today.AddDays(-1) }, still], Today).Bare()
            .Should().Be(new EvidenceItem("health-insurance", "record:health-cover", EvidenceResult.Met, still.Record, At));
    }

    [Fact]
    public void A_final_sanction_is_judged_by_its_own_days_however_old_it_is()
    {
        var old = Fact("sanction", """{"final":true}""") with { Day = Today.AddYears(-9) };

        EvidenceTests.Judge(Rule("sanction"), Form, [old], Today).Bare().Should().Be(new EvidenceItem("sanction", "record:sanction", EvidenceResult.NotMet, old.Record, At));
    }

    [Fact]
    public void The_tax_authority_is_believed_for_three_months_in_this_country() =>
        SchemeCatalog.Default.All.Where(scheme => scheme.Id.StartsWith("ee-", StringComparison.Ordinal)).SelectMany(scheme => scheme.Evidence).Where(rule => rule.RecordType == "tax-standing")
            .Should().NotBeEmpty().And.OnlyContain(rule => rule.MaxAgeDays == 92);

    private static EvidenceResult Judge(string type, string? content) =>
        EvidenceTests.Judge(Rule(type), Form, content is null ? [] : [Fact(type, content)], Today).Result;

    private static EvidenceRule Rule(string type) => ShortTerm.Evidence.Single(rule => rule.Type == type);

    private static RegisterFact Fact(string type, string content) => new(new(Guid.CreateVersion7(At)), type, At, JsonElement.Parse(content));

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd");

    private static Document Sent(string type, DocumentStatus status) => new(default, type, "application/pdf", 1, new string('a', 64), null, At, status, ApplicantSide.Employer);
}
