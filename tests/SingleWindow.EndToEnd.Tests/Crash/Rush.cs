using System.Collections.Concurrent;

namespace SingleWindow.EndToEnd.Tests.Crash;

/// <summary>Clients that file at once and send everything again, under the same key, until it is acknowledged or the process is gone.</summary>
internal sealed class Rush(Applicant applicant, IReadOnlyList<Filing> filings)
{
    private const int Clients = 32;
    private const int Patience = 1000;

    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int acknowledged;
    private int threshold = int.MaxValue;
    private volatile bool struck;

    /// <summary>Files until everything is acknowledged.</summary>
    public Task ToTheEnd() => Task.WhenAll(Start());

    /// <summary>Files until so many are acknowledged, then strikes, and files on until the process no longer answers.</summary>
    public async Task Until(int acknowledgements, Func<Task> strike)
    {
        threshold = acknowledgements;
        var clients = Task.WhenAll(Start());
        // A client that fails ends the wait, and is heard below.
        await Task.WhenAny(reached.Task, clients);
        struck = true;
        await strike();
        await clients;
    }

    private IEnumerable<Task> Start()
    {
        var waiting = new ConcurrentQueue<Filing>(filings.Where(filing => filing.Submitted is null));
        return [.. Enumerable.Range(0, Clients).Select(_ => Work(waiting))];
    }

    private async Task Work(ConcurrentQueue<Filing> waiting)
    {
        while (waiting.TryDequeue(out var filing))
        {
            filing.Drafted ??= await Acknowledged(() => applicant.Draft(filing), 201);
            if (filing.Drafted is null) return;
            filing.Submitted = await Acknowledged(() => applicant.Submit(filing), 200);
            if (filing.Submitted is null) return;
        }
    }

    private async Task<Answer?> Acknowledged(Func<Task<Answer>> send, int success)
    {
        for (var attempt = 0; attempt < Patience; attempt++)
        {
            try
            {
                var answer = await send();
                if (answer.Status == success)
                {
                    if (Interlocked.Increment(ref acknowledged) == threshold) reached.SetResult();
                    return answer;
                }
                // In flight, lost a race for the worker, or the outcome is unknown: what a client is told to send again.
                answer.Status.Should().BeOneOf([409, 502, 503, 504], answer.Body);
            }
            catch (HttpRequestException)
            {
                if (struck) return null;
            }
            await Task.Yield();
        }
        throw new TimeoutException($"Nothing was acknowledged in {Patience} attempts.");
    }
}
