using SingleWindow.Identity.Accounts;

namespace SingleWindow.Host.Commands;

/// <summary>Registers people from the machine itself: there is no account that everybody knows, and nobody registers alone.</summary>
internal static class AccountCommands
{
    private const string RoleUsage = "--scope SCOPE --party PARTY [--unit UNIT] [--purposes P01,P05]";

    public static readonly Command Create = new(["account", "create"], $"NAME --login LOGIN {RoleUsage}", 1, ["login", "scope", "party", "unit", "purposes"],
        (line, arguments, settings, cancellationToken) => On(settings, async accounts =>
            Tell(await accounts.Create(Needed(line, "login"), arguments[0], Role(line), cancellationToken))));

    public static readonly Command AddRole = new(["account", "role", "add"], $"LOGIN {RoleUsage}", 1, ["scope", "party", "unit", "purposes"],
        (line, arguments, settings, cancellationToken) => On(settings, accounts => accounts.Add(arguments[0], Role(line), cancellationToken)));

    public static readonly Command Link = new(["account", "link"], "LOGIN --issuer ISSUER --subject SUBJECT", 1, ["issuer", "subject"],
        (line, arguments, settings, _) => On(settings, accounts => accounts.Link(arguments[0], Needed(line, "issuer"), Needed(line, "subject"))));

    public static readonly Command Unlink = new(["account", "unlink"], "LOGIN --issuer ISSUER --subject SUBJECT", 1, ["issuer", "subject"],
        (line, arguments, settings, _) => On(settings, accounts => accounts.Unlink(arguments[0], Needed(line, "issuer"), Needed(line, "subject"))));

    public static readonly Command List = new(["account", "list"], "", 0, [], (_, _, settings, cancellationToken) => On(settings, async accounts =>
    {
        foreach (var account in await accounts.List(cancellationToken))
        {
            Console.WriteLine($"{account.Login} ({account.Name}){(account.IsOff ? " off" : "")}");
            foreach (var role in account.Roles) Console.WriteLine($"  {role.Scope} {role.Party} {role.Unit} {string.Join(',', role.Purposes)}".TrimEnd());
        }
    }));

    public static readonly Command SwitchOff = new(["account", "off"], "LOGIN", 1, [], (_, arguments, settings, _) => On(settings, accounts => accounts.SwitchOff(arguments[0])));

    public static readonly Command Reset = new(["account", "reset"], "LOGIN", 1, [], (_, arguments, settings, _) => On(settings, async accounts => Tell(await accounts.Reset(arguments[0]))));

    private static async Task<int> On(IConfigurationRoot settings, Func<AccountRegistry, Task> act)
    {
        try
        {
            await using var accounts = AccountRegistry.Open(settings);
            await act(accounts);
            return 0;
        }
        catch (ArgumentException wrong)
        {
            await Console.Error.WriteLineAsync($"error: {wrong.Message}");
            return 2;
        }
    }

    private static string Needed(CommandLine line, string option) => line.Value(option) is { Length: > 0 } value ? value : throw new ArgumentException($"--{option} is needed");

    private static ActingRole Role(CommandLine line)
    {
        var role = new ActingRole(line.Value("scope") ?? "", line.Value("party") ?? "", line.Value("unit"), line.List("purposes"));
        return ClientCommands.Wrong([role.Scope], role.Party, role.Unit).FirstOrDefault() is { } wrong ? throw new ArgumentException(wrong) : role;
    }

    private static void Tell(string code)
    {
        Console.WriteLine($"code: {code}");
        Console.Error.WriteLine("The person sets a password with it at /account/first, once, within 24 hours. It is shown this once; the store keeps only a hash.");
    }
}
