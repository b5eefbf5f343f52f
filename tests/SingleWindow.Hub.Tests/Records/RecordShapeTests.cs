using System.Text.Json;
using FluentAssertions.Execution;
using SingleWindow.Core.Records;
using SingleWindow.Hub.Records;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>What the hub's validator says of a row; ops/check-schemas asks another validator about the same rows, and the two must agree.</summary>
public sealed class RecordShapeTests
{
    // After every day in the rows: the schema alone is meant.
    private static readonly DateTimeOffset Late = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly RecordShape shape = new();

    [Fact]
    public void A_row_is_valid_or_not_as_it_is_written_down()
    {
        using var all = new AssertionScope();
        var types = new HashSet<string>();
        foreach (var (index, line) in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Records", "rows.ndjson")).Index())
        {
            var told = JsonElement.Parse(line);
            var type = RecordTypes.Find(told.GetProperty("type").GetString()!)!;
            types.Add(type.Id);
            shape.Check(type, told.GetProperty("row"), Late).All.Any().Should().Be(!told.GetProperty("valid").GetBoolean(), "rows.ndjson:{0}", index + 1);
        }
        types.Should().BeEquivalentTo(RecordTypes.All.Select(type => type.Id));
    }

    [Theory]
    [InlineData("health-cover", """{"from":"2026-01-01"}""", "/personalCode required")]
    [InlineData("health-cover", """{"personalCode":"49001010001","from":"2026-02-30"}""", "/from date")]
    [InlineData("health-cover", """{"personalCode":"49001010001","from":7,"colour":"red"}""", "/colour unknown;/from type")]
    [InlineData("health-cover", "[]", " type")]
    [InlineData("health-cover", "\"x\"", " type")]
    [InlineData("employment-registration", """{"entryId":"E","registryCode":"70000349","start":"2026-01-01"}""", " required")]
    [InlineData("employment-registration", """{"entryId":"E","registryCode":"70000349","start":"2026-01-01","birthDate":"1990-01-01"}""", "")]
    [InlineData("employment-registration", """{"entryId":"E","registryCode":"70000349","start":"2026-01-01","birthDate":"1990-01-01","suspensions":[{"to":"2026-01-01"}]}""", "/suspensions/0 required")]
    [InlineData("training-record", """{"enrolmentId":"E","participant":"49001010001","course":"A\u0007B"}""", "/course text")]
    [InlineData("working-time", """{"employer":"70000349","worker":"49001010001","weekStart":"2026-03-30","hours":169}""", "/hours maximum")]
    public void Each_fault_is_told_at_its_place(string type, string content, string faults) =>
        shape.Check(RecordTypes.Find(type)!, JsonElement.Parse(content), Late).All.Select(error => $"{error.Pointer} {error.Code}")
            .Should().BeEquivalentTo(faults.Split(';', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("tax-standing", """{"registryCode":"70000349","asOf":"2062-03-01","arrearsEur":0}""", "/asOf future")]
    [InlineData("tax-standing", """{"registryCode":"70000349","asOf":"2026-03-02","arrearsEur":0}""", "")]
    [InlineData("language-result", """{"certificateNumber":"C-1","holder":"49001010001","language":"et","cefr":"B1","examOn":"2026-03-03"}""", "/examOn future")]
    public void What_has_happened_lies_not_ahead(string type, string content, string faults) =>
        shape.Check(RecordTypes.Find(type)!, JsonElement.Parse(content), new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)).All.Select(error => $"{error.Pointer} {error.Code}")
            .Should().BeEquivalentTo(faults.Split(';', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void No_answer_quotes_the_value()
    {
        const string Secret = "geheimnis";
        var content = JsonElement.Parse($$"""{"personalCode":"{{Secret}}","from":"{{Secret}}","to":{"a":"{{Secret}}"},"basis":"{{Secret}} {{Secret}}"}""");

        shape.Check(RecordTypes.Find("health-cover")!, content, Late).All.Should().NotBeEmpty().And.OnlyContain(error => !error.Detail.Contains(Secret));
    }
}
