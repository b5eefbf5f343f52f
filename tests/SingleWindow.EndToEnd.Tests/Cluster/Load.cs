using System.Collections.Concurrent;
using System.Diagnostics;
using SingleWindow.EndToEnd.Tests.Crash;

namespace SingleWindow.EndToEnd.Tests.Cluster;

/// <summary>A few clients that file all the time, each call at one of the servers that they know, and again at the next one when it fails.</summary>
internal sealed class Load(IReadOnlyList<Applicant> servers, int first) : IAsyncDisposable
{
    private const int Clients = 6;

    // People, not a benchmark: what is measured is the failure, and a machine with two processors shall have time for it.
    private static readonly TimeSpan Thinking = TimeSpan.FromMilliseconds(150);

    private readonly ConcurrentQueue<Call> calls = [];
    private readonly ConcurrentQueue<Filing> filings = [];
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;
    private int last = first;

    /// <summary>Every call: when it was sent and answered, to which server, and whether that was the answer.</summary>
    public IReadOnlyCollection<Call> Calls => calls;

    /// <summary>What was acknowledged.</summary>
    public IReadOnlyCollection<Filing> Filings => filings;

    /// <summary>Servers that nobody is to ask any more.</summary>
    public ConcurrentDictionary<int, bool> Avoided { get; } = [];

    public void Start() => running = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => Work(client))));

    /// <summary>Waits for so many more acknowledgements.</summary>
    public Task More(int acknowledgements)
    {
        var target = filings.Count + acknowledgements;
        return Eventually.Get(() => running.IsFaulted ? throw running.Exception! : Task.FromResult(filings.Count), count => count >= target, $"{acknowledgements} more are filed");
    }

    /// <summary>Lets every client finish what it has begun.</summary>
    public async Task Stop()
    {
        await stop.CancelAsync();
        await running;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        stop.Dispose();
    }

    private async Task Work(int turn)
    {
        while (!stop.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref last);
            var filing = new Filing(number, $"CLUSTER{number:D6}");
            filing.Drafted = await Acknowledged(turn++, server => server.Draft(filing), 201);
            filing.Submitted = await Acknowledged(turn++, server => server.Submit(filing), 200);
            filings.Enqueue(filing);
            await Task.Delay(Thinking);
        }
    }

    private async Task<Answer> Acknowledged(int turn, Func<Applicant, Task<Answer>> send, int success)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var server = Enumerable.Range(turn + attempt, servers.Count).Select(number => number % servers.Count).First(number => !Avoided.ContainsKey(number));
            var began = Stopwatch.GetTimestamp();
            Answer? answer = null;
            var why = "";
            try
            {
                answer = await send(servers[server]);
                why = answer.Status == success ? "" : $"{answer.Status} {answer.Body}";
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
            {
                why = failure.GetType().Name;
            }
            calls.Enqueue(new(began, Stopwatch.GetTimestamp(), server, attempt, why));
            if (why.Length == 0) return answer!;
            // What a client is told to send again; anything else is a fault.
            if (answer is not null) answer.Status.Should().BeOneOf([409, 502, 503, 504], answer.Body);
            await Task.Delay(50);
        }
        throw new TimeoutException("Nothing was acknowledged in 200 attempts.");
    }
}

/// <summary>One request and its answer.</summary>
/// <param name="Began">When it was sent (<see cref="Stopwatch"/>).</param>
/// <param name="Ended">When it was answered.</param>
/// <param name="Server">Which of them.</param>
/// <param name="Attempt">From 0: how often it had failed before.</param>
/// <param name="Failure">Empty when it was done.</param>
internal sealed record Call(long Began, long Ended, int Server, int Attempt, string Failure);
