using System.Collections.Concurrent;
using SingleWindow.EndToEnd.Tests.Crash;

namespace SingleWindow.EndToEnd.Tests.Faults;

/// <summary>What all clients did and were told.</summary>
internal sealed class History
{
    // Enough to send again what is old and what is new, and not more than fits in memory after a night.
    private const int Kept = 100;

    private readonly ConcurrentQueue<Operation> operations = [];
    private readonly ConcurrentQueue<Filing> first = [];
    private readonly ConcurrentQueue<Filing> last = [];
    private int number;
    private int clients;
    private int finished;

    /// <summary>Everything, as it ended.</summary>
    public IReadOnlyCollection<Operation> Operations => operations;

    /// <summary>How many applications were filed to the end.</summary>
    public int Finished => Volatile.Read(ref finished);

    /// <summary>Some that were filed to the end: the first and the last.</summary>
    public IEnumerable<Filing> Sample => [.. first, .. last];

    /// <summary>A number that no other client has.</summary>
    public int NewClient() => Interlocked.Increment(ref clients);

    /// <summary>An application that nobody has filed, for a worker of its own.</summary>
    public Filing NewFiling()
    {
        var own = Interlocked.Increment(ref number);
        return new(own, $"FAULT{own:D7}");
    }

    public void Add(Operation operation) => operations.Enqueue(operation);

    /// <summary>The filing came to its end.</summary>
    public void Finish(Filing filing)
    {
        Interlocked.Increment(ref finished);
        if (first.Count < Kept) first.Enqueue(filing);
        else last.Enqueue(filing);
        if (last.Count > Kept) last.TryDequeue(out _);
    }
}
