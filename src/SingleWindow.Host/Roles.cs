namespace SingleWindow.Host;

/// <summary>The parts of an installation, in the order in which they start; they stop the other way round.</summary>
internal enum Role
{
    Hub,
    Identity,
    Gateway,
}

internal static class Roles
{
    private static readonly Role[] All = Enum.GetValues<Role>();

    public static string Names { get; } = string.Join(',', All.Select(Name));

    public static string Name(this Role role) => role.ToString().ToLowerInvariant();

    /// <summary>The roles of this process, in start order; all of them when nothing is said.</summary>
    public static IReadOnlyList<Role> Of(IConfiguration settings) =>
        settings["Roles"] is { } text ? [.. All.Where(role => Split(text).Contains(role.Name(), StringComparer.OrdinalIgnoreCase))] : All;

    public static IEnumerable<string> Unknown(string text) => Split(text).Except(All.Select(Name), StringComparer.OrdinalIgnoreCase);

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
