using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Core.Batches;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Batches;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Batches;

/// <summary>A batch outlives the process, and its rows do not outlive their time. With a hub of its own, that is stopped and whose clock is stepped.</summary>
public sealed class BatchLifeTests(SmallBatchesHub hub) : IClassFixture<SmallBatchesHub>
{
    private readonly Country country = hub.Country;

    [Fact]
    public async Task Interrupted_it_goes_on_and_no_row_is_filed_twice()
    {
        var employer = await country.Employer();
        var sent = await Send(employer, 300);
        await Eventually.Holds(async () => (await employer.Get($"/api/v1/batches/{sent}")).Is(200).Json["submitted"]!.GetValue<int>() > 0, "it has begun");

        await hub.Close();
        await hub.Open();

        await Finished(employer, sent, submitted: 300);
        await hub.Hub.Settled();
        (await employer.All("/api/v1/applications?status=submitted")).Select(row => row["reference"]!.ToString()).Should().BeEquivalentTo(Enumerable.Range(1, 300).Select(number => $"ROW-{number}"));
    }

    [Fact]
    public async Task Rows_of_a_batch_that_was_never_acknowledged_are_gone_after_the_next_start()
    {
        var batch = EntityId.New<BatchId>(hub.Time.GetUtcNow());
        await Rows.Add(batch, [new(1, "{}"u8.ToArray(), "R", null)], CancellationToken.None);

        await hub.Close();
        await hub.Open();

        await Eventually.Holds(async () => (await Store.All(CancellationToken.None)).All(id => id != batch), "they are gone");
        (await Rows.Read(batch, null, 0, 10, CancellationToken.None)).Should().BeNull("their key is gone too");
    }

    [Fact]
    public async Task What_a_row_said_is_nowhere_in_plain_text_and_gone_when_it_is_filed()
    {
        var employer = await country.Employer();
        var batch = EntityId.New<BatchId>(hub.Time.GetUtcNow());
        var form = Encoding.UTF8.GetBytes(Sheets.Form(hub.Today, 1).With("/worker/familyName", "Unverwechselbar").ToJsonString());
        await Rows.Add(batch, [new(1, form, "UNMISTAKABLE-1", null)], CancellationToken.None);
        (await Rows.Waiting(batch, 0, 10, CancellationToken.None)).Should().ContainSingle().Which.Form.Worker!.FamilyName.Should().Be("Unverwechselbar");
        foreach (var file in await hub.Stored("batches.*"))
            if (!file.EndsWith(".lock", StringComparison.Ordinal)) Encoding.Latin1.GetString(await Read(file)).Should().NotContain("Unverwechselbar").And.NotContain("UNMISTAKABLE");
        await Rows.Destroy(batch, CancellationToken.None);

        var sent = EntityId.Parse<BatchId>(await Send(employer, 2));
        await Finished(employer, sent.ToString(), submitted: 2);

        (await Store.Read(sent, null, 0, 10, CancellationToken.None)).Should().HaveCount(2).And.OnlyContain(row => row.Form == null && row.Status == RowStatus.Submitted);
    }

    [Fact]
    public async Task The_results_of_the_rows_are_destroyed_when_their_time_is_over_and_the_counts_stay()
    {
        var employer = await country.Employer();
        var sent = await Send(employer, 3);
        await Finished(employer, sent, submitted: 3);
        await hub.Hub.Settled();

        hub.Time.Advance(TimeSpan.FromDays(29));
        (await employer.All($"/api/v1/batches/{sent}/rows")).Should().HaveCount(3);
        hub.Time.Advance(TimeSpan.FromDays(2));

        await Eventually.Holds(async () => (await employer.Get($"/api/v1/batches/{sent}")).Is(200).Json["rowsDestroyed"] is not null, "the rows are destroyed");
        (await employer.Get($"/api/v1/batches/{sent}")).Is(200).Json["submitted"]!.GetValue<int>().Should().Be(3);
        (await employer.Get($"/api/v1/batches/{sent}/rows")).IsProblem(409, "BAT-00011");
        (await employer.Get($"/api/v1/batches/{sent}/report")).IsProblem(409, "BAT-00011");
        (await Store.Read(EntityId.Parse<BatchId>(sent), null, 0, 10, CancellationToken.None)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_batch_of_more_bytes_than_the_installation_takes_is_refused_announced_or_not(bool announced)
    {
        var employer = await country.Employer();
        var bytes = new byte[SmallBatchesHub.MaxBytes + 1];
        Array.Fill(bytes, (byte)'\n');
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/batches?scheme={Country.Scheme}") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/x-ndjson");
        request.Headers.Add("Idempotency-Key", Party.NewKey());
        request.Headers.TransferEncodingChunked = !announced;

        (await employer.Send(request)).IsProblem(413, "API-00009");
    }

    private BatchRows Rows => hub.Hub.Services.GetRequiredService<BatchRows>();

    private IBatchStore Store => hub.Hub.Services.GetRequiredService<IBatchStore>();

    private async Task<string> Send(Party employer, int rows) =>
        (await employer.Post($"/api/v1/batches?scheme={Country.Scheme}", Sheets.Lines(Enumerable.Range(1, rows).Select(number => Sheets.Form(hub.Today, number))), Party.NewKey(), "application/x-ndjson")).Is(202).Id;

    private static Task Finished(Party employer, string batch, int submitted) => Eventually.Holds(
        async () => (await employer.Get($"/api/v1/batches/{batch}")).Is(200).Json is { } read && read["state"]!.ToString() == "finished" && read["submitted"]!.GetValue<int>() == submitted, "every row is filed");

    private static async Task<byte[]> Read(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}

/// <summary>A hub that takes small batches only.</summary>
public sealed class SmallBatchesHub() : HubFixture(new() { ["Batches:MaxBytes"] = $"{MaxBytes}" })
{
    internal const int MaxBytes = 400_000;
}
