using SingleWindow.Host;
using SingleWindow.Load;

var line = CommandLine.Parse(args);
if (line.Errors.Count > 0 || line.Words.Count != 1)
{
    foreach (var error in line.Errors) Console.Error.WriteLine($"error: {error}");
    Console.Error.WriteLine("usage: submit | start, with options; see ops/load/README.md");
    return 2;
}
return line.Words[0] switch
{
    "submit" => await SubmitScenario.Run(SubmitOptions.From(line)),
    "start" => await StartScenario.Run(StartOptions.From(line)),
    _ => throw new ArgumentException($"unknown scenario '{line.Words[0]}'"),
};
