using System.Text.Json;
using System.Text.Json.Nodes;
using SingleWindow.Core.Fees;
using SingleWindow.Core.Records;

namespace SingleWindow.Core.Tests.Fees;

public sealed class FeePaymentTests
{
    private static readonly RecordId Record = new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e0f"));
    private static readonly DateTimeOffset At = new(2026, 3, 3, 8, 0, 0, TimeSpan.Zero);
    private static readonly string Reference = PaymentReference.Of(new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e01")), 1);

    [Fact]
    public void The_register_says_what_was_paid_for_what_by_whom_and_what_became_of_it() =>
        FeePayment.Read(Content(), Record, 3, At).Should().Be(new FeePayment(Reference, "RO-1", new(48.00m, "EUR"), new(2026, 3, 2), Payer.Employer, FeePaymentStatus.NotReceived, Record, 3, At));

    [Theory]
    [InlineData("reference", "\"12345678901234567890\"", "check-digit")]
    [InlineData("reference", "1", "check-digit")]
    [InlineData("bankReference", "\"\"", "format")]
    [InlineData("amount", "0", "range")]
    [InlineData("amount", "48.001", "range")]
    [InlineData("amount", "1e9", "range")]
    [InlineData("amount", "\"48\"", "range")]
    [InlineData("currency", "\"euro\"", "currency")]
    [InlineData("paidOn", "\"2026-02-29\"", "date")]
    [InlineData("payer", "\"somebody\"", "one-of")]
    [InlineData("status", "\"lost\"", "one-of")]
    public void A_record_that_breaks_a_rule_is_not_let_in_and_not_read(string member, string value, string code)
    {
        var content = Content(member, value);
        var errors = new FieldErrors();

        FeePayment.Check(content, errors);

        errors.All.Should().ContainSingle().Which.Should().Match<FieldError>(error => error.Pointer == "/" + member && error.Code == code);
        FeePayment.Read(content, Record, 1, At).Should().BeNull();
    }

    [Fact]
    public void Every_member_is_needed()
    {
        var errors = new FieldErrors();

        FeePayment.Check(JsonElement.Parse("{}"), errors);

        errors.All.Select(error => error.Pointer).Should().Equal("/reference", "/bankReference", "/amount", "/currency", "/paidOn", "/payer", "/status");
        RecordTypes.Find(FeePayment.RecordType)!.Fields.Should().Contain(errors.All.Select(error => error.Pointer[1..]));
    }

    [Fact]
    public void It_never_prints_whose_money_it_is() => FeePayment.Read(Content(), Record, 1, At)!.ToString().Should().NotContain("RO-1");

    private static JsonElement Content(string? member = null, string? value = null)
    {
        var content = new JsonObject
        {
            ["reference"] = Reference,
            ["bankReference"] = "RO-1",
            ["registryCode"] = "70000349",
            ["amount"] = 48.00m,
            ["currency"] = "EUR",
            ["paidOn"] = "2026-03-02",
            ["payer"] = "employer",
            ["status"] = "not-received",
        };
        if (member is not null) content[member] = JsonNode.Parse(value!);
        return JsonElement.Parse(content.ToJsonString());
    }
}
