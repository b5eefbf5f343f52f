using SingleWindow.Core.Workers;

namespace SingleWindow.Hub.Workers;

/// <summary>Two workers are one person.</summary>
/// <param name="With">The other one: his id stays valid and leads to this one.</param>
/// <param name="Reason">In words, up to 2000 characters.</param>
public sealed record MergeBody(WorkerId? With, string? Reason);

/// <summary>A merge was wrong.</summary>
/// <param name="From">The worker into whom this one was merged.</param>
/// <param name="Reason">In words, up to 2000 characters.</param>
/// <param name="Identities">Numbers of identifiers that the other one got after the merge and that are this one's; whatever else came after the merge stays with the other.</param>
public sealed record SplitBody(WorkerId? From, string? Reason, IReadOnlyList<int>? Identities = null);

/// <summary>What was registered is wrong.</summary>
/// <param name="Reason">In words, up to 2000 characters.</param>
/// <param name="BirthDate">The right birth date.</param>
/// <param name="Release">Numbers of identifiers that are not this worker's: they are free for whoever is filed for with them next.</param>
public sealed record CorrectionBody(string? Reason, DateOnly? BirthDate = null, IReadOnlyList<int>? Release = null);

/// <summary>A candidate needs no change.</summary>
/// <param name="With">The other worker, where the candidate names one.</param>
public sealed record DismissBody(WorkerId? With = null);

/// <summary>Who a worker is among the others; no names, no codes.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="CanonicalId">The id that stands for this one: his own, unless he was merged.</param>
/// <param name="Status">awaiting-second while a change waits, else effective.</param>
/// <param name="MergedInto">Into whom he was merged, directly.</param>
/// <param name="Merged">Who was merged into him, directly.</param>
/// <param name="Identities">The strong identifiers that the hub knows.</param>
/// <param name="Waiting">A change that waits for a second operator to send the same.</param>
public sealed record WorkerFile(
    WorkerId Id, WorkerId CanonicalId, string Status, WorkerId? MergedInto, IReadOnlyList<WorkerId> Merged, IReadOnlyList<IdentityView> Identities, WaitingView? Waiting);

/// <summary>What an official should look at.</summary>
/// <param name="Worker">A worker.</param>
/// <param name="Other">The worker with whom a filing mixed him up; absent when the filing named another birth date.</param>
/// <param name="NotedAt">When.</param>
public sealed record MergeCandidate(string Worker, string? Other, DateTimeOffset NotedAt);
