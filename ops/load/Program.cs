using SingleWindow.Host;
using SingleWindow.Load.Ground;
using SingleWindow.Load.Results;
using SingleWindow.Load.Scenarios;

const string All = "all";
const string Readme = "--readme";

var asked = args.Where(argument => argument != Readme).ToArray();
var line = CommandLine.Parse(asked);
if (line is { Errors.Count: 0, Words: [BareKestrel.Word] }) return await BareKestrel.Serve(line.Number("bytes", 1000));
if (line is { Errors.Count: 0, Words: [BareProxy.Word] }) return await BareProxy.Serve(line.Value("backend")!);
if (line is { Errors.Count: 0, Words: [All] })
{
    var (exit, summary) = await new Rounds(line).Run(Planned.All(asked), line.Number("rounds", 5));
    await Kept.Write(summary, args.Contains(Readme));
    return exit;
}
if (line is { Errors.Count: 0, Words: [_] } && Planned.One(line) is { } planned) return (await new Rounds(line).Run([planned], line.Number("rounds", 1))).Exit;
foreach (var error in line.Errors) Console.Error.WriteLine($"error: {error}");
Console.Error.WriteLine($"usage: {All} | {string.Join(" | ", Planned.Names)}, with options; see ops/load/README.md");
return 2;
