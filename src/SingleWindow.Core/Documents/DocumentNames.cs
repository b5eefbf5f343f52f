using System.Globalization;

namespace SingleWindow.Core.Documents;

/// <summary>File names as applicants send them. They are shown and handed out again, so a name is a name and nothing else.</summary>
public static class DocumentNames
{
    private const int Longest = 200;
    private const string Forbidden = "/\\:*?\"<>|";

    /// <summary>True for a name without a path, control characters, or characters that turn the direction of writing.</summary>
    public static bool IsPlain(string name) =>
        name.Length is > 0 and <= Longest && name[0] is not ('.' or ' ') && name[^1] is not ('.' or ' ') && name.All(MayStand);

    private static bool MayStand(char c) =>
        !Forbidden.Contains(c) && char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);
}
