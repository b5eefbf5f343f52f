using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Batches;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Batches;

/// <summary>A row as it was read.</summary>
/// <param name="Number">From 1; empty rows do not count.</param>
/// <param name="Form">The application form as JSON; null when the row cannot be read.</param>
/// <param name="Reference">The client's own reference.</param>
/// <param name="Problem">Why it cannot be read.</param>
internal sealed record ReadRow(int Number, byte[]? Form, string? Reference, Problem? Problem);

/// <summary>Reads a batch as it streams. A row that is none is refused by itself; only where nobody can say what the rows are is the whole refused.</summary>
/// <param name="isCsv">CSV whose first line names columns; else NDJSON, each line an application form.</param>
/// <param name="known">The columns that a CSV may have.</param>
internal sealed class BatchReader(bool isCsv, IReadOnlyList<BatchColumn> known)
{
    /// <summary>Most bytes of a row.</summary>
    public const int LongestRow = 64 * 1024;

    private const int LongestReference = 64;

    private static readonly byte[] Blanks = [.. " \t\r\n"u8];

    private readonly RecordSplitter splitter = new(LongestRow, isCsv);
    private List<BatchColumn>? columns;
    private bool hasBegun;

    /// <summary>Why the batch is refused as a whole; nothing is read after it.</summary>
    public Problem? Fault { get; private set; }

    /// <summary>How many rows have been read.</summary>
    public int Rows { get; private set; }

    /// <summary>The rows that this piece completes.</summary>
    public IEnumerable<ReadRow> Push(ReadOnlyMemory<byte> piece) => Read(splitter.Push(piece));

    /// <summary>The last row.</summary>
    public IEnumerable<ReadRow> Finish() => splitter.Finish() is { } last ? Read([last]) : [];

    private IEnumerable<ReadRow> Read(IEnumerable<RawRecord> records)
    {
        foreach (var record in records)
        {
            if (Fault is not null) yield break;
            if (Row(hasBegun ? record : Begin(record)) is { } row) yield return row;
        }
    }

    // Spreadsheets put a mark in front; two other marks say that what follows is UTF-16.
    private RawRecord Begin(RawRecord first)
    {
        hasBegun = true;
        if (first.Bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) Fault = BatchProblems.NotUtf8;
        return first.Bytes is [0xEF, 0xBB, 0xBF, .. var rest] ? first with { Bytes = rest } : first;
    }

    private ReadRow? Row(RawRecord record)
    {
        if (Fault is not null || IsBlank(record)) return null;
        if (isCsv && columns is null) return Header(record);
        var row = record switch
        {
            { IsOpen: true } => Refused("quote"),
            { IsTooLong: true } => Refused("too-long", $"At most {LongestRow} bytes."),
            _ when !Utf8.IsValid(record.Bytes) => Refused("encoding", "Text in UTF-8."),
            _ => isCsv ? Cells(Encoding.UTF8.GetString(record.Bytes)) : Form(record.Bytes, null),
        };
        if (row is null) return null;
        Rows++;
        if (record.IsOpen) Fault = BatchProblems.OpenQuote.Because($"The cell stands in row {Rows}, or begins there.");
        if (Rows > Batch.MostRows) Fault = BatchProblems.TooManyRows;
        return Fault is null ? row with { Number = Rows } : null;
    }

    private ReadRow? Header(RawRecord record)
    {
        if (record.IsTooLong || !Utf8.IsValid(record.Bytes))
        {
            Fault = record.IsTooLong ? BatchProblems.Columns : BatchProblems.NotUtf8;
            return null;
        }
        var line = Encoding.UTF8.GetString(record.Bytes);
        // Where the comma stands in numbers, spreadsheets write a semicolon between cells.
        splitter.Separator = (byte)(line.Contains(';') && !line.Contains(',') ? ';' : ',');
        var names = CsvText.Cells(line, (char)splitter.Separator) ?? [];
        var found = names.ConvertAll(name => known.FirstOrDefault(column => column.Name == name));
        var errors = new FieldErrors();
        for (var i = 0; i < found.Count; i++)
            // Never the name itself: without a first line of names the first row stands there.
            if (found[i] is null) errors.Add($"/{i}", "unknown", $"Column {i + 1} is none of the template.");
            else if (found.IndexOf(found[i]) < i) errors.Add($"/{i}", "duplicate", $"Column {i + 1} is named twice.");
        if (errors.IsEmpty && found.Count > 0) columns = found!;
        else Fault = BatchProblems.Columns.At(errors.All);
        return null;
    }

    private ReadRow? Cells(string line)
    {
        if (CsvText.Cells(line, (char)splitter.Separator) is not { } cells) return Refused("quote", "A quotation mark stands around a whole cell, and is doubled within.");
        if (cells.TrueForAll(cell => cell.Length == 0)) return null;
        if (cells.Count != columns!.Count) return Refused("cells", $"As many cells as the first line: {columns.Count}.");
        var form = new JsonObject();
        var errors = new FieldErrors();
        string? reference = null;
        foreach (var (column, cell) in columns.Zip(cells))
        {
            if (cell.Length == 0) continue;
            if (column.Name == "reference") reference = cell[..Math.Min(cell.Length, LongestReference)];
            if (CsvText.IsFormula(cell)) errors.Add(column.Pointer, "formula", "No =, +, -, @, tab or end of line in front.");
            else Set(form, column, cell);
        }
        return errors.IsEmpty ? Form(Encoding.UTF8.GetBytes(form.ToJsonString()), reference) : new(0, null, reference, BatchProblems.Unreadable.At(errors.All));
    }

    private static ReadRow Form(byte[] json, string? reference)
    {
        var form = RequestBody<ApplicationForm>.Parse(json, secret: []);
        return form.Problem is { } problem ? new(0, null, reference, problem) : new(0, json, form.Value!.Reference, null);
    }

    private static void Set(JsonObject form, BatchColumn column, string cell)
    {
        if (column.Kind == CellKind.Statement)
        {
            if (form["evidence"] is null) form["evidence"] = new JsonArray();
            form["evidence"]!.AsArray().Add(new JsonObject { ["type"] = column.Path[1], ["statement"] = cell });
            return;
        }
        var owner = form;
        foreach (var name in column.Path.SkipLast(1)) owner = (owner[name] ??= new JsonObject()).AsObject();
        owner[column.Path[^1]] = column.Kind switch
        {
            CellKind.Words => new JsonArray([.. cell.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => JsonValue.Create(word))]),
            // What is no number stays text, and is refused where numbers are read.
            CellKind.Number when decimal.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
            _ => cell,
        };
    }

    private bool IsBlank(RawRecord record) => !isCsv && record is { IsTooLong: false } && record.Bytes.AsSpan().IndexOfAnyExcept(Blanks) < 0;

    private static ReadRow Refused(string code, string detail = "") => new(0, null, null, BatchProblems.Unreadable.At(new FieldError("", code, detail)));
}
