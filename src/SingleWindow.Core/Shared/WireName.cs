using System.Text.Json;

namespace SingleWindow.Core.Shared;

/// <summary>Names of enum values as they stand on the wire and in read models.</summary>
public static class WireName
{
    /// <summary>Such as <c>ready-for-decision</c>.</summary>
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>The value of a wire name that we wrote ourselves.</summary>
    public static T Parse<T>(string name) where T : struct, Enum => Enum.GetValues<T>().First(value => Of(value) == name);

    /// <summary>True for the wire name of a value.</summary>
    public static bool Exists<T>(string name) where T : struct, Enum => Enum.GetValues<T>().Any(value => Of(value) == name);
}
