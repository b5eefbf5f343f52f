using CsCheck;
using SingleWindow.Core.Batches;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Batches;

namespace SingleWindow.Hub.Tests.Batches;

/// <summary>What is given out as CSV is read back the same, and a spreadsheet carries nothing of it out.</summary>
public sealed class CsvTextTests
{
    private const string Letters = "=+-@\t\r\n,;\"'aõ1";

    private static readonly Gen<string> Cell = Gen.Int[0, Letters.Length - 1].Select(at => Letters[at]).Array[0, 8].Select(letters => new string(letters));

    [Fact]
    public void A_row_is_read_back_cell_by_cell() => Cell.Array[1, 8].Sample(cells =>
    {
        var row = CsvText.Row(cells);
        return row.EndsWith("\r\n") && CsvText.Cells(row[..^2], ',') is { } read && read.SequenceEqual(cells.Select(CsvText.Harmless));
    });

    [Fact]
    public void No_cell_of_a_report_begins_as_a_formula_does() => Gen.Select(Cell, Cell, Gen.Int[1, 10_000]).Sample((reference, detail, number) =>
    {
        var row = new BatchRow(number, RowStatus.Refused, reference, null, BatchProblems.Unreadable.Because(detail).At(new FieldError(detail, "code", detail)));
        var cells = CsvText.Cells(BatchReport.Line(row)[..^2], ',')!;
        return cells.Count == 7 && cells[0] == $"{number}" && cells[1] == CsvText.Harmless(reference) && cells.TrueForAll(cell => !CsvText.IsFormula(cell));
    });

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    public void Each_sign_of_a_formula_is_known(string cell)
    {
        CsvText.IsFormula(cell).Should().BeTrue();
        CsvText.Harmless(cell).Should().Be("'" + cell);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData(",", 2)]
    [InlineData("a,\"b,\"\"c\"\"\nd\"", 2)]
    [InlineData("\"\",x,", 3)]
    public void Cells_are_those_of_RFC_4180(string row, int cells) => CsvText.Cells(row, ',').Should().HaveCount(cells);

    [Theory]
    [InlineData("a\"b")]
    [InlineData("\"a")]
    [InlineData("\"a\"b,c")]
    [InlineData("\"a\"\"")]
    public void A_quotation_mark_out_of_place_makes_it_no_row(string row) => CsvText.Cells(row, ',').Should().BeNull();
}
