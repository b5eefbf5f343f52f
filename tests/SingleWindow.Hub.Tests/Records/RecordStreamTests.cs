using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Core.Records;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>A register sends very many entries at once, and hears of each row by itself.</summary>
[Collection(SharedHub.Name)]
public sealed class RecordStreamTests(HubFixture hub)
{
    private const string Path = "/api/v1/records/tax-standing";

    private readonly Country country = hub.Country;
    private readonly string code = Country.NewCode();

    [Fact]
    public async Task Each_row_is_told_by_its_line_and_a_bad_one_stops_no_other()
    {
        (await Rows($"\uFEFF{Entry(1)}\r\n\r\n{Entry(1, 7)}\n \t\n{Entry(1, 7)}\n{Entry(2, -1)}\n[]\n{{\"registryCode\":\"{code}\",\"registryCode\":1}}\n{Entry(3)}\n{Entry(4)[..^5]}"))
            .Should().Equal("1 created 1", "3 corrected 2", "5 unchanged 2", "6 REC-00005 /arrearsEur", "7 API-00001 ", "8 API-00001 /registryCode", "9 created 1", "10 API-00001 /asOf");
    }

    [Fact]
    public async Task What_stands_in_the_rows_is_what_readers_see()
    {
        var row = Json(await Send(Entry(1, 12))).Single();

        (await hub.Party("authority", "LAB", "inspection", "P04").Get($"{Path}/{row["record"]}?purpose=P04")).Is(200).Json["content"]!["arrearsEur"]!.GetValue<int>().Should().Be(12);
    }

    [Fact]
    public async Task The_same_rows_again_are_unchanged_and_under_the_same_key_they_are_the_same_command()
    {
        var (key, body) = (Party.NewKey(), $"{Entry(1, 1)}\n{Entry(2)}\n{Entry(1, 2)}\n{Entry(1, 1)}\n{Entry(2)}\n{{}}");
        var first = await Send(body, key);
        var before = await hub.Hub.Settled();

        (await Send(body, key)).Same.Should().Be(first.Same);
        (await Rows(body[body.LastIndexOf(Entry(1, 1), StringComparison.Ordinal)..])).Should().Equal("1 unchanged 3", "2 unchanged 1", "3 REC-00005 /arrearsEur,/asOf,/registryCode");

        Told(first).Should().Equal("1 created 1", "2 created 1", "3 corrected 2", "4 corrected 3", "5 unchanged 1", "6 REC-00005 /arrearsEur,/asOf,/registryCode");
        (await hub.EventsAfter(before)).Should().BeEmpty();
    }

    [Fact]
    public async Task Another_row_under_a_key_that_was_used_is_refused_and_one_that_was_refused_may_be_mended()
    {
        var key = Party.NewKey();
        Told(await Send($"{Entry(1)}\n{{}}", key)).Should().Equal("1 created 1", "2 REC-00005 /arrearsEur,/asOf,/registryCode");

        Told(await Send($"{Entry(1, 5)}\n{Entry(2)}", key)).Should().Equal("1 API-00003 ", "2 created 1");
    }

    [Fact]
    public async Task Rows_that_are_no_text_of_ours_are_refused_by_themselves()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes(Entry(1)), (byte)'\n', .. Encoding.Latin1.GetBytes("{\"registryCode\":\"õ\"}\n"), .. new byte[RecordStreamLimits.RowBytes + 1].Select(_ => (byte)'x'), (byte)'\n', .. Encoding.UTF8.GetBytes(Entry(2))];
        var rows = Json(await country.Tax.Post(Path, body, Party.NewKey(), "application/x-ndjson; charset=utf-8"));

        rows.Select(Told).Should().Equal("1 created 1", "2 API-00001 ", "3 API-00009 ", "4 created 1");
        rows[1]["errors"]![0]!["code"]!.ToString().Should().Be("encoding");
        Told(await country.Tax.Post(Path, Encoding.Unicode.GetBytes($"{Entry(3)}\n"), Party.NewKey(), "application/x-ndjson")).Should().OnlyContain(row => row.Contains("API-00001"));
    }

    [Fact]
    public async Task A_row_that_violates_the_schema_at_line_50001_is_told_there_and_what_is_more_than_100000_rows_is_not_taken()
    {
        var lines = Enumerable.Repeat("{}", RecordStreamLimits.Rows + 2).ToArray();
        (lines[50_000], lines[50_001], lines[99_999], lines[100_000]) = (Entry(1, -1), Entry(1), Entry(2), Entry(3));

        var rows = await Rows(string.Join('\n', lines));

        rows.Should().HaveCount(RecordStreamLimits.Rows + 1);
        rows.Skip(50_000).Take(2).Should().Equal("50001 REC-00005 /arrearsEur", "50002 created 1");
        rows.Skip(99_999).Should().Equal("100000 created 1", "100001 REC-00009 ");
        (await Rows($"{Entry(2)}\n{Entry(3)}")).Should().Equal("1 unchanged 1", "2 created 1");
    }

    [Fact]
    public async Task Rows_of_one_record_follow_each_other()
    {
        var rows = await Rows(string.Join('\n', Enumerable.Range(0, 300).Select(arrears => Entry(1 + arrears % 2, arrears))));

        rows.Should().Equal(Enumerable.Range(0, 300).Select(i => $"{i + 1} {(i < 2 ? "created" : "corrected")} {1 + i / 2}"));
        (await Rows($"{Entry(1, 298)}\n{Entry(2, 299)}")).Should().Equal("1 unchanged 150", "2 unchanged 150");
    }

    [Fact]
    public async Task Two_streams_of_the_same_keys_at_once_make_no_version_twice()
    {
        var body = string.Join('\n', Enumerable.Range(1, 28).Select(day => Entry(day)));
        var (same, other) = (Send(body), Send(body));
        var rows = Json(await same).Concat(Json(await other)).ToArray();

        rows.Should().HaveCount(56).And.OnlyContain(row => row["version"]!.GetValue<int>() == 1);
        rows.GroupBy(row => row["record"]!.ToString()).Should().HaveCount(28)
            .And.OnlyContain(record => record.Count(row => row["status"]!.ToString() == "created") == 1 && record.Count(row => row["status"]!.ToString() == "unchanged") == 1);
    }

    [Fact]
    public async Task Who_breaks_off_in_the_middle_has_sent_what_came_before_and_hears_of_it_with_the_same_key()
    {
        var (key, body) = (Party.NewKey(), string.Join('\n', Enumerable.Range(1, 28).Select(day => Entry(day))));
        var half = body[..(body.Length / 2)];
        using (var connection = new TcpClient())
        {
            await connection.ConnectAsync(hub.Hub.Address.Host, hub.Hub.Address.Port);
            var head = $"POST {Path} HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer {country.Tax.Token}\r\nContent-Type: application/x-ndjson\r\nIdempotency-Key: {key}\r\nTransfer-Encoding: chunked\r\n\r\n";
            await connection.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"{head}{half.Length:x}\r\n{half}\r\n"));
            var first = JsonNode.Parse(half.Split('\n')[0])!["asOf"]!.ToString();
            await Eventually.Holds(async () => (await hub.Hub.Services.GetRequiredService<IViewStore>().Query(
                "SELECT day FROM records WHERE type = 'tax-standing' AND day = $1 AND employer_key = $2", row => row.Text(0), [first, await Index()], default)).Count == 1, "the first row is taken in before the last is sent");
            connection.LingerState = new LingerOption(true, 0);
        }

        Answer again = null!;
        await Eventually.Holds(async () => (again = await Send(body, key)).Status == 200, "the hub has seen that nobody is there any more");
        Told(again).Should().Equal(Enumerable.Range(1, 28).Select(row => $"{row} created 1"));
    }

    [Theory]
    [InlineData("/api/v1/records/nothing", 404, "REC-00002")]
    [InlineData("/api/v1/records/employer-profile", 403, "REC-00004")]
    public async Task What_is_wrong_with_the_whole_is_told_as_one_problem(string path, int status, string problem)
    {
        (await hub.Writes(async () =>
        {
            (await country.Tax.Post(path, Encoding.UTF8.GetBytes(Entry(1)), Party.NewKey(), "application/x-ndjson")).IsProblem(status, problem);
            (await country.Tax.Post(Path, Encoding.UTF8.GetBytes(Entry(1)), null, "application/x-ndjson")).IsProblem(400, "API-00002");
            (await country.Tax.Post(Path, Encoding.UTF8.GetBytes(Entry(1)), Party.NewKey(), "application/x-ndjson; charset=utf-16")).IsProblem(415, "API-00010");
            (await Rows("")).Should().BeEmpty();
        })).Should().BeFalse();
    }

    private async Task<string> Index() => await hub.Hub.Services.GetRequiredService<SingleWindow.Hub.Records.RecordSubjects>().Employer(code, default);

    private string Entry(int day, int arrears = 0) => string.Create(CultureInfo.InvariantCulture, $"{{\"registryCode\":\"{code}\",\"asOf\":\"2026-02-{day:00}\",\"arrearsEur\":{arrears}}}");

    private Task<Answer> Send(string body, string? key = null) => country.Tax.Post(Path, Encoding.UTF8.GetBytes(body), key ?? Party.NewKey(), "application/x-ndjson");

    private async Task<IReadOnlyList<string>> Rows(string body) => Told(await Send(body));

    private static IReadOnlyList<JsonNode> Json(Answer answer)
    {
        answer.Status.Should().Be(200, "the answer was {0}", answer.Body);
        answer.ContentType.Should().Be("application/x-ndjson");
        return [.. answer.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    private static IReadOnlyList<string> Told(Answer answer) => [.. Json(answer).Select(Told)];

    private static string Told(JsonNode row) => row["status"]!.ToString() == "refused"
        ? $"{row["row"]} {row["code"]} {string.Join(',', (row["errors"]?.AsArray() ?? []).Select(error => error!["pointer"]!.ToString()).Distinct().Order(StringComparer.Ordinal))}"
        : $"{row["row"]} {row["status"]} {row["version"]}";
}
