using System.Collections.Concurrent;
using System.Net;
using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Systems;

/// <summary>
/// The computer system of one authority, outside the hub and a client of its API: publishes what comes into its register, takes tasks, decides by its desk's rules.
/// </summary>
internal sealed class AuthoritySystem(string code, string name, HubClient hub, IDesk? desk = null, string? official = null) : IDisposable
{
    private readonly ConcurrentDictionary<string, int> register = new();
    private readonly SemaphoreSlim one = new(1);
    private readonly ConcurrentDictionary<string, int> done = new();
    private int troubles;

    public string Name { get; } = name;

    public string Code { get; } = code;

    /// <summary>What it holds and what it did, in numbers.</summary>
    public object Overview => new
    {
        authority = Code,
        name = Name,
        register,
        did = done,
        troubles,
    };

    /// <summary>How many entries of which type came in.</summary>
    public IReadOnlyDictionary<string, int> Register => register;

    /// <summary>An entry comes into the register, and is published to the hub. What the hub has already is no new version.</summary>
    public async Task Enter(RegisterEntry entry, CancellationToken ct)
    {
        (await hub.Post($"records/{entry.Type}", entry.Content, entry.Key, ct)).Must<Receipt>(HttpStatusCode.Created);
        register.AddOrUpdate(entry.Type, 1, (_, count) => count + 1);
    }

    /// <summary>One look into the inbox: takes what is there and does what the desk says.</summary>
    /// <returns>What was done, as step and outcome.</returns>
    public async Task<IReadOnlyList<string>> Work(CancellationToken ct)
    {
        if (desk is null) return [];
        await one.WaitAsync(ct);
        try
        {
            List<string> moves = [];
            var tasks = await Inbox(ct);
            foreach (var (id, task) in tasks)
                if (desk.Look(task, [.. tasks.Values.Where(other => other.Application == task.Application)]) is { } move && await Do(id, task, move, ct))
                    moves.Add($"{task.Step}: {move.Summary}");
            foreach (var move in moves) done.AddOrUpdate(move, 1, (_, count) => count + 1);
            return moves;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Looks into the inbox now and then, until told to stop. What does not work now is tried again the next time.</summary>
    public async Task KeepWorking(TimeSpan pause, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(pause);
        while (await timer.WaitForNextTickAsync(stop))
        {
            try
            {
                await Work(stop);
            }
            catch (Exception trouble) when (!stop.IsCancellationRequested && trouble is HttpRequestException or UnexpectedAnswerException or OperationCanceledException)
            {
                Interlocked.Increment(ref troubles);
            }
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<Dictionary<string, AuthorityTask>> Inbox(CancellationToken ct)
    {
        Dictionary<string, AuthorityTask> tasks = [];
        await foreach (var row in hub.List<TaskRow>("tasks", ct))
        {
            var answer = await hub.Get($"tasks/{row.Id}", ct);
            // The list may be a moment behind the tasks themselves.
            if (answer.Status == HttpStatusCode.OK && answer.Must<AuthorityTask>(HttpStatusCode.OK) is { Status: "open" or "claimed" } task) tasks.Add(row.Id, task);
        }
        return tasks;
    }

    // A task that was finished or suspended meanwhile refuses with 409; that is no trouble.
    private async Task<bool> Do(string id, AuthorityTask task, Move move, CancellationToken ct)
    {
        var round = task.Inquiries.Count;
        var claimed = await hub.Post($"tasks/{id}/claim", new { official }, $"claim/{round}", ct);
        if (claimed.Status != HttpStatusCode.OK) return false;
        var answer = await hub.Post($"tasks/{id}/{move.Action}", move.Body with { Official = official }, $"{move.Action}/{round}", ct);
        if (answer.Status == HttpStatusCode.Conflict) return false;
        answer.Must<AuthorityTask>(HttpStatusCode.OK);
        return true;
    }
}
