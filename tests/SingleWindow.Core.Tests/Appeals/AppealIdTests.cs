using System.Text.Json;

using SingleWindow.Core.Appeals;

namespace SingleWindow.Core.Tests.Appeals;

public sealed class AppealIdTests
{
    private const string Digits = "0198c5d0a1b27c3d8e4f5a6b7c8d9e0f";

    [Fact]
    public void What_is_written_is_read_again() =>
        Gen.Select(Gen.Guid, Gen.Int[1, 999]).Sample((application, number) =>
            AppealId.TryParse(new AppealId(AppealAgainst.Permit, application, number).ToString(), out var id) && id == new AppealId(AppealAgainst.Permit, application, number));

    [Fact]
    public void In_json_it_is_its_text()
    {
        var id = new AppealId(AppealAgainst.Decision, Guid.ParseExact(Digits, "N"), 2);
        JsonSerializer.Serialize(id).Should().Be($"\"apl_{Digits}_2\"");
        JsonSerializer.Deserialize<AppealId>($"\"apl_{Digits}_2\"").Should().Be(id);
        foreach (var json in new[] { "2", "null", "{}", "\"\"", $"\"tsk_{Digits}_2\"" })
            FluentActions.Invoking(() => JsonSerializer.Deserialize<AppealId>(json)).Should().Throw<JsonException>();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("apl_")]
    [InlineData("apl_" + Digits)]
    [InlineData("apl_" + Digits + "_0")]
    [InlineData("apl_" + Digits + "_1000")]
    [InlineData("apl_tsk_" + Digits + "_1")]
    [InlineData("tsk_" + Digits + "_1")]
    [InlineData("APL_" + Digits + "_1")]
    public void Anything_else_is_no_appeal(string? text)
    {
        AppealId.TryParse(text, out var appeal).Should().BeFalse();
        appeal.Should().Be(default(AppealId));
    }
}
