using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Batches;

/// <summary>Refusals about batches, and about their rows. Codes are never used again for another meaning.</summary>
public static class BatchProblems
{
    /// <summary>Unknown, or not the caller's: the two look the same.</summary>
    public static readonly Problem Unknown = new("BAT-00001", 404, "There is no such batch");

    /// <summary>The declared type is none that is taken.</summary>
    public static readonly Problem MediaType = new("BAT-00002", 415, "A batch is application/x-ndjson or text/csv, in UTF-8");

    /// <summary>There is no row in it.</summary>
    public static readonly Problem Empty = new("BAT-00003", 422, "The batch has no rows");

    /// <summary>More rows than a batch may have.</summary>
    public static readonly Problem TooManyRows = new("BAT-00004", 413, "A batch has at most 10000 rows");

    /// <summary>The first line of a CSV names each column once, and no other than those of the template.</summary>
    public static readonly Problem Columns = new("BAT-00005", 422, "The first line must name columns of the template, each once");

    /// <summary>The file is not text in UTF-8.</summary>
    public static readonly Problem NotUtf8 = new("BAT-00006", 422, "The batch must be text in UTF-8");

    /// <summary>A quotation mark opens a cell that nothing closes: nobody can say where the rows behind it begin.</summary>
    public static readonly Problem OpenQuote = new("BAT-00007", 422, "A quoted cell is not closed before the end");

    /// <summary>One row that is no row; the others are taken.</summary>
    public static readonly Problem Unreadable = new("BAT-00008", 422, "The row cannot be read");

    /// <summary>What was not filed yet when the right to act for the employer ended stays undone.</summary>
    public static readonly Problem MandateOver = new("BAT-00009", 409, "The mandate ended before this row was filed");

    /// <summary>Every row has been filed or refused.</summary>
    public static readonly Problem Finished = new("BAT-00010", 409, "The batch is finished");

    /// <summary>Their retention is over.</summary>
    public static readonly Problem RowsGone = new("BAT-00011", 409, "The rows of the batch have been destroyed");
}
