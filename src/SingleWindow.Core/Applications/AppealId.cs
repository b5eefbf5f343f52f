
namespace SingleWindow.Core.Applications;

/// <summary>Names an appeal: the application and the number. Text form <c>apl_APPLICATION_NUMBER</c>.</summary>
[GenerateSerializer, Immutable, System.Text.Json.Serialization.JsonConverter(typeof(AppealIdJsonConverter))]
public readonly record struct AppealId([property: Id(0)] ApplicationId Application, [property: Id(1)] int Number)
{
    /// <inheritdoc />
    public override string ToString() => $"apl_{Application.Value:N}_{Number}";

    /// <summary>Reads the text form.</summary>
    public static bool TryParse(string? text, out AppealId appeal)
    {
        appeal = default;
        // A number of a task and of an appeal are written alike.
        if (text is null || !text.StartsWith("apl_", StringComparison.Ordinal) || !TaskId.TryParse($"tsk_{text[4..]}", out var alike)) return false;
        appeal = new(alike.Application, alike.Number);
        return true;
    }
}
