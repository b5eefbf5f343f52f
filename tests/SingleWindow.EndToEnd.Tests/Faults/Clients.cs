using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using SingleWindow.EndToEnd.Tests.Crash;

namespace SingleWindow.EndToEnd.Tests.Faults;

/// <summary>
/// Clients that file all the time and write down what they are told. Each call goes to one of the servers that they know; when it fails it is sent again, under the same key, to the next one,
/// and who did not answer is left alone for a while.
/// </summary>
internal sealed class Clients(History history, IReadOnlyList<Applicant> servers, int count, TimeSpan thinking) : IAsyncDisposable
{
    private const int MaxAttempts = 400;
    private static readonly TimeSpan LeftAlone = TimeSpan.FromSeconds(2);

    // As the header Retry-After of a 503 says.
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<Call> calls = [];
    private readonly long[] silent = new long[servers.Count];
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    /// <summary>Every sending.</summary>
    public IReadOnlyCollection<Call> Calls => calls;

    public void Start() => running = Task.WhenAll(Enumerable.Range(0, count).Select(client => Task.Run(() => Work(client))));

    /// <summary>Waits until so many more applications are filed to the end.</summary>
    public Task More(int applications)
    {
        var target = history.Finished + applications;
        return Until(() => history.Finished >= target, $"{applications} more are filed");
    }

    /// <summary>Waits for something while they work.</summary>
    public Task Until(Func<bool> holds, string because, TimeSpan? patience = null) =>
        Eventually.Get(() => running.IsFaulted ? throw running.Exception! : Task.FromResult(holds()), there => there, because, patience ?? Patience);

    /// <summary>Lets everyone finish what it has begun.</summary>
    public async Task Stop()
    {
        await stop.CancelAsync();
        await running;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task Work(int turn)
    {
        var client = history.NewClient();
        while (!stop.IsCancellationRequested)
        {
            var filing = history.NewFiling();
            filing.Drafted = await Do(client, turn++, Act.Draft, filing, server => server.Draft(filing), 201);
            filing.Submitted = await Do(client, turn++, Act.Submit, filing, server => server.Submit(filing), 200);
            await Do(client, turn++, Act.Read, filing, server => server.Read(filing), 200);
            if (turn % 2 == 0)
            {
                await Do(client, turn++, Act.Withdraw, filing, server => server.Withdraw(filing), 200);
                await Do(client, turn++, Act.Read, filing, server => server.Read(filing), 200);
            }
            history.Finish(filing);
            await Task.Delay(thinking);
        }
    }

    private async Task<Answer> Do(int client, int turn, Act act, Filing filing, Func<Applicant, Task<Answer>> send, int success)
    {
        var began = Stopwatch.GetTimestamp();
        var (failures, silences) = (0, 0);
        while (failures + silences < MaxAttempts)
        {
            var (answer, call) = await Send(act, Next(turn + failures + silences), failures + silences, send, success);
            calls.Enqueue(call);
            if (call.Failure.Length == 0)
            {
                history.Add(Recorded.Done(client, act, filing.Reference, began, call.Ended, answer!) with { Failures = failures });
                return answer!;
            }
            // What a client is told to send again, and a read that the database did not answer. Anything else is a fault.
            if (answer is { Status: not (409 or 502 or 503 or 504) } && !(act == Act.Read && answer.Status == 500))
            {
                history.Add(new(client, act, filing.Reference, began, call.Ended, failures + silences == 0 ? Outcome.Refused : Outcome.Unknown));
                throw new InvalidOperationException($"{act} {filing.Reference} was answered {call.Failure}");
            }
            if (answer is null) silences++;
            else failures++;
            await Task.Delay(answer is { Status: 503 } ? RetryAfter : ShortPause);
        }
        history.Add(new(client, act, filing.Reference, began, Stopwatch.GetTimestamp(), Outcome.Unknown));
        throw new TimeoutException($"{act} {filing.Reference} was not done in {MaxAttempts} attempts.");
    }

    private async Task<(Answer? Answer, Call Call)> Send(Act act, int server, int attempt, Func<Applicant, Task<Answer>> send, int success)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            var answer = await send(servers[server]);
            return (answer, new(act, began, Stopwatch.GetTimestamp(), server, attempt, answer.Status == success ? "" : $"{answer.Status} {answer.Body.Split(",\"traceId\"")[0]}"));
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            Volatile.Write(ref silent[server], Stopwatch.GetTimestamp());
            return (null, new(act, began, Stopwatch.GetTimestamp(), server, attempt, failure.GetType().Name));
        }
    }

    // The one whose turn it is, or who comes after it and was not silent a moment ago.
    private int Next(int turn)
    {
        for (var server = turn; server < turn + servers.Count; server++)
            if (Volatile.Read(ref silent[server % servers.Count]) is var since && (since == 0 || Stopwatch.GetElapsedTime(since) > LeftAlone)) return server % servers.Count;
        return turn % servers.Count;
    }
}

/// <summary>One sending and its answer.</summary>
/// <param name="Began">When it was sent (<see cref="Stopwatch"/>).</param>
/// <param name="Ended">When it was answered, or given up.</param>
/// <param name="Server">Which of them.</param>
/// <param name="Attempt">From 0: how often it had failed before.</param>
/// <param name="Failure">Empty when it was done; else the answer without what differs each time, or what happened instead of one.</param>
internal sealed record Call(Act Act, long Began, long Ended, int Server, int Attempt, string Failure);

/// <summary>What an answer says, as the history keeps it.</summary>
internal static class Recorded
{
    public static Operation Done(int client, Act act, string reference, long began, long ended, Answer answer) => new(
        client, act, reference, began, ended, Outcome.Done, answer.Json.GetProperty("id").GetString()!, long.Parse(answer.ETag!.Trim('"')),
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{answer.Status} {answer.Location} {answer.Body}"))));
}
