using SingleWindow.Host;
using SingleWindow.Load;

var line = CommandLine.Parse(args);
if (line.Errors.Count > 0 || line.Words.Count != 1)
{
    foreach (var error in line.Errors) Console.Error.WriteLine($"error: {error}");
    Console.Error.WriteLine("usage: submit | batch | records | read | rebuild | start, with options; see ops/load/README.md");
    return 2;
}
return line.Words[0] switch
{
    "submit" => await SubmitScenario.Run(SubmitOptions.From(line)),
    "records" => await RecordsScenario.Run(new(line.Number("rows", 100_000), line.Number("store-seconds", 4), line.HostFile(), line.HostSettings(), line.Value("json"))),
    "read" => await ReadScenario.Run(new(line.Number("connections", 32), line.Number("seconds", 10), line.Number("warmup", 5), line.HostFile(), line.HostSettings(), line.Value("json"))),
    "batch" => await BatchScenario.Run(BatchOptions.From(line)),
    "rebuild" => await RebuildScenario.Run(new(line.Number("applications", 5_000), line.List("models") is { Count: > 0 } models ? models : RebuildOptions.OfApplications)),
    "start" => await StartScenario.Run(StartOptions.From(line)),
    _ => throw new ArgumentException($"unknown scenario '{line.Words[0]}'"),
};
