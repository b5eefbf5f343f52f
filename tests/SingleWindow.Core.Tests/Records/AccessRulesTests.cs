using System.Text.Json;
using System.Text.Json.Nodes;
using SingleWindow.Core.Records;

namespace SingleWindow.Core.Tests.Records;

/// <summary>Which row an access rests on, and what of a record it shows.</summary>
public sealed class AccessRulesTests
{
    private static readonly AccessFacts Nothing = new();

    [Fact]
    public void Without_a_row_nobody_asks_and_with_a_consent_only_consent_opens()
    {
        AccessRules.MayAsk(Ways("payroll-declaration", "PARTNER", "P13")).Should().Be(RecordProblems.NotGranted);
        AccessRules.MayAsk(Ways("complaint", "MIG", "P11")).Should().Be(RecordProblems.NotGranted);
        AccessRules.MayAsk(Ways("jobseeker-profile", "EMP", "P09")).Should().Be(RecordProblems.NeedsConsent);
        AccessRules.MayAsk(Ways("health-cover", "LAB", "P04")).Should().BeNull();
        Choose("jobseeker-profile", "EMP", "P09", "{}", new(true, true, true, true, true, 1, 1)).Should().BeNull("no consent has been given");
    }

    [Fact]
    public void A_register_of_work_is_open_to_migration_for_permit_holders()
    {
        Choose("employment-registration", "MIG", "P03", "{}", Nothing).Should().BeNull();
        Choose("employment-registration", "MIG", "P03", "{}", new(HoldsPermit: true))!.Id.Should().Be("AM-039");
    }

    [Fact]
    public void Evidence_is_open_while_an_application_asks_for_it()
    {
        Choose("qualification-assessment", "MIG", "P01", "{}", Nothing).Should().BeNull();
        Choose("qualification-assessment", "MIG", "P01", "{}", new(PendingApplication: true)).Should().BeNull("its scheme does not ask for it");
        Choose("qualification-assessment", "MIG", "P01", "{}", new(PendingApplication: true, EvidenceAsked: true))!.Id.Should().Be("AM-074");
        Choose("trafficking-referral", "MIG", "P01", "{}", new(PendingApplication: true, EvidenceAsked: true)).Should().BeNull("the victim asks, and no application does");
        Choose("accommodation", "MIG", "P01", "{}", Nothing).Should().BeNull();
    }

    [Fact]
    public void The_police_see_what_a_referral_brings_before_them()
    {
        Choose("recruitment-cost", "POL", "P12", "{}", Nothing).Should().BeNull();
        Choose("recruitment-cost", "POL", "P12", "{}", new(Referred: true))!.Id.Should().Be("AM-067");
        Choose("labour-rights-alert", "POL", "P12", """{"severity":"high"}""", new(Referred: true)).Should().BeNull();
        Choose("labour-rights-alert", "POL", "P12", """{"severity":"critical"}""", new(Referred: true))!.Id.Should().Be("AM-103");
    }

    [Fact]
    public void Of_two_rows_for_one_purpose_the_first_counts_whose_conditions_hold()
    {
        Choose("labour-rights-alert", "MIG", "P01", """{"rule":"LRA-22"}""", Nothing)!.Id.Should().Be("AM-104");
        Choose("labour-rights-alert", "MIG", "P01", """{"rule":"LRA-10"}""", Nothing).Should().BeNull();
        Choose("labour-rights-alert", "MIG", "P01", """{"rule":"LRA-10"}""", new(PendingApplication: true))!.Id.Should().Be("AM-104P");
        Choose("labour-rights-alert", "MIG", "P01", """{"rule":"LRA-13"}""", new(PendingApplication: true)).Should().BeNull();
    }

    [Fact]
    public void Every_row_opens_when_all_of_its_conditions_hold_and_for_want_of_any_one_of_them_does_not()
    {
        AccessFacts all = new(true, true, true, true, true, RequiredPay: 1000, ArrearsLimit: 1000);
        var checkedRows = 0;
        foreach (var row in AccessMatrix.Shipped.Where(row => row.IsStatutory))
        {
            var type = RecordTypes.Find(row.RecordType)!;
            var content = new JsonObject { ["gross"] = 900, ["arrearsEur"] = 2000 };
            if (row.Where is { } where) content[where.Member] = JsonNode.Parse(where.In[0].GetRawText());
            bool Opens(AccessFacts facts, JsonObject record) => AccessRules.Choose([row], type, JsonSerializer.SerializeToElement(record), facts) is not null;
            // What only the person's own act opens stays shut: there is no way to make it yet. And a mandate opens no register.
            var shut = (row.UserRequest && !row.Preview) || row.Precondition is AccessPrecondition.Mandate;
            Opens(all, content).Should().Be(!shut, row.Id);
            if (shut) continue;
            if (row.Agreement) Opens(all with { AgreementInForce = false }, content).Should().BeFalse(row.Id);
            if (row.SubjectFilter is not null) Opens(all with { HoldsPermit = false }, content).Should().BeFalse(row.Id);
            if (row.Precondition is AccessPrecondition.PendingApplication) Opens(all with { PendingApplication = false }, content).Should().BeFalse(row.Id);
            if (row.Precondition is AccessPrecondition.Referral) Opens(all with { Referred = false }, content).Should().BeFalse(row.Id);
            if (row.UserRequest) Opens(all with { EvidenceAsked = false }, content).Should().BeFalse(row.Id);
            if (row.AnswerAs is not null) Opens(all with { RequiredPay = null, ArrearsLimit = null }, content).Should().BeFalse(row.Id);
            if (row.Where is not null) Opens(all, new() { [row.Where.Member] = "something else" }).Should().BeFalse(row.Id);
            checkedRows++;
        }
        checkedRows.Should().BeGreaterThan(80);
    }

    [Fact]
    public void A_transfer_to_a_partner_waits_for_an_agreement_in_force()
    {
        Choose("sanction", "PARTNER", "P13", """{"final":true}""", Nothing).Should().BeNull();
        Choose("sanction", "PARTNER", "P13", """{"final":true}""", new(AgreementInForce: true))!.Id.Should().Be("AM-101");
        Choose("sanction", "PARTNER", "P13", """{"final":false}""", new(AgreementInForce: true)).Should().BeNull();
    }

    [Theory]
    [InlineData(2092.00, 2092.00, """{"test":"met","registryCode":"70000349","period":"2026-03"}""")]
    [InlineData(2091.99, 2092.00, """{"test":"not-met","registryCode":"70000349","period":"2026-03","gross":2091.99}""")]
    public void Pay_is_answered_as_a_test_and_told_only_when_it_fails(double gross, double required, string shown)
    {
        var content = $$"""{"registryCode":"70000349","personalCode":"49001010001","period":"2026-03","gross":{{gross.ToString(System.Globalization.CultureInfo.InvariantCulture)}},"net":1700.00}""";

        Show("payroll-declaration", "MIG", "P03", content, new(HoldsPermit: true, RequiredPay: (decimal)required)).Should().Be(shown);
    }

    [Fact]
    public void A_test_without_a_limit_or_a_number_is_no_answer()
    {
        Choose("payroll-declaration", "MIG", "P03", """{"gross":1.00}""", new(HoldsPermit: true)).Should().BeNull();
        Choose("payroll-declaration", "MIG", "P03", """{"gross":"much"}""", new(HoldsPermit: true, RequiredPay: 1)).Should().BeNull();
        Show("tax-standing", "MIG", "P01", """{"arrearsEur":100.00}""", new(PendingApplication: true, EvidenceAsked: true, ArrearsLimit: 100)).Should().Be("""{"test":"met"}""");
    }

    [Fact]
    public void Statistics_get_no_identity_also_not_inside_of_something()
    {
        var content = """
            {"entryId":"E1","personalCode":"49001010001","birthDate":"1990-01-01","givenNames":"Olena","familyName":"Koval","registryCode":"70000349","start":"2026-04-01","suspensions":[{"from":"2026-05-01"}]}
            """;

        Show("employment-registration", "STA", "P10", content, Nothing).Should().Be("""{"registryCode":"70000349","start":"2026-04-01","suspensions":[{"from":"2026-05-01"}]}""");
        Show("person-identity", "STA", "P10", """{"personalCode":"49001010001","familyName":"Koval","sex":"F","birthDate":"1990-01-01","citizenships":["UKR"]}""", Nothing)
            .Should().Be("""{"sex":"F","birthDate":"1990-01-01","citizenships":["UKR"]}""");
    }

    [Fact]
    public void A_finding_names_no_worker_where_identities_are_dropped()
    {
        var row = new AccessRow("X", "inspection", "TAX", "P05", AccessBasis.PublicTask, ["*"], AccessTransform.DropIdentity);
        var content = JsonElement.Parse("""{"inspectionId":"I1","findings":[{"code":"working","worker":"EE49001010001"}]}""");

        Disclosure.Of(RecordTypes.Find("inspection")!, row, content, Nothing).GetRawText().Should().Be("""{"inspectionId":"I1","findings":[{"code":"working"}]}""");
    }

    [Fact]
    public void Whatever_a_row_does_not_grant_is_not_shown() =>
        Show("permit", "TAX", "P05", """{"permitId":"P1","holder":"EE49001010001","employer":"70000349","isco":"7212","validFrom":"2026-04-01","validTo":"2026-12-31","conditions":["x"]}""", Nothing)
            .Should().Be("""{"permitId":"P1","holder":"EE49001010001","employer":"70000349","validFrom":"2026-04-01","validTo":"2026-12-31"}""");

    [Fact]
    public void By_what_its_register_names_it_a_record_always_travels_unless_that_is_the_person_or_stands_behind_the_wall()
    {
        Show("residence-address", "MUN", "P06", """{"personalCode":"49001010001","addressCode":"ADS-1","from":"2026-01-01","provider":"self"}""", Nothing).Should().Be("""{"addressCode":"ADS-1","from":"2026-01-01"}""");
        Show("application", "EMP", "P02", """{"applicationId":"A1","worker":"EE49001010001","employer":"70000349","isco":"7212"}""", Nothing).Should().Be("""{"applicationId":"A1","isco":"7212"}""");
        Show("labour-rights-alert", "MIG", "P01", """{"alertId":"L1","rule":"LRA-10","severity":"low","worker":"EE49001010001","employer":"70000349"}""", new(PendingApplication: true))
            .Should().Be("""{"rule":"LRA-10","severity":"low","employer":"70000349"}""", "migration sees no more behind the wall than a row names");
        foreach (var row in AccessMatrix.Shipped.Where(row => row.Transform is AccessTransform.Pseudonymise))
        {
            var content = JsonSerializer.SerializeToElement(new JsonObject { ["applicationId"] = "A1", ["entryId"] = "E1", ["enrolmentId"] = "N1" });
            Disclosure.Of(RecordTypes.Find(row.RecordType)!, row, content, Nothing).GetRawText().Should().Be("{}", "{0}: a number would undo the pseudonym", row.Id);
        }
    }

    [Theory]
    [InlineData("residence-address", "LAB", "P04", true)]
    [InlineData("health-cover", "LAB", "P04", true)]
    [InlineData("payroll-declaration", "MIG", "P03", true)]
    [InlineData("payroll-declaration", "STA", "P10", true)]
    [InlineData("permit", "TAX", "P05", false)]
    [InlineData("employment-registration", "LAB", "P04", false)]
    [InlineData("employer-profile", "TAX", "P05", false)]
    [InlineData("application", "EMP", "P02", false)]
    [InlineData("labour-rights-alert", "TAX", "P05", true)]
    [InlineData("trafficking-referral", "MIG", "P01", false)]
    public void A_pseudonym_stands_for_the_person_where_the_reader_is_not_told_who_he_is(string type, string requester, string purpose, bool stands) =>
        Disclosure.HidesPerson(RecordTypes.Find(type)!, Ways(type, requester, purpose)[0]).Should().Be(stands);

    [Fact]
    public void Who_names_a_person_gets_nothing_under_a_row_that_takes_identities_out()
    {
        var statistics = Ways("payroll-declaration", "STA", "P10");

        AccessRules.MayAsk(AccessRules.ForSubject(statistics, person: true)).Should().Be(RecordProblems.NotGranted);
        AccessRules.MayAsk(AccessRules.ForSubject(statistics, person: false)).Should().BeNull();
        AccessRules.ForSubject(Ways("payroll-declaration", "LAB", "P03"), person: true).Should().NotBeEmpty();
        RecordTypes.All.Where(type => type.IsNamedByPerson).Select(type => type.Id).Should().BeEquivalentTo(
            "person-identity", "residence-address", "payroll-declaration", "insurance-period", "health-cover", "social-benefit", "working-time", "accommodation");
    }

    private static IReadOnlyList<AccessRow> Ways(string type, string requester, string purpose) => AccessMatrix.Default.Ways(type, requester, purpose);

    private static AccessRow? Choose(string type, string requester, string purpose, string content, AccessFacts facts) =>
        AccessRules.Choose(Ways(type, requester, purpose), RecordTypes.Find(type)!, JsonElement.Parse(content), facts);

    private static string Show(string type, string requester, string purpose, string content, AccessFacts facts)
    {
        var json = JsonElement.Parse(content);
        return Disclosure.Of(RecordTypes.Find(type)!, AccessRules.Choose(Ways(type, requester, purpose), RecordTypes.Find(type)!, json, facts)!, json, facts).GetRawText();
    }
}
