using System.Text;

namespace SingleWindow.Hub.Batches;

/// <summary>CSV as in RFC 4180, a row at a time. What a spreadsheet would carry out is no data: nothing that begins so is taken, and nothing that is given begins so.</summary>
internal static class CsvText
{
    /// <summary>In front of a file: spreadsheets know by it that what follows is UTF-8.</summary>
    public const string ByteOrderMark = "\uFEFF";

    // A spreadsheet carries out what begins so (OWASP, CSV injection).
    private const string FormulaSigns = "=+-@\t\r";

    /// <summary>The cells of a row; null when a quotation mark stands where none may.</summary>
    public static List<string>? Cells(string row, char separator)
    {
        var cells = new List<string>();
        for (var at = 0; ;)
        {
            var cell = new StringBuilder();
            if (at < row.Length && row[at] == '"')
            {
                for (at++; ; at++)
                {
                    if (at == row.Length) return null;
                    if (row[at] != '"') cell.Append(row[at]);
                    else if (at + 1 < row.Length && row[at + 1] == '"') cell.Append(row[at++]);
                    else break;
                }
                at++;
                if (at < row.Length && row[at] != separator) return null;
            }
            else
            {
                var end = row.IndexOf(separator, at) is >= 0 and var found ? found : row.Length;
                cell.Append(row, at, end - at);
                if (row.AsSpan(at, end - at).Contains('"')) return null;
                at = end;
            }
            cells.Add(cell.ToString());
            if (at == row.Length) return cells;
            at++;
        }
    }

    /// <summary>True for what a spreadsheet would carry out.</summary>
    public static bool IsFormula(string cell) => cell.Length > 0 && FormulaSigns.Contains(cell[0]);

    /// <summary>A row with its end of line. What could be carried out gets an apostrophe in front, which spreadsheets take for "this is text".</summary>
    public static string Row(params IEnumerable<string?> cells) => string.Join(',', cells.Select(cell => Quoted(Harmless(cell ?? "")))) + "\r\n";

    /// <summary>The cell as it is given out.</summary>
    public static string Harmless(string cell) => IsFormula(cell) ? "'" + cell : cell;

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",;\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
