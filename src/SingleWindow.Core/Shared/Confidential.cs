namespace SingleWindow.Core.Shared;

/// <summary>Records that hold personal data say only what they are: their text ends up in logs and exceptions.</summary>
internal static class Confidential
{
    /// <summary>Only the kind: what is in it is personal and must not reach a log.</summary>
    public static string Text(object record) => record.GetType().Name;
}
