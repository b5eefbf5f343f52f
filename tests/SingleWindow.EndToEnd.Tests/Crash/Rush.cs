using System.Collections.Concurrent;

namespace SingleWindow.EndToEnd.Tests.Crash;

/// <summary>Clients that file at once and send everything again, under the same key, until it is acknowledged or the process is gone.</summary>
internal sealed class Rush(Applicant applicant, IReadOnlyList<Filing> filings)
{
    private const int Clients = 32;
    private const int Patience = 1000;

    private int acknowledged;
    private int threshold = int.MaxValue;
    private Func<Task>? strike;
    private volatile Task? struck;

    /// <summary>Files until everything is acknowledged.</summary>
    public Task ToTheEnd() => Task.WhenAll(Start());

    /// <summary>Files until so many are acknowledged, then strikes, and files on until the process no longer answers.</summary>
    public async Task Until(int acknowledgements, Func<Task> strikeIt)
    {
        (threshold, strike) = (acknowledgements, strikeIt);
        await Task.WhenAll(Start());
        await struck!;
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
                    // At once and on this thread: the later the blow, the more of what was promised too early is on disk after all.
                    if (Interlocked.Increment(ref acknowledged) == threshold) struck = strike!();
                    return answer;
                }
                // In flight, lost a race for the worker, or the outcome is unknown: what a client is told to send again.
                answer.Status.Should().BeOneOf([409, 502, 503, 504], answer.Body);
            }
            catch (HttpRequestException)
            {
                if (struck is not null) return null;
            }
            await Task.Yield();
        }
        throw new TimeoutException($"Nothing was acknowledged in {Patience} attempts.");
    }
}
