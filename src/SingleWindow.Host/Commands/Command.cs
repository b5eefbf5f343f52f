using System.Globalization;

namespace SingleWindow.Host.Commands;

/// <summary>Something the program does instead of serving.</summary>
/// <param name="Words">How it begins, such as <c>client create</c>.</param>
/// <param name="Usage">What follows the words, for the help.</param>
/// <param name="Arguments">How many words follow.</param>
/// <param name="Options">The options it knows, beside settings.</param>
/// <param name="Run">Does it; the result is the exit code.</param>
internal sealed record Command(
    string[] Words, string Usage, int Arguments, string[] Options, Func<CommandLine, IReadOnlyList<string>, IConfigurationRoot, CancellationToken, Task<int>> Run)
{
    private static readonly Command[] All =
    [
        ClientCommands.CreateOperator, ClientCommands.CreateClient, ClientCommands.Secret, ClientCommands.Keys, ClientCommands.Remove, AppCommands.Create,
        AccountCommands.Create, AccountCommands.AddRole, AccountCommands.Link, AccountCommands.Unlink, AccountCommands.List, AccountCommands.SwitchOff, AccountCommands.Reset,
        BackupCommands.BackUp, BackupCommands.Restore, KeyCommands.Rotate, KeyCommands.RotateSigning, AccessCommands.Explain,
    ];

    public static IEnumerable<string> Usages => All.Select(command => $"{string.Join(' ', command.Words)} {command.Usage}");

    /// <summary>The command that these words begin with.</summary>
    public static Command? Find(IReadOnlyList<string> words) => Array.Find(All, command => words.Take(command.Words.Length).SequenceEqual(command.Words));

    /// <summary>What is wrong with the words and options, apart from settings.</summary>
    public static IEnumerable<string> Errors(CommandLine line)
    {
        string[] known = ["help"];
        if (line.Words.Count == 0) known = ["help", "demo", "exit", "workers", "init-only"];
        else if (Find(line.Words) is not { } command) yield return $"unknown command '{string.Join(' ', line.Words)}'";
        else
        {
            known = ["help", .. command.Options];
            if (line.Words.Count - command.Words.Length != command.Arguments) yield return $"usage: {string.Join(' ', command.Words)} {command.Usage}";
        }
        foreach (var option in line.Options.Except(known)) yield return $"unknown option --{option}";
        if (line.Has("exit") && !line.Has("demo")) yield return "--exit needs --demo";
        if (line.Has("workers") && !line.Has("demo")) yield return "--workers needs --demo";
        if (line.Value("workers") is { } count && !(int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var workers) && workers is 0 or (>= 20 and <= 800))) yield return "--workers is 0, or 20 to 800";
        if (line.Has("init-only") && line.Has("demo")) yield return "--init-only and --demo exclude each other";
    }

    public Task<int> RunWith(CommandLine line, IConfigurationRoot settings, CancellationToken cancellationToken) =>
        Run(line, [.. line.Words.Skip(Words.Length)], settings, cancellationToken);
}
