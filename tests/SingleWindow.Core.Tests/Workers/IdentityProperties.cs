using SingleWindow.Core.Workers;
using static SingleWindow.Core.Tests.Workers.Registry;

namespace SingleWindow.Core.Tests.Workers;

/// <summary>Whatever operators merge and split, and in whatever order.</summary>
public sealed class IdentityProperties
{
    private const int Workers = 6;
    private static readonly Gen<(int Worker, int Other, bool Split)[]> Acts =
        Gen.Select(Gen.Int[1, Workers], Gen.Int[1, Workers], Gen.Bool, (worker, other, split) => (worker, other, split)).Array[0, 40];

    [Fact]
    public void Every_id_leads_to_one_worker_who_stands_for_himself() => Acts.Sample(acts =>
    {
        var registry = Play(acts);
        return registry.Workers.Keys.All(id => registry.Canonical(id) is { } canonical && registry.Workers[canonical].MergedInto is null);
    });

    [Fact]
    public void Both_streams_tell_the_same() => Acts.Sample(acts =>
    {
        var registry = Play(acts);
        var seenByLosers = registry.Workers.Values.Where(worker => worker.MergedInto is not null).Select(worker => (worker.MergedInto!.Value, worker.Id)).ToHashSet();
        return seenByLosers.SetEquals(registry.Workers.Values.SelectMany(worker => worker.Merged.Select(merger => (worker.Id, merger.Worker))));
    });

    [Fact]
    public void A_split_undoes_the_merge_and_nothing_else() => Gen.Select(Acts, Gen.Int[1, Workers], Gen.Int[1, Workers]).Sample((acts, survivor, loser) =>
    {
        var registry = Play(acts);
        var before = Links(registry);
        registry.Both(survivor, new WorkerCommand.Merge(Id(loser), "So."));
        if (registry.Last.Problem is not null) return before == Links(registry);
        registry.Both(loser, new WorkerCommand.Split(Id(survivor), [], "Not so."));
        return registry.Last.Problem is null && before == Links(registry);
    });

    [Fact]
    public void No_identifier_is_lost_and_none_has_two_owners() => Acts.Sample(acts =>
        Play(acts).Workers.Values.SelectMany(worker => worker.IdentityKeys).Order(StringComparer.Ordinal).SequenceEqual(Enumerable.Range(1, Workers).Select(number => $"key-{number}")));

    private static Registry Play((int Worker, int Other, bool Split)[] acts)
    {
        var registry = new Registry(Workers);
        foreach (var (worker, other, split) in acts)
            registry.Both(worker, split ? new WorkerCommand.Split(Id(other), [], "Not so.") : new WorkerCommand.Merge(Id(other), "So."));
        return registry;
    }

    private static string Links(Registry registry) => string.Join('\n', registry.Workers.Values.OrderBy(worker => worker.Id.Value)
        .Select(worker => $"{worker.Id} {worker.MergedInto} {string.Join(' ', worker.Merged.Select(merger => merger.Worker).OrderBy(id => id.Value))} {string.Join(' ', worker.IdentityKeys.Order(StringComparer.Ordinal))}"));
}
