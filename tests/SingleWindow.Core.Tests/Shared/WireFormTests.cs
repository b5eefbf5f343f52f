using System.Text.Json;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Shared;

/// <summary>How identifiers and words are written in JSON.</summary>
public sealed class WireFormTests
{
    private const string Known = "app_0198c5d0a1b27c3d8e4f5a6b7c8d9e0f";

    [Fact]
    public void An_identifier_is_written_in_its_text_form()
    {
        JsonSerializer.Serialize(EntityId.Parse<ApplicationId>(Known)).Should().Be($"\"{Known}\"");
        JsonSerializer.Deserialize<ApplicationId>($"\"{Known}\"").ToString().Should().Be(Known);
    }

    [Theory]
    [InlineData("\"emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e0f\"")]
    [InlineData("\"\"")]
    [InlineData("17")]
    [InlineData("null")]
    [InlineData("{}")]
    public void Anything_else_is_no_identifier(string json) =>
        FluentActions.Invoking(() => JsonSerializer.Deserialize<ApplicationId>(json)).Should().Throw<JsonException>();

    [Theory]
    [InlineData(ApplicationStatus.Draft, "draft")]
    [InlineData(ApplicationStatus.Submitted, "submitted")]
    [InlineData(ApplicationStatus.Incomplete, "incomplete")]
    [InlineData(ApplicationStatus.ChecksRunning, "checks-running")]
    [InlineData(ApplicationStatus.ReadyForDecision, "ready-for-decision")]
    [InlineData(ApplicationStatus.Granted, "granted")]
    [InlineData(ApplicationStatus.Refused, "refused")]
    [InlineData(ApplicationStatus.NotReviewed, "not-reviewed")]
    [InlineData(ApplicationStatus.Withdrawn, "withdrawn")]
    public void A_status_is_written_in_words(ApplicationStatus status, string word)
    {
        JsonSerializer.Serialize(status).Should().Be($"\"{word}\"");
        JsonSerializer.Deserialize<ApplicationStatus>($"\"{word}\"").Should().Be(status);
    }

    [Theory]
    [InlineData(typeof(ApplicationStatus))]
    [InlineData(typeof(StepStatus))]
    [InlineData(typeof(InquiryKind))]
    [InlineData(typeof(EvidenceResult))]
    [InlineData(typeof(PermitStatus))]
    [InlineData(typeof(SchemeStatus))]
    [InlineData(typeof(TimeoutEffect))]
    [InlineData(typeof(PeriodUnit))]
    public void A_number_is_no_word(Type type)
    {
        foreach (var json in new[] { "0", "1", "\"0\"", "\"1\"", "\"nonsense\"", "null" })
            FluentActions.Invoking(() => JsonSerializer.Deserialize(json, type)).Should().Throw<JsonException>($"{json} is no {type.Name}");
        FluentActions.Invoking(() => JsonSerializer.Serialize(Enum.ToObject(type, 99), type)).Should().Throw<JsonException>();
    }

    [Fact]
    public void A_unit_of_time_is_written_in_camel_case()
    {
        JsonSerializer.Serialize(PeriodUnit.WorkingDays).Should().Be("\"workingDays\"");
        JsonSerializer.Deserialize<PeriodUnit>("\"calendarDays\"").Should().Be(PeriodUnit.CalendarDays);
    }
}
