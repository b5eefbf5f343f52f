using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using SingleWindow.Core.Applications;
using SingleWindow.Hub.Batches;
using SingleWindow.Hub.Http;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Batches;

/// <summary>A batch is read the same whatever pieces it comes in; what is no row is refused by itself, and what leaves open what the rows are is refused as a whole.</summary>
public sealed class BatchReaderTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    private static readonly string[] Tokens =
        ["reference", "worker.familyName", "employment.weeklyHours", "worker.citizenships", ",", ";", "\"", "\"\"", "\n", "\r\n", "\r", "{", "}", "\"reference\":\"R\"", "40", "=1+1", "'", " ", "é", "\uFEFF", "x", "\t", "{}", "null", "\\"];

    private static readonly Gen<string> Token = Gen.Int[0, Tokens.Length - 1].Select(at => Tokens[at]);

    private static readonly Gen<byte[]> Bytes = Gen.Select(Token.Array[0, 60], Gen.Byte.Array[0, 3], Gen.Int[0, 400], (tokens, noise, at) =>
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(tokens));
        return (byte[])[.. text[..Math.Min(at, text.Length)], .. noise, .. text[Math.Min(at, text.Length)..]];
    });

    [Fact]
    public void Whatever_the_pieces_the_rows_are_the_same() =>
        Gen.Select(Bytes, Gen.Bool, Gen.Bool, Gen.Int[0, 400].Array[0, 20]).Sample((noise, isCsv, withHeader, cuts) =>
        {
            byte[] batch = isCsv && withHeader ? [.. "reference,worker.familyName,worker.citizenships\n"u8, .. noise] : noise;
            var (whole, reader) = Sheets.Read(batch, isCsv);
            var (pieces, other) = Sheets.Read(batch, isCsv, cuts);
            var (each, third) = Sheets.Read(batch, isCsv, Enumerable.Range(0, batch.Length));
            return Same(whole, pieces) && Same(whole, each) && Fault(reader) == Fault(other) && Fault(reader) == Fault(third);
        }, iter: 5000);

    [Fact]
    public void Every_row_has_its_number_and_is_either_a_form_or_refused_with_a_code() =>
        Gen.Select(Bytes, Gen.Bool).Sample((noise, isCsv) =>
        {
            var (rows, reader) = Sheets.Read([.. "reference,worker.familyName\n"u8, .. noise], isCsv);
            return rows.Select(row => row.Number).SequenceEqual(Enumerable.Range(1, rows.Count))
                && rows.All(row => row.Form is null == row.Problem is not null && (row.Form is null || RequestBody<ApplicationForm>.Parse(row.Form, []).Value is not null))
                && (reader.Fault is not null || reader.Rows == rows.Count);
        }, iter: 5000);

    [Fact]
    public void The_same_forms_are_read_from_lines_and_from_a_spreadsheet()
    {
        JsonNode[] forms = [Sheets.Form(Today, 1), Sheets.Form(Today, 2).With("/worker/givenNames", "Anne \"Ann\", Marie;\nÕie").With("/worker/citizenships", new JsonArray("UKR", "MDA")).With("/employment/weeklyHours", 37.5m)];
        var lines = Sheets.Read(Sheets.Lines(forms), isCsv: false).Rows;
        var csv = Sheets.Csv(forms);

        foreach (var text in new[] { csv, csv.Replace("\r\n", "\n"), csv.TrimEnd(), "\uFEFF" + csv, "\r\n" + csv + "\r\n\r\n,,,\r\n".Replace(",,,", new string(',', csv.Split("\r\n")[0].Count(c => c == ','))) })
        {
            var (rows, reader) = Sheets.Read(text);
            reader.Fault.Should().BeNull();
            rows.Select(Json).Should().Equal(lines.Select(Json));
            rows.Select(row => (row.Number, row.Reference)).Should().Equal((1, "ROW-1"), (2, "ROW-2"));
        }
    }

    [Fact]
    public void Spreadsheets_of_countries_with_a_decimal_comma_write_semicolons()
    {
        var (rows, _) = Sheets.Read("reference;worker.familyName;employment.weeklyHours\nR;\"Tamm; Kask\";40\nS;\"Mets, Saar\";37,5\n");

        Json(rows[0]).Should().Be("""{"reference":"R","worker":{"familyName":"Tamm; Kask"},"employment":{"weeklyHours":40}}""");
        rows[1].Problem!.Errors.Should().ContainSingle().Which.Pointer.Should().Be("/employment/weeklyHours");
    }

    [Theory]
    [InlineData("reference,worker.familyName\nR,Tamm,x\nS,Kask", "cells")]
    [InlineData("reference,worker.familyName\nR\nS,Kask", "cells")]
    [InlineData("reference,worker.familyName\nR,Ta\"mm\nS,Kask", "quote")]
    [InlineData("reference,worker.familyName\nR,\"Tamm\"x\nS,Kask", "quote")]
    [InlineData("reference,worker.familyName\nR,=HYPERLINK(1)\nS,Kask", "formula")]
    [InlineData("reference,worker.familyName\nR,\"@SUM(A1)\"\nS,Kask", "formula")]
    [InlineData("reference,worker.familyName\nR,\"\tx\"\nS,Kask", "formula")]
    [InlineData("reference,employment.weeklyHours\nR,many\nS,40", "malformed")]
    [InlineData("reference,worker.birthDate\nR,yesterday\nS,1990-01-01", "malformed")]
    [InlineData("reference,worker.familyName\nR,\u0007\nS,Kask", "malformed")]
    public void A_row_that_is_none_stops_no_other(string csv, string code)
    {
        var (rows, reader) = Sheets.Read(csv);

        reader.Fault.Should().BeNull();
        rows.Should().HaveCount(2);
        rows[0].Problem!.Errors.Should().ContainSingle().Which.Code.Should().Be(code);
        rows[1].Should().Match<ReadRow>(row => row.Problem == null && row.Reference == "S");
    }

    [Theory]
    [InlineData("{\"reference\":\"R\"", "")]
    [InlineData("not json", "")]
    [InlineData("null", "")]
    [InlineData("[]", "")]
    [InlineData("{\"worker\":{\"familyName\":7}}", "/worker/familyName")]
    [InlineData("{\"worker\":{\"salary\":7}}", "/worker/salary")]
    [InlineData("{\"reference\":\"R\",\"reference\":\"S\"}", "/reference")]
    public void A_line_that_is_no_form_stops_no_other(string line, string pointer)
    {
        var (rows, reader) = Sheets.Read($"{{}}\r\n{line}\n\n  \n{{\"reference\":\"S\"}}", isCsv: false);

        reader.Fault.Should().BeNull();
        rows.Should().HaveCount(3);
        rows[1].Problem!.Code.Should().Be("API-00001");
        rows[1].Problem!.Errors.Should().ContainSingle().Which.Pointer.Should().Be(pointer);
        rows[2].Reference.Should().Be("S");
    }

    [Theory]
    [InlineData("reference,salary\nR,1", "/1")]
    [InlineData("reference,reference\nR,1", "/1")]
    [InlineData("Olena,Koval,1990-01-01\n", "/0 /1 /2")]
    [InlineData("reference,\nR,", "/1")]
    [InlineData("reference,\"worker.familyName\nR,1", "")]
    public void A_first_line_that_names_no_columns_is_refused_and_not_repeated(string csv, string pointers)
    {
        var (rows, reader) = Sheets.Read(csv);

        rows.Should().BeEmpty();
        (reader.Fault!.Code, string.Join(' ', reader.Fault.Errors.Select(error => error.Pointer))).Should().Be(("BAT-00005", pointers));
        reader.Fault.Errors.Should().NotContain(error => error.Detail.Contains("Koval"));
    }

    [Fact]
    public void A_quotation_mark_that_nothing_closes_hides_rows_so_the_whole_is_refused() =>
        Sheets.Read("reference,worker.familyName\nR,\"Tamm\nS,Kask\nT,Mets\n").Reader.Fault.Should().Match<Core.Shared.Problem>(fault => fault.Code == "BAT-00007" && fault.Detail!.Contains("row 1"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Other_letters_than_those_of_UTF_8_are_refused(bool isCsv)
    {
        var text = isCsv ? "reference,worker.familyName\nR,K\u00f5iv\nS,Kask\n" : "{\"worker\":{\"familyName\":\"K\u00f5iv\"}}\n{\"reference\":\"S\"}\n";

        Sheets.Read(Encoding.Latin1.GetBytes(text), isCsv).Rows.Should().Match<IReadOnlyList<ReadRow>>(rows => rows.Count == 2 && rows[0].Problem!.Errors[0].Code == "encoding" && rows[1].Problem == null);
        Sheets.Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)], isCsv).Reader.Fault!.Code.Should().Be("BAT-00006");
        Sheets.Read([.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)], isCsv).Reader.Fault!.Code.Should().Be("BAT-00006");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_cell_of_ten_million_characters_is_let_pass_without_being_held(bool isCsv)
    {
        var long1 = new string('x', 10_000_000);
        var text = isCsv ? $"reference,worker.familyName\nR,\"{long1}\n\"\"{long1}\"\nS,Kask" : $"{{\"reference\":\"{long1}\"}}\n{{\"reference\":\"S\"}}";
        var batch = Encoding.UTF8.GetBytes(text);
        var reader = new BatchReader(isCsv, Sheets.Columns);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var rows = new List<ReadRow>();
        for (var at = 0; at < batch.Length; at += 4096) rows.AddRange(reader.Push(batch.AsMemory(at, Math.Min(4096, batch.Length - at))));
        rows.AddRange(reader.Finish());

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(2_000_000);
        rows.Should().HaveCount(2);
        rows[0].Problem!.Errors.Should().ContainSingle().Which.Code.Should().Be("too-long");
        rows[1].Reference.Should().Be("S");
    }

    [Fact]
    public void Ten_thousand_rows_are_a_batch_and_one_more_is_none()
    {
        Sheets.Read(string.Concat(Enumerable.Repeat("{}\n", 10_000)), isCsv: false).Reader.Fault.Should().BeNull();
        Sheets.Read(string.Concat(Enumerable.Repeat("{}\n", 10_001)), isCsv: false).Reader.Fault!.Code.Should().Be("BAT-00004");
    }

    private static bool Same(IReadOnlyList<ReadRow> these, IReadOnlyList<ReadRow> those) => these.Select(Text).SequenceEqual(those.Select(Text));

    private static string Text(ReadRow row) => $"{row.Number} {row.Reference} {Json(row)} {row.Problem?.Code} {string.Join(' ', row.Problem?.Errors.Select(error => error.Pointer + error.Code) ?? [])}";

    private static string? Fault(BatchReader reader) => reader.Fault?.Code;

    private static string Json(ReadRow row) => row.Form is null ? "" : JsonNode.Parse(row.Form)!.ToJsonString();
}
