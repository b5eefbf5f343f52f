using System.Data.Common;
using System.Net.Sockets;
using SingleWindow.Host;
using SingleWindow.Host.Commands;

const int Failed = 1;
const int WrongUse = 2;

var line = CommandLine.Parse(args);
if (line.Has("help"))
{
    Help.Print(Console.Out);
    return 0;
}

var settings = HostSettings.Load(line);
List<string> errors = [.. line.Errors, .. Command.Errors(line), .. SettingsCheck.Errors(settings), .. SchemeSettings.Errors(settings)];
#if !DEMO
if (line.Has("demo")) errors.Add("this program was built without the demo");
#endif
if (errors.Count > 0)
{
    foreach (var error in errors) Console.Error.WriteLine($"error: {error}");
    return WrongUse;
}

using var signals = new Signals();
try
{
    if (Command.Find(line.Words) is { } command) return await command.RunWith(line, settings, signals.Stop);
    if (line.Has("init-only")) return await InitOnly.Run(settings, signals.Stop);
#if DEMO
    if (line.Has("demo")) return await DemoRun.Run(settings, line.Has("exit"), line.Workers, signals.Stop);
#endif
    return await Serving.Run(settings, signals.Stop);
}
catch (OperationCanceledException) when (signals.Stop.IsCancellationRequested)
{
    if (Command.Find(line.Words) is null) return 0;
    Console.Error.WriteLine("error: interrupted before the end; nothing of it counts");
    return Failed;
}
catch (Exception exception) when (exception is IOException or DbException or SocketException or UnauthorizedAccessException or InvalidDataException)
{
    // An address or a store in use, a directory that cannot be written: the operator's business, told without a stack trace.
    Console.Error.WriteLine($"error: {exception.Message}");
    return Failed;
}
