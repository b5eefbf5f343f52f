using System.Diagnostics;

namespace SingleWindow.EndToEnd.Tests.Faults;

/// <summary>Judges what clients were told against what is there in the end (I1, I2, I7, I8). Knows nothing of how it was done.</summary>
/// <param name="history">Everything that clients did.</param>
/// <param name="store">Every event, in the order of positions.</param>
/// <param name="list">Every application that the employer's list shows.</param>
/// <param name="heard">Every event that a follower read with a cursor meanwhile, in the order in which it read them.</param>
internal sealed class Checker(IReadOnlyCollection<Operation> history, IReadOnlyList<Entry> store, IReadOnlyList<Listed> list, IReadOnlyList<Entry> heard)
{
    private static readonly Dictionary<Act, string> Effects = new()
    {
        [Act.Draft] = "application.drafted",
        [Act.Submit] = "application.submitted",
        [Act.Withdraw] = "application.withdrawn",
    };

    private readonly Dictionary<string, Entry[]> streams = store.GroupBy(entry => entry.Stream).ToDictionary(stream => stream.Key, stream => stream.ToArray());
    private readonly Operation[] writes = [.. history.Where(operation => operation.Act != Act.Read)];

    /// <summary>One line for each broken promise.</summary>
    public IReadOnlyList<string> Violations() => [.. Gaps(), .. Disorder(), .. Skipped(), .. Missing(), .. Doubled(), .. Phantoms(), .. Stale(), .. Unlisted()];

    /// <summary>Applications that the list does not show as the store has them, which it may do for a moment.</summary>
    public IEnumerable<string> Unlisted()
    {
        var listed = list.ToLookup(row => row.Id);
        return streams.Values.Where(stream => stream[0].Type == Effects[Act.Draft])
            .Where(stream => listed[stream[0].Stream].FirstOrDefault() is not { } row || !Agree(row.Status, stream))
            .Select(stream => $"unlisted: {stream[0].Stream} is not in the list as it is in the store");
    }

    // Positions are 1, 2, 3...
    private IEnumerable<string> Gaps() =>
        store.Where((entry, index) => entry.Position != index + 1).Take(1).Select(entry => $"gap: position {entry.Position} does not follow the one before");

    private IEnumerable<string> Disorder() =>
        from stream in streams.Values
        from entry in stream.Where((entry, index) => entry.Version != index + 1).Take(1)
        select $"disorder: version {entry.Version} of {entry.Stream} does not follow the one before";

    private IEnumerable<string> Skipped() =>
        heard.Select((entry, index) => (Heard: entry, Stored: index < store.Count ? store[index] : null)).Where(pair => pair.Heard != pair.Stored).Take(1)
            .Select(pair => $"skipped: the follower read {pair.Heard}, where the store has {pair.Stored}")
            .Concat(heard.Count < store.Count ? [$"skipped: the follower never read position {heard.Count + 1}"] : []);

    private IEnumerable<string> Missing() => history.Where(operation => operation.Outcome == Outcome.Done && !IsThere(operation))
        .Select(operation => $"missing: {operation.Act} {operation.Reference} was answered with version {operation.Version} of {operation.Id}, and that is not in the store");

    private bool IsThere(Operation done) => streams.TryGetValue(done.Id, out var stream) && stream.Length >= done.Version && (done.Act == Act.Read || Has(stream[..(int)done.Version], done.Act));

    private IEnumerable<string> Doubled() =>
    [
        .. from stream in streams.Values
           from effect in Effects
           where stream.Count(entry => entry.Type == effect.Value) > 1
           select $"doubled: {stream[0].Stream} has {effect.Value} more than once",
        .. from same in writes.Where(write => write.Outcome == Outcome.Done).GroupBy(write => (write.Act, write.Reference))
           where same.Select(write => (write.Id, write.Version, write.Answer)).Distinct().Count() > 1
           select $"doubled: {same.Key.Act} {same.Key.Reference} has more than one answer",
        .. from same in list.GroupBy(row => row.Reference)
           where same.Count() > 1
           select $"doubled: there is more than one application {same.Key}",
    ];

    // What nobody asked for, and what was refused.
    private IEnumerable<string> Phantoms()
    {
        var asked = writes.Where(write => write.Outcome != Outcome.Refused).Select(write => (write.Act, write.Reference)).ToHashSet();
        return from row in list
               from act in Effects.Keys
               where Has(streams.GetValueOrDefault(row.Id, []), act) ? !asked.Contains((act, row.Reference)) : act == Act.Draft
               select $"phantom: {act} {row.Reference} of {row.Id} is there, and was not asked for";
    }

    // A client sees what it was told before, whichever server it asks.
    private IEnumerable<string> Stale()
    {
        foreach (var client in history.Where(operation => operation.Outcome == Outcome.Done).GroupBy(operation => operation.Client))
        {
            var seen = new Dictionary<string, long>();
            foreach (var operation in client.OrderBy(operation => operation.Began))
            {
                var known = seen.GetValueOrDefault(operation.Id);
                if (operation.Act == Act.Read && operation.Version < known) yield return $"stale: client {client.Key} read version {operation.Version} of {operation.Id} after it had seen {known}, at {TimeProvider.System.GetUtcNow() - Stopwatch.GetElapsedTime(operation.Began):HH:mm:ss.fff}, for {Stopwatch.GetElapsedTime(operation.Began, operation.Ended).TotalSeconds:0.0} s";
                seen[operation.Id] = Math.Max(known, operation.Version);
            }
        }
    }

    private static bool Agree(string status, Entry[] stream) => Has(stream, Act.Withdraw) ? status == "withdrawn" : status != "withdrawn" && (status != "draft") == Has(stream, Act.Submit);

    private static bool Has(IEnumerable<Entry> stream, Act act) => stream.Any(entry => entry.Type == Effects[act]);
}
