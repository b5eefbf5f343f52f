using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Hub.Batches;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Batches;

/// <summary>Many applications at once: each is filed once and like any other, and none stops another.</summary>
[Collection(SharedHub.Name)]
public sealed class BatchTests(HubFixture hub) : IAsyncLifetime
{
    private const string Lines = "application/x-ndjson";

    private readonly Country country = hub.Country;
    private Party employer = null!;

    public async Task InitializeAsync() => employer = await country.Employer();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(Lines)]
    [InlineData("text/csv")]
    [InlineData("text/csv; charset=utf-8; header=present")]
    public async Task Every_row_is_filed_or_told_why_not(string type)
    {
        JsonObject[] forms = [Form(1), Form(2).With("/employment/isco", "0000"), Form(3), Form(4).With("/worker/familyName", null)];
        var sent = (await Send(type == Lines ? Sheets.Lines(forms) : Encoding.UTF8.GetBytes(Sheets.Csv(forms)), type)).Is(202);
        sent.Location.Should().Be($"/api/v1/batches/{sent.Id}");
        sent.Json.AsObject().Select(member => $"{member.Key} {member.Value}").Should().Contain(["state running", "received 4", "taken 4", "submitted 0", "refused 0", "remaining 4", "cancelled 0"]);

        var done = await Finished(sent.Id);
        done.Json.AsObject().Select(member => $"{member.Key} {member.Value}").Should().Contain(["state finished", "received 4", "taken 4", "submitted 2", "refused 2", "remaining 0", "cancelled 0"]);
        var rows = await employer.All($"/api/v1/batches/{sent.Id}/rows", 1);
        rows.Select(row => $"{row["row"]} {row["reference"]} {row["status"]} {row["problem"]?["code"]} {row["problem"]?["errors"]?[0]?["pointer"]}").Should().Equal(
            "1 ROW-1 submitted  ", "2 ROW-2 refused APP-00002 /employment/isco", "3 ROW-3 submitted  ", "4 ROW-4 refused APP-00002 /worker/familyName");
        (await employer.All($"/api/v1/batches/{sent.Id}/rows?status=refused")).Select(row => row["row"]!.GetValue<int>()).Should().Equal(2, 4);
        foreach (var row in rows.Where(row => row["status"]!.ToString() == "submitted"))
        {
            var application = (await employer.Get($"/api/v1/applications/{row["application"]}")).Is(200);
            application.Text("status").Should().Be("submitted");
            application.Json["form"]!["reference"]!.ToString().Should().Be(row["reference"]!.ToString());
        }
        await hub.Hub.Settled();
        (await employer.All("/api/v1/applications")).Should().HaveCount(2, "a row that cannot be filed leaves no draft");
        (await employer.All("/api/v1/batches")).Should().ContainSingle().Which["submitted"]!.GetValue<int>().Should().Be(2);
    }

    [Fact]
    public async Task The_report_says_the_same_and_a_spreadsheet_carries_nothing_of_it_out()
    {
        var sent = (await Send(Sheets.Lines(Form(1).With("/reference", "=HYPERLINK(\"http://x\",\"y\")"), new JsonObject { ["salary"] = 1 }, Form(3)))).Is(202);
        await Finished(sent.Id);

        var report = await employer.Get($"/api/v1/batches/{sent.Id}/report");

        (report.Status, report.ContentType).Should().Be((200, "text/csv; charset=utf-8; header=present"));
        var lines = report.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => CsvText.Cells(line, ',')!).ToArray();
        var rows = await employer.All($"/api/v1/batches/{sent.Id}/rows");
        lines[0].Should().Equal("row", "reference", "status", "application", "code", "title", "members");
        lines.Skip(1).Select(cells => string.Join('|', cells.Take(5))).Should().Equal(
            $"1|'=HYPERLINK(\"http://x\",\"y\")|submitted|{rows[0]["application"]}|", "2||refused||API-00001", $"3|ROW-3|submitted|{rows[2]["application"]}|");
        lines[2][6].Should().StartWith("/salary malformed");
    }

    [Fact]
    public async Task The_same_worker_and_days_twice_in_a_batch_are_filed_once()
    {
        var form = Form(1);
        var sent = (await Send(Sheets.Lines(Enumerable.Range(1, 6).Select(number => form.DeepClone().With("/reference", $"ROW-{number}"))))).Is(202);

        (await Finished(sent.Id)).Json["submitted"]!.GetValue<int>().Should().Be(1);

        var refused = await employer.All($"/api/v1/batches/{sent.Id}/rows?status=refused");
        refused.Should().HaveCount(5).And.OnlyContain(row => row["problem"]!["code"]!.ToString() == "APP-00017" && row["problem"]!["errors"]![0]!["pointer"]!.ToString() == "/employment/plannedStart");
        (await employer.Get($"/api/v1/applications/{refused[0]["application"]}")).Is(200).Text("status").Should().Be("draft", "what only the hub knew leaves a draft to amend");
    }

    [Fact]
    public async Task Sent_again_it_is_the_same_batch_and_another_body_is_refused()
    {
        var (key, batch) = (Party.NewKey(), Sheets.Lines(Form(1), Form(2)));
        var first = (await Send(batch, key: key)).Is(202);
        await Finished(first.Id);

        (await Send(batch, key: key)).Same.Should().Be(first.Same);
        (await Send(Sheets.Lines(Form(3)), key: key)).IsProblem(422, "API-00003");
        await hub.Hub.Settled();
        (await employer.All("/api/v1/batches")).Should().ContainSingle();
        (await employer.All("/api/v1/applications")).Should().HaveCount(2);
        (await hub.Hub.Services.GetRequiredService<IBatchStore>().All(CancellationToken.None)).Select(id => $"{id}").Should().Contain(first.Id);
        await NothingLeftBehind();
    }

    [Fact]
    public async Task What_is_no_batch_is_refused_as_a_whole_and_leaves_nothing()
    {
        var form = Sheets.Lines(Form(1));
        (await Send([])).IsProblem(422, "BAT-00003");
        (await Send("\r\n\n"u8.ToArray())).IsProblem(422, "BAT-00003");
        (await Send("reference,worker.familyName\n"u8.ToArray(), "text/csv")).IsProblem(422, "BAT-00003");
        (await Send(form, "application/json")).IsProblem(415, "BAT-00002");
        (await Send(form, "application/x-ndjson; charset=utf-16")).IsProblem(415, "BAT-00002");
        (await Send("reference,salary\nR,1"u8.ToArray(), "text/csv")).IsProblem(422, "BAT-00005", "/1");
        (await Send([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("reference\nR")], "text/csv")).IsProblem(422, "BAT-00006");
        (await Send("reference,worker.familyName\nR,\"Tamm"u8.ToArray(), "text/csv")).IsProblem(422, "BAT-00007");
        (await Send(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{}\n", 10_001))))).IsProblem(413, "BAT-00004");
        (await Send(form, scheme: "unheard-of")).IsProblem(400, "API-00008");
        (await Send(form, scheme: "")).IsProblem(400, "API-00008");
        (await Send(form, scheme: "ee-eu-blue-card")).IsProblem(409, "INV-00005");
        (await employer.Post($"/api/v1/batches?scheme={Country.Scheme}", form, null, Lines)).IsProblem(400, "API-00002");
        (await employer.Get($"/api/v1/batches/bat_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b/rows?status=lost")).IsProblem(400, "API-00008");
        (await employer.All("/api/v1/batches")).Should().BeEmpty();
        await NothingLeftBehind();
    }

    [Fact]
    public async Task Cancelled_it_files_no_more_and_what_was_filed_stays()
    {
        var sent = (await Send(Sheets.Lines(Enumerable.Range(1, 1000).Select(Form)))).Is(202);
        await Eventually.Holds(async () => (await Read(sent.Id)).Json["submitted"]!.GetValue<int>() > 0, "the first rows are filed");
        var key = Party.NewKey();

        var cancelled = (await employer.Post($"/api/v1/batches/{sent.Id}/cancel", key: key)).Is(200);

        cancelled.Text("state").Should().Be("cancelled");
        var submitted = cancelled.Json["submitted"]!.GetValue<int>();
        (submitted + cancelled.Json["cancelled"]!.GetValue<int>(), cancelled.Json["remaining"]!.GetValue<int>()).Should().Be((1000, 0));
        submitted.Should().BeInRange(1, 999);
        await hub.Hub.Settled();
        (await employer.All("/api/v1/applications?status=submitted")).Should().HaveCount(submitted);
        (await employer.All($"/api/v1/batches/{sent.Id}/rows?status=cancelled")).Should().HaveCount(1000 - submitted).And.OnlyContain(row => row["reference"] != null && row["application"] == null);
        (await employer.Post($"/api/v1/batches/{sent.Id}/cancel", key: key)).Same.Should().Be(cancelled.Same);
        (await employer.Post($"/api/v1/batches/{sent.Id}/cancel")).Is(200).Text("state").Should().Be("cancelled");
        (await employer.All("/api/v1/applications?status=submitted")).Should().HaveCount(submitted);
    }

    [Fact]
    public async Task A_finished_batch_is_not_cancelled()
    {
        var sent = (await Send(Sheets.Lines(Form(1)))).Is(202);
        await Finished(sent.Id);

        (await employer.Post($"/api/v1/batches/{sent.Id}/cancel")).IsProblem(409, "BAT-00010");
    }

    [Fact]
    public async Task When_the_mandate_ends_nothing_more_is_filed_and_each_row_says_so()
    {
        var lawyer = await country.Employer();
        var mandate = (await employer.Post("/api/v1/mandates", Forms.Mandate(lawyer, hub.Today))).Is(201).Id;
        var sent = (await Send(Sheets.Lines(Enumerable.Range(1, 1000).Select(Form)), by: lawyer.For(employer.Id))).Is(202);

        (await employer.Delete($"/api/v1/mandates/{mandate}")).Is(200);
        var filed = (await Read(sent.Id)).Json["submitted"]!.GetValue<int>();

        var done = await Finished(sent.Id);
        done.Json["submitted"]!.GetValue<int>().Should().Be(filed);
        (await employer.All($"/api/v1/batches/{sent.Id}/rows?status=refused")).Should().NotBeEmpty().And.OnlyContain(row => row["problem"]!["code"]!.ToString() == "BAT-00009");
        await hub.Hub.Settled();
        (await employer.All("/api/v1/applications?status=submitted")).Should().HaveCount(done.Json["submitted"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_representative_sends_and_follows_batches_within_his_mandate_only()
    {
        var lawyer = await country.Employer();
        (await employer.Post("/api/v1/mandates", Forms.Mandate(lawyer, hub.Today).With("/schemes", new JsonArray(Country.Scheme)))).Is(201);
        var acting = lawyer.For(employer.Id);
        var sent = (await Send(Sheets.Lines(Form(1)), by: acting)).Is(202);

        (await Finished(sent.Id)).Json["submitted"]!.GetValue<int>().Should().Be(1);
        (await acting.Get($"/api/v1/batches/{sent.Id}")).Is(200);
        await hub.Hub.Settled();
        (await acting.All("/api/v1/batches")).Should().ContainSingle();
        (await acting.All("/api/v1/batches")).Select(row => row["id"]!.ToString()).Should().Equal((await employer.All("/api/v1/batches")).Select(row => row["id"]!.ToString()));
        (await lawyer.Get($"/api/v1/batches/{sent.Id}")).IsProblem(404, "BAT-00001");
        (await Send(Sheets.Lines(Form(2)), by: acting, scheme: "ee-seasonal")).IsProblem(404, "BAT-00001");
        (await Send(Sheets.Lines(Form(2)), by: (await country.Employer()).For(employer.Id))).IsProblem(404, "BAT-00001");
    }

    [Fact]
    public async Task The_template_names_the_columns_that_are_taken()
    {
        var template = await employer.Get($"/api/v1/schemes/{Country.Scheme}/batch-template");

        (template.Status, template.ContentType).Should().Be((200, "text/csv; charset=utf-8; header=present"));
        var names = CsvText.Cells(template.Body.TrimEnd(), ',')!;
        Sheets.Csv(Form(1)).Split("\r\n")[0].Split(',').Should().BeSubsetOf(names);
        var row = CsvText.Row(names.Select(name => name == "reference" ? "R-1" : ""));
        var sent = (await Send(Encoding.UTF8.GetBytes(template.Body + row), "text/csv")).Is(202);
        (await Finished(sent.Id)).Json["refused"]!.GetValue<int>().Should().Be(1, "it names nobody");
        (await employer.Get("/api/v1/schemes/unheard-of/batch-template")).IsProblem(404, "SCH-00001");
    }

    [Fact]
    public async Task A_client_that_hangs_up_leaves_nothing()
    {
        using var hangsUp = new CancellationTokenSource();
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/batches?scheme={Country.Scheme}") { Content = new StreamContent(new Stalled(Sheets.Lines(Enumerable.Range(1, 500).Select(Form)), hangsUp)) };
        request.Content.Headers.ContentType = new(Lines);
        request.Headers.Add("Idempotency-Key", Party.NewKey());
        request.Headers.Authorization = new("Bearer", employer.Token);

        await FluentActions.Awaiting(() => hub.Http.SendAsync(request, hangsUp.Token)).Should().ThrowAsync<OperationCanceledException>();

        await Eventually.Holds(async () => await Unknown() == 0, "nothing is left of it");
        (await employer.All("/api/v1/batches")).Should().BeEmpty();
    }

    private JsonObject Form(int number) => Sheets.Form(hub.Today, number);

    private Task<Answer> Send(byte[] batch, string type = Lines, string? key = null, string scheme = Country.Scheme, Party? by = null) =>
        (by ?? employer).Post($"/api/v1/batches?scheme={scheme}", batch, key ?? Party.NewKey(), type);

    private async Task<Answer> Read(string batch) => (await employer.Get($"/api/v1/batches/{batch}")).Is(200);

    private async Task<Answer> Finished(string batch)
    {
        Answer? last = null;
        await Eventually.Holds(async () => (last = await Read(batch)).Text("state") == "finished", "the batch is finished");
        return last!;
    }

    private async Task NothingLeftBehind() => (await Unknown()).Should().Be(0);

    // Batches of which there are rows, but no event.
    private async Task<int> Unknown()
    {
        var services = hub.Hub.Services;
        var left = 0;
        foreach (var batch in await services.GetRequiredService<IBatchStore>().All(CancellationToken.None))
            if ((await services.GetRequiredService<IEventStore>().ReadStream(new(batch.ToString()), 0, 1, CancellationToken.None)).Count == 0) left++;
        return left;
    }

    /// <summary>A body that never ends: the client hangs up when it has been sent.</summary>
    private sealed class Stalled(byte[] bytes, CancellationTokenSource hangsUp) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (await base.ReadAsync(buffer, cancellationToken) is > 0 and var have) return have;
            await hangsUp.CancelAsync();
            throw new OperationCanceledException(hangsUp.Token);
        }
    }
}
