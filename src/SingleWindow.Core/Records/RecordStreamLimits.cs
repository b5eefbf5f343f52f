namespace SingleWindow.Core.Records;

/// <summary>How much a register may send in one stream of rows.</summary>
public static class RecordStreamLimits
{
    /// <summary>Rows of one stream; blank lines are none.</summary>
    public const int Rows = 100_000;

    /// <summary>Bytes of one row, without its line end.</summary>
    public const int RowBytes = 64 * 1024;

    /// <summary>Bytes of the whole body.</summary>
    public const long Bytes = 256 * 1024 * 1024;
}
