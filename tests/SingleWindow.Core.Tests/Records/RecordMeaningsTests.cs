using System.Text.Json;
using SingleWindow.Core.Records;

namespace SingleWindow.Core.Tests.Records;

/// <summary>What the shape of a record cannot say.</summary>
public sealed class RecordMeaningsTests
{
    [Theory]
    [InlineData("payroll-declaration", """{"registryCode":"70000349","personalCode":"49001010001","period":"2026-03","gross":1,"paidOn":"2026-04-30"}""", "")]
    [InlineData("payroll-declaration", """{"registryCode":"70000340","personalCode":"49001010002","period":"2026-03","gross":1,"paidOn":"2026-04-31"}""", "/registryCode check-digit;/personalCode check-digit;/paidOn date")]
    [InlineData("employment-registration", """{"suspensions":[{"from":"2026-03-01"},{"from":"2026-02-29","to":"2026-03-01"}]}""", "/suspensions/1/from date")]
    [InlineData("employer-profile", """{"nace":["25.53","99.99"],"board":[{"name":"A","personalCode":"49001010002"}]}""", "/nace/1 nace;/board/0/personalCode check-digit")]
    [InlineData("working-time", """{"worker":"EE49001010002","shifts":[{"start":"2026-03-29T02:30:00+02:00","end":"2026-02-30T10:00:00Z"}]}""", "/worker check-digit;/shifts/0/end instant")]
    [InlineData("working-time", """{"worker":"doc:UKR:FA123456","weekStart":"2026-03-02"}""", "")]
    [InlineData("visa", """{"holder":"wrk_0198c5d0a1b27c3d8e4f5a6b7c8d9e03","nationality":"XYZ"}""", "/nationality country")]
    [InlineData("jobseeker-profile", """{"isco":["7212","9999"]}""", "/isco/1 isco")]
    [InlineData("border-crossing", """{"travelDocument":{"number":"FA123456","issuer":"UKR","expires":"2026-06-31"}}""", "/travelDocument/expires date")]
    [InlineData("vacancy", """{"unheard-of":"2026-02-30"}""", "")]
    public void A_member_must_mean_something(string type, string content, string faults)
    {
        var errors = new FieldErrors();

        RecordMeanings.Check(errors, RecordTypes.Find(type)!, JsonElement.Parse(content));

        errors.All.Select(error => $"{error.Pointer} {error.Code}").Should().Equal(faults.Split(';', StringSplitOptions.RemoveEmptyEntries));
    }
}
