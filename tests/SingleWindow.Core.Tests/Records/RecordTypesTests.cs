using SingleWindow.Core.Authorities;
using SingleWindow.Core.Records;

namespace SingleWindow.Core.Tests.Records;

public sealed class RecordTypesTests
{
    [Fact]
    public void A_type_is_found_by_its_id()
    {
        RecordTypes.Find("tax-standing")!.Owner.Should().Be("TAX");
        RecordTypes.Find("tax-standing")!.EmployerField.Should().Be("registryCode");
        RecordTypes.Find("gossip").Should().BeNull();
        RecordTypes.All.Should().BeInAscendingOrder(type => type.Id, StringComparer.Ordinal);
    }

    [Fact]
    public void Every_type_has_an_owner_fields_and_an_identifier_among_them()
    {
        foreach (var type in RecordTypes.All)
        {
            AuthorityNames.Exists(type.Owner).Should().BeTrue(type.Id);
            type.Fields.Should().OnlyHaveUniqueItems(type.Id).And.NotBeEmpty(type.Id);
            type.Identifier.Should().NotBeEmpty(type.Id).And.BeSubsetOf(type.Fields, type.Id);
            type.Sensitivity.Should().BeInRange(1, 4, type.Id);
            if (type.EmployerField is { } field) type.Fields.Should().Contain(field, type.Id);
        }
    }

    [Theory]
    [InlineData("consent-receipt")]
    [InlineData("access-log-entry")]
    public void The_operator_owns_its_own_log_and_receipts(string type) => RecordTypes.Find(type)!.Owner.Should().Be("HUB");

    [Fact]
    public void Protected_records_are_behind_the_firewall_or_benefits() =>
        RecordTypes.All.Where(type => type.Sensitivity == 4).Should().OnlyContain(type => type.Firewall || type.Id == "social-benefit");
}
