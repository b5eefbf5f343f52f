using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Feeds;

/// <summary>
/// Keeps tables of the read model. Its writes and its checkpoint are one transaction, so each event counts exactly once; and it writes nothing that
/// does not come from events, so that a rebuild gives the same tables again.
/// </summary>
internal interface IProjection
{
    /// <summary>Names the checkpoint; never changes.</summary>
    string Name { get; }

    /// <summary>The events that it takes in, or their families. Others never reach it, and cost it nothing; a test compares this with what its code names.</summary>
    IReadOnlyList<Type> Follows { get; }

    /// <summary>Raise it when <see cref="Schema"/> or the meaning of <see cref="Apply"/> changes: the tables are dropped and built again.</summary>
    int Revision { get; }

    /// <summary>All tables it ever had, in lower-case letters and underscores.</summary>
    IReadOnlyList<string> Tables { get; }

    /// <summary>The script that makes them.</summary>
    string Schema { get; }

    /// <summary>True when what its tables do not hold decides something: while it stands still before an event that it cannot take in, it is not live (<see cref="Checkpoint.IsLive"/>).</summary>
    bool DecidesByAbsence => false;

    /// <summary>Takes in one event.</summary>
    ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct);
}
