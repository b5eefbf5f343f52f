using Npgsql;

namespace SingleWindow.Hub.Storage;

/// <summary>This run of this process among the nodes of a cluster.</summary>
/// <param name="Name">Never the same again, also after a restart: what was declared dead stays dead.</param>
internal sealed record ClusterNode(string Name)
{
    /// <summary>SQL: the node in the column <c>node</c> is no living member, so what it was about to do it will not do.</summary>
    public const string IsGone = "(node is null or not exists (select from cluster.members m where m.name = node and m.status <> 6))";

    public static ClusterNode New() => new($"{Environment.MachineName}-{Environment.ProcessId}-{Guid.CreateVersion7():N}");

    /// <summary>The statement that fails its transaction when the cluster has declared this node dead: a process that was frozen and wakes writes nothing. In a transaction that takes a lock, it comes after it.</summary>
    public NpgsqlBatchCommand Alive() => new("call cluster.require_member($1)") { Parameters = { new NpgsqlParameter<string> { TypedValue = Name } } };
}
