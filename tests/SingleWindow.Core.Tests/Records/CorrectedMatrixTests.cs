using SingleWindow.Core.Authorities;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Records;

/// <summary>Each correction to the research data (corrections.md, 1, 2 and 5) is in the product's own copy.</summary>
public sealed class CorrectedMatrixTests
{
    private static readonly IReadOnlyList<AccessRow> All = AccessMatrix.Default.All;

    [Fact]
    public void Where_a_public_authority_exercises_its_powers_consent_is_no_basis()
    {
        All.Where(row => row is { Basis: AccessBasis.WorkerConsent, Requester: "MIG" or "TAX" or "LAB" or "NAR" or "SOC" }).Should().BeEmpty();
        foreach (var id in new[] { "AM-005", "AM-091", "AM-108", "AM-109" }) Row(id).Should().Match<AccessRow>(row => row.Basis == AccessBasis.PublicTask && row.UserRequest, id);
        All.Should().NotContain(row => row.Id == "AM-094");
    }

    [Fact]
    public void A_row_has_one_basis_so_two_of_them_are_two_rows_each()
    {
        (Row("AM-093").Basis, Row("AM-093V").Basis).Should().Be((AccessBasis.WorkerConsent, AccessBasis.VitalInterests));
        (Row("AM-057").Basis, Row("AM-057L").Basis).Should().Be((AccessBasis.WorkerConsent, AccessBasis.LegalObligation));
    }

    [Fact]
    public void Nothing_goes_to_a_partner_without_an_agreement() => All.Where(row => row.Requester == "PARTNER" && row.Basis != AccessBasis.Never).Should().OnlyContain(row => row.Agreement);

    [Fact]
    public void Evidence_of_an_application_is_asked_for_and_seen_first() =>
        All.Where(row => row is { Requester: "MIG", Purpose: "P01", RecordType: "qualification-assessment" or "professional-registration" or "language-result" or "health-cover" or "labour-market-test" or "tax-standing" })
            .Should().HaveCount(6).And.OnlyContain(row => row.UserRequest && row.Preview);

    [Fact]
    public void What_no_scheme_takes_as_evidence_waits_for_no_request_and_is_open_while_an_application_is_pending()
    {
        foreach (var id in new[] { "AM-046", "AM-072" })
            Row(id).Should().Match<AccessRow>(row => !row.UserRequest && !row.Preview && row.Precondition == AccessPrecondition.PendingApplication, id);
        AccessMatrix.Shipped.Where(row => row.Preview).Select(row => row.RecordType).Should().BeSubsetOf(
            [.. SchemeCatalog.Default.All.SelectMany(scheme => scheme.Evidence).Select(rule => rule.RecordType).OfType<string>(), "labour-market-test", "social-benefit"],
            "of these two the one is the outcome of a step, the other where a scheme of some installation tests means of subsistence");
    }

    [Theory]
    [InlineData("AM-007"), InlineData("AM-026"), InlineData("AM-045"), InlineData("AM-054"), InlineData("AM-114"), InlineData("AM-115"), InlineData("AM-117")]
    public void Statistics_know_nobody_by_name(string id) => Row(id).Transform.Should().Be(AccessTransform.Pseudonymise);

    [Fact]
    public void Conditions_are_closed_members()
    {
        Row("AM-018").AnswerAs.Should().Be(AnswerForm.Test);
        Row("AM-050").Should().Match<AccessRow>(row => row.AnswerAs == AnswerForm.Test && row.SubjectFilter == SubjectFilter.PermitHolder);
        Row("AM-022").Transform.Should().Be(AccessTransform.DropIdentity);
        Row("AM-039").SubjectFilter.Should().Be(SubjectFilter.PermitHolder);
        Row("AM-067").Precondition.Should().Be(AccessPrecondition.Referral);
        Row("AM-064").Should().Match<AccessRow>(row => row.Precondition == AccessPrecondition.PendingApplication && row.Subscribe == false, "while a seasonal application is pending, and by query only");
        Row("AM-106").Where!.In.Select(value => value.GetString()).Should().Equal("LRA-03", "LRA-05", "LRA-07", "LRA-22");
        Row("AM-104").Where!.In.Select(value => value.GetString()).Should().Equal("LRA-22", "LRA-23", "LRA-24");
    }

    [Fact]
    public void Migration_follows_neither_inspections_nor_housing() =>
        RecordTypes.All.Where(type => type.Id is "inspection" or "accommodation").SelectMany(type => type.DefaultSubscribers ?? []).Should().NotContain("MIG");

    [Fact]
    public void Every_default_subscriber_has_a_row_that_may_be_followed()
    {
        foreach (var type in RecordTypes.All)
            foreach (var subscriber in type.DefaultSubscribers ?? [])
                All.Should().Contain(row => row.RecordType == type.Id && row.Requester == subscriber && row.Basis != AccessBasis.Never && row.Subscribe != false, $"{subscriber} follows {type.Id}");
    }

    [Fact]
    public void The_types_that_were_missing_are_there_and_those_that_were_cut_are_whole()
    {
        foreach (var id in new[] { "wage-dispute", "payment-proof", "agency-deposit", "agency-assignment", "exploitation-finding", "employer-notice", "fee-payment", "recruiter-licence" })
            RecordTypes.Find(id).Should().NotBeNull(id);
        Fields("accommodation").Should().Contain(["worker", "employer", "persons"]);
        Fields("recruitment-cost").Should().Contain(["employer", "reimbursed", "reimbursedOn"]);
        Fields("border-crossing").Should().Contain("crossingId");
        Fields("health-cover").Should().Contain("employer");
        Fields("permit").Should().Contain(["rentDeductionForbidden", "openLabourMarket"]);
        Fields("visa").Should().Contain(["holder", "post", "nationality"]);
        Fields("jobseeker-profile").Should().Contain("holder");
        RecordTypes.All.Should().HaveCount(47);
    }

    [Fact]
    public void Personal_codes_of_the_board_are_for_migration_and_labour() =>
        All.Where(row => row.RecordType == "employer-profile" && row.Grants("board")).Select(row => row.Requester).Should().BeEquivalentTo("MIG", "LAB");

    [Fact]
    public void Each_event_of_the_alert_rules_about_records_comes_from_a_record()
    {
        string[] ofTheHub = ["permit.renewal_submitted", "permit.renewal_decided", "change_of_employer.notified", "change_of_employer.accepted", "change_of_employer.opposed"];
        string[] vocabulary =
        [
            "application.submitted", "permit.granted", "permit.renewal_submitted", "permit.renewal_decided", "permit.revoked", "border.entry", "border.exit", "employment.registered",
            "employment.suspended", "employment.ended", "employer.notified_not_started", "change_of_employer.notified", "change_of_employer.accepted", "change_of_employer.opposed", "contract.filed",
            "wage.declared", "wage.dispute", "wage.payment_proof", "contribution.assessed", "contribution.received", "tax.payment_plan", "worktime.reported", "worktime.shift",
            "accommodation.registered", "accommodation.occupancy", "recruitment.cost_reported", "recruitment.cost_reimbursed", "complaint.lodged", "complaint.withdrawn", "complaint.unfounded",
            "inspection.finding", "sanction.imposed", "company.registered", "turnover.reported", "agency.deposit", "agency.assignment", "insurance.activated", "exploitation.established", "alert.raised",
        ];

        RecordTypes.All.SelectMany(type => type.Events ?? []).Select(fact => fact.Name).Should().OnlyHaveUniqueItems().And.BeEquivalentTo(vocabulary.Except(ofTheHub));
        foreach (var type in RecordTypes.All)
            foreach (var fact in type.Events ?? [])
                if ((fact.Member ?? fact.Each) is { } member) type.Fields.Should().Contain(member, fact.Name);
    }

    [Fact]
    public void Only_who_knows_a_fact_may_declare_it() =>
        RecordTypes.All.Where(type => type.DeclarableBy is not null).Select(type => type.Id).Should().BeEquivalentTo(
            "employment-contract", "working-time", "accommodation", "recruitment-cost", "wage-dispute", "payment-proof", "agency-assignment", "employer-notice");

    [Fact]
    public void Every_authority_that_a_row_names_is_one_and_every_purpose_has_words()
    {
        All.Where(row => row.Requester != "*").Should().OnlyContain(row => AuthorityNames.Exists(row.Requester));
        Purposes.Codes.Should().HaveCount(18).And.OnlyContain(code => Purposes.Of(code) != code);
    }

    private static AccessRow Row(string id) => All.Single(row => row.Id == id);

    private static IReadOnlyList<string> Fields(string type) => RecordTypes.Find(type)!.Fields;
}
