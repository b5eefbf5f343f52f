using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Records;

/// <summary>What became of one row of a stream.</summary>
/// <param name="Row">The number of its line, from 1.</param>
/// <param name="Status">Created, corrected, unchanged or refused.</param>
/// <param name="Record">Opaque id; absent when the row does not tell which record it is.</param>
/// <param name="Version">The version that the row stands in; absent when it was refused.</param>
/// <param name="Code">Why it was refused: the code of a problem.</param>
/// <param name="Detail">The same in words.</param>
/// <param name="Errors">The members of the row that are wrong, the first twenty of them.</param>
public sealed record RecordRow(int Row, RecordRowStatus Status, RecordId? Record = null, int? Version = null, string? Code = null, string? Detail = null, IReadOnlyList<FieldError>? Errors = null)
{
    private const int MostErrors = 20;

    internal static RecordRow Of(int row, RecordReceipt receipt) => new(row, receipt.Status, receipt.Record, receipt.Version);

    internal static RecordRow Of(int row, Problem problem, RecordId? record = null) => new(
        row, RecordRowStatus.Refused, record, null, problem.Code, problem.Detail ?? problem.Title, problem.Errors.Count == 0 ? null : [.. problem.Errors.Take(MostErrors)]);
}
