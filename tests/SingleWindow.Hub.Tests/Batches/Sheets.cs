using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SingleWindow.Core.Batches;
using SingleWindow.Core.Schemes;
using SingleWindow.Hub.Batches;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Batches;

/// <summary>Batches as an employer's system or spreadsheet writes them.</summary>
internal static class Sheets
{
    public static readonly IReadOnlyList<BatchColumn> Columns = BatchColumns.Of(SchemeCatalog.Default.Newest(Country.Scheme)!);

    /// <summary>A form that can be filed, with a reference of its own.</summary>
    public static JsonObject Form(DateOnly today, int number) => Forms.Complete(today).With("/reference", $"ROW-{number}");

    public static byte[] Lines(params IEnumerable<JsonNode> forms) => Encoding.UTF8.GetBytes(string.Concat(forms.Select(form => form.ToJsonString() + "\n")));

    /// <summary>The forms as CSV, with every column that any of them fills.</summary>
    public static string Csv(params IReadOnlyList<JsonNode> forms)
    {
        var filled = Columns.Where(column => forms.Any(form => Cell(form, column).Length > 0)).ToArray();
        return CsvText.Row(filled.Select(column => column.Name)) + string.Concat(forms.Select(form => CsvText.Row(filled.Select(column => Cell(form, column)))));
    }

    /// <summary>Reads a batch that comes in these pieces.</summary>
    public static (IReadOnlyList<ReadRow> Rows, BatchReader Reader) Read(byte[] batch, bool isCsv, params IEnumerable<int> cuts)
    {
        var reader = new BatchReader(isCsv, Columns);
        var rows = new List<ReadRow>();
        var from = 0;
        foreach (var to in cuts.Where(cut => cut < batch.Length).Order().Append(batch.Length))
        {
            rows.AddRange(reader.Push(batch.AsMemory(from, to - from)));
            from = to;
        }
        rows.AddRange(reader.Finish());
        return (rows, reader);
    }

    public static (IReadOnlyList<ReadRow> Rows, BatchReader Reader) Read(string batch, bool isCsv = true) => Read(Encoding.UTF8.GetBytes(batch), isCsv);

    private static string Cell(JsonNode form, BatchColumn column)
    {
        if (column.Kind == CellKind.Statement)
            return form["evidence"]?.AsArray().FirstOrDefault(statement => statement!["type"]!.ToString() == column.Path[1])?["statement"]?.ToString() ?? "";
        var value = column.Path.Aggregate(form, (JsonNode? node, string name) => node?[name]);
        return value is JsonArray words ? string.Join(' ', words.Select(word => word!.ToString())) : string.Create(CultureInfo.InvariantCulture, $"{value}");
    }
}
