using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Batches;

/// <summary>Where a batch stands.</summary>
[JsonConverter(typeof(KebabCaseEnum<BatchState>))]
public enum BatchState
{
    /// <summary>Its rows are being filed.</summary>
    Running,

    /// <summary>Every row was filed or refused.</summary>
    Finished,

    /// <summary>Stopped by its owner: what was filed stays, the rest is not filed.</summary>
    Cancelled,
}

/// <summary>Where a row stands.</summary>
[JsonConverter(typeof(KebabCaseEnum<RowStatus>))]
public enum RowStatus
{
    /// <summary>To be filed.</summary>
    Waiting,

    /// <summary>Filed: its application goes its own way.</summary>
    Submitted,

    /// <summary>Unreadable, or against a rule.</summary>
    Refused,

    /// <summary>Not filed, because the batch was cancelled before.</summary>
    Cancelled,
}

/// <summary>A batch and how far it has come.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Scheme">Scheme id.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Received">How many rows came.</param>
/// <param name="Taken">How many of them could be read; the others are refused.</param>
/// <param name="Submitted">How many are filed.</param>
/// <param name="Refused">How many are unreadable or against a rule.</param>
/// <param name="Remaining">How many are still to be filed.</param>
/// <param name="Cancelled">How many are not filed, because the batch was cancelled.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="EndedAt">When it was finished or cancelled.</param>
/// <param name="RowsDestroyed">True when the results of the rows are gone.</param>
[GenerateSerializer, Immutable]
public sealed record BatchView(
    BatchId Id, string Scheme, BatchState State, int Received, int Taken, int Submitted, int Refused, int Remaining, int Cancelled, DateTimeOffset ReceivedAt, DateTimeOffset? EndedAt, bool? RowsDestroyed);
