using System.ComponentModel;
using System.Diagnostics;
using SingleWindow.Core.Documents;

namespace SingleWindow.Hub.Documents;

/// <summary>Asks the configured command: the file goes to its standard input, its exit code answers. 0 is clean, 1 infected, anything else no answer.</summary>
internal sealed class Scanner(DocumentOptions options)
{
    /// <summary>True when there is a command to ask.</summary>
    public bool IsThere => options is { Scanner: not null, Unscanned: false };

    public async Task<DocumentStatus> Ask(Stream content, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(options.ScanTime);
        using var process = new Process { StartInfo = Command() };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return DocumentStatus.ScanFailed;
        }
        try
        {
            var said = Task.WhenAll(process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, patience.Token), process.StandardError.BaseStream.CopyToAsync(Stream.Null, patience.Token));
            var all = await Feed(process, content, patience.Token);
            await process.WaitForExitAsync(patience.Token);
            await said;
            // A scanner may find something before it has read all; clean is only what it has read to the end.
            return process.ExitCode switch { 0 when all => DocumentStatus.Clean, 1 => DocumentStatus.Infected, _ => DocumentStatus.ScanFailed };
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return DocumentStatus.ScanFailed;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static async Task<bool> Feed(Process process, Stream content, CancellationToken ct)
    {
        try
        {
            await using var input = process.StandardInput.BaseStream;
            await content.CopyToAsync(input, ContentPieces.Size, ct);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private ProcessStartInfo Command()
    {
        var words = options.Scanner!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var command = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // Our settings may hold the master key: they are none of its business.
        foreach (var name in command.Environment.Keys.Where(name => name.StartsWith("SINGLEWINDOW__", StringComparison.OrdinalIgnoreCase)).ToArray()) command.Environment.Remove(name);
        return command;
    }
}
