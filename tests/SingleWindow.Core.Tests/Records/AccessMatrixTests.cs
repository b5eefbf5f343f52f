using SingleWindow.Core.Authorities;
using SingleWindow.Core.Records;

namespace SingleWindow.Core.Tests.Records;

public sealed class AccessMatrixTests
{
    private const string Enforcement = "P11";

    public static TheoryData<string> BehindTheFirewall
    {
        get
        {
            var types = new TheoryData<string>();
            foreach (var type in RecordTypes.All.Where(type => type.Firewall)) types.Add(type.Id);
            return types;
        }
    }

    [Fact]
    public void What_is_not_listed_is_denied()
    {
        new AccessMatrix([]).Allowing("tax-standing", "MIG", "P01").Should().BeNull();
        var matrix = new AccessMatrix([Row("A", "tax-standing", "MIG", "P01", AccessBasis.PublicTask)]);

        matrix.Allowing("tax-standing", "MIG", "P01")!.Id.Should().Be("A");
        matrix.Allowing("tax-standing", "LAB", "P01").Should().BeNull();
        matrix.Allowing("tax-standing", "MIG", "P02").Should().BeNull();
        matrix.Allowing("sanction", "MIG", "P01").Should().BeNull();
    }

    [Theory]
    [InlineData("MIG", "*")]
    [InlineData("*", "MIG")]
    [InlineData("MIG", "MIG")]
    [InlineData("*", "*")]
    public void Never_beats_every_grant_wherever_it_stands(string granted, string denied)
    {
        AccessRow grant = Row("A", "complaint", granted, Enforcement, AccessBasis.LegalObligation), never = Row("B", "complaint", denied, Enforcement, AccessBasis.Never);

        new AccessMatrix([grant, never]).Allowing("complaint", "MIG", Enforcement).Should().BeNull();
        new AccessMatrix([never, grant]).Allowing("complaint", "MIG", Enforcement).Should().BeNull();
    }

    [Fact]
    public void A_star_stands_for_every_authority_but_not_for_every_purpose()
    {
        var matrix = new AccessMatrix([Row("A", "statistics-wage", "*", "P10", AccessBasis.PublicTask)]);

        AuthorityNames.Codes.Should().OnlyContain(code => matrix.Allowing("statistics-wage", code, "P10") != null);
        matrix.Allowing("statistics-wage", "STA", "P01").Should().BeNull();
    }

    [Theory, MemberData(nameof(BehindTheFirewall))]
    public void Enforcement_never_sees_what_is_behind_the_firewall(string type)
    {
        All.Should().Contain(row => row.RecordType == type && row.Requester == "*" && row.Purpose == Enforcement && row.Basis == AccessBasis.Never);
        AuthorityNames.Codes.Append("*").Append("SOMEONE").Should().OnlyContain(code => AccessMatrix.Default.Allowing(type, code, Enforcement) == null);
    }

    [Fact]
    public void The_firewall_stands_before_these_types() =>
        RecordTypes.All.Where(type => type.Firewall).Select(type => type.Id).Should().BeEquivalentTo([
            "complaint", "working-time", "recruitment-cost", "accommodation", "inspection", "labour-rights-alert", "trafficking-referral", "consent-receipt", "access-log-entry",
            "jobseeker-profile", "wage-dispute", "exploitation-finding"]);

    [Fact]
    public void Migration_sees_of_an_inspection_only_the_employer_the_day_and_the_measures() =>
        All.Where(row => row is { RecordType: "inspection", Requester: "MIG" }).SelectMany(row => row.Fields).Should().BeSubsetOf(Inspection);

    [Fact]
    public void Every_row_satisfies_the_rules_of_a_matrix() => MatrixChecks.Check(All).All.Should().BeEmpty();

    [Fact]
    public void Tax_and_labour_see_of_an_application_what_their_check_needs()
    {
        AccessMatrix.Default.Allowing("application", "TAX", "P01")!.Fields.Should().BeEquivalentTo("employer", "wageMonthly");
        AccessMatrix.Default.Allowing("application", "LAB", "P01")!.Fields.Should().BeEquivalentTo("employer", "workplaceAddress", "userUndertaking");
        AccessMatrix.Default.Allowing("application", "MIG", "P01")!.Fields.Should().Equal("*");
    }

    private static readonly string[] Inspection = ["employer", "on", "measures"];

    private static readonly IReadOnlyList<AccessRow> All = AccessMatrix.Default.All;

    private static AccessRow Row(string id, string type, string requester, string purpose, AccessBasis basis) => new(id, type, requester, purpose, basis, ["*"]);
}
