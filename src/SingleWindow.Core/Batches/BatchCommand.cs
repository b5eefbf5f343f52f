using SingleWindow.Core.Employers;

namespace SingleWindow.Core.Batches;

/// <summary>What can be asked of a batch.</summary>
[GenerateSerializer, Immutable]
public abstract record BatchCommand
{
    private BatchCommand() { }

    /// <summary>Takes it in; its rows are durable already.</summary>
    /// <param name="Batch">Its id.</param>
    /// <param name="Employer">For whom.</param>
    /// <param name="Scheme">Under which scheme.</param>
    /// <param name="Rows">How many rows came.</param>
    /// <param name="Readable">How many of them could be read.</param>
    [GenerateSerializer, Immutable]
    public sealed record Receive(BatchId Batch, EmployerId Employer, string Scheme, int Rows, int Readable) : BatchCommand;

    /// <summary>Files no more of it.</summary>
    /// <param name="Counts">What has become of its rows.</param>
    [GenerateSerializer, Immutable]
    public sealed record Cancel(BatchCounts Counts) : BatchCommand;

    /// <summary>Nothing is left to file.</summary>
    /// <param name="Counts">What became of its rows.</param>
    [GenerateSerializer, Immutable]
    public sealed record Finish(BatchCounts Counts) : BatchCommand;

    /// <summary>The retention of the rows is over, and they are destroyed.</summary>
    [GenerateSerializer, Immutable]
    public sealed record DestroyRows : BatchCommand;
}
