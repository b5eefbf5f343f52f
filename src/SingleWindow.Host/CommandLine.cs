using System.Globalization;

namespace SingleWindow.Host;

/// <summary>What stands on the command line: words (a command and its arguments), options, and settings of the form <c>--Section:Key=value</c>.</summary>
internal sealed class CommandLine
{
    private static readonly HashSet<string> Flags = new(StringComparer.Ordinal) { "demo", "exit", "init-only", "help", "now", "stolen", "as-json" };

    private readonly Dictionary<string, List<string>> options = new(StringComparer.Ordinal);

    public List<string> Words { get; } = [];

    public Dictionary<string, string?> Settings { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<string> Errors { get; } = [];

    public IReadOnlyCollection<string> Options => options.Keys;

    /// <summary>How many people live through the demo's year.</summary>
    public int Workers => Value("workers") is { } count ? int.Parse(count, NumberStyles.None, CultureInfo.InvariantCulture) : 200;

    public bool Has(string option) => options.ContainsKey(option);

    public string? Value(string option) => options.TryGetValue(option, out var values) ? values[^1] : null;

    /// <summary>The values of a list option, given once with commas, or several times.</summary>
    public IReadOnlyList<string> List(string option) => options.TryGetValue(option, out var values)
        ? [.. values.SelectMany(value => value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()]
        : [];

    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var line = new CommandLine();
        for (var at = 0; at < arguments.Count; at++)
        {
            var argument = arguments[at] == "-h" ? "--help" : arguments[at];
            if (!argument.StartsWith("--", StringComparison.Ordinal))
            {
                line.Words.Add(argument);
                continue;
            }
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? argument[2..] : argument[2..equals];
            if (Flags.Contains(name))
            {
                if (equals >= 0) line.Errors.Add($"--{name} takes no value");
                line.options[name] = [];
                continue;
            }
            string value;
            if (equals >= 0) value = argument[(equals + 1)..];
            else if (at + 1 < arguments.Count && !arguments[at + 1].StartsWith("--", StringComparison.Ordinal)) value = arguments[++at];
            else
            {
                line.Errors.Add($"--{name} needs a value");
                continue;
            }
            line.Add(name, value);
        }
        return line;
    }

    private void Add(string name, string value)
    {
        // Roles may come from the environment too, so they are a setting with a short name.
        if (name == "roles") Settings["Roles"] = value;
        else if (name.Contains(':')) Settings[name] = value;
        else if (options.TryGetValue(name, out var values)) values.Add(value);
        else options[name] = [value];
    }
}
