using System.Text.Json;

namespace SingleWindow.Core.Tests.Applications;

public sealed class TaskIdTests
{
    private const string Digits = "0198c5d0a1b27c3d8e4f5a6b7c8d9e0f";

    [Fact]
    public void What_is_written_is_read_again() =>
        Gen.Select(Gen.Guid, Gen.Int[1, 999]).Sample((application, number) =>
            TaskId.TryParse(new TaskId(new(application), number).ToString(), out var id) && id == new TaskId(new(application), number));

    [Fact]
    public void In_json_it_is_its_text()
    {
        var id = new TaskId(new(Guid.ParseExact(Digits, "N")), 4);
        JsonSerializer.Serialize(id).Should().Be($"\"tsk_{Digits}_4\"");
        JsonSerializer.Deserialize<TaskId>($"\"tsk_{Digits}_4\"").Should().Be(id);
        foreach (var json in new[] { "4", "null", "{}", "\"\"", $"\"app_{Digits}\"" })
            FluentActions.Invoking(() => JsonSerializer.Deserialize<TaskId>(json)).Should().Throw<JsonException>();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tsk_" + Digits)]
    [InlineData("tsk_" + Digits + "_")]
    [InlineData("tsk_" + Digits + "_0")]
    [InlineData("tsk_" + Digits + "_01")]
    [InlineData("tsk_" + Digits + "_-1")]
    [InlineData("tsk_" + Digits + "_ 1")]
    [InlineData("tsk_" + Digits + "_1x")]
    [InlineData("tsk_" + Digits + "_1000")]
    [InlineData("tsk_" + Digits + "-1")]
    [InlineData("TSK_" + Digits + "_1")]
    [InlineData("app_" + Digits + "_1")]
    [InlineData("tsk_0198C5D0A1B27C3D8E4F5A6B7C8D9E0F_1")]
    [InlineData("tsk_0198c5d0a1b27c3d8e4f5a6b7c8d9e0g_1")]
    public void Anything_else_is_no_task(string? text)
    {
        TaskId.TryParse(text, out var task).Should().BeFalse();
        task.Should().Be(default(TaskId));
    }
}
