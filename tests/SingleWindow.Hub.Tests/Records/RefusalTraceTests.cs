using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>Who tries and is shown nothing leaves a trace, with whom the record is about if there is one, and hears the same whether there is.</summary>
[Collection(SharedHub.Name)]
public sealed class RefusalTraceTests(HubFixture hub)
{
    private static int numbers;
    private readonly Country country = hub.Country;

    [Theory]
    [InlineData("MIG", "P01", "P01", 404, "nothing")]
    [InlineData("MIG", "P11", "P11", 403, "refused")]
    [InlineData("TAX", "P05", "P05", 403, "refused")]
    [InlineData("LAB", "P01", "P04", 403, "refused")]
    [InlineData("MIG", "P01", "Jaan Tamm", 403, "refused")]
    public async Task A_try_to_read_a_complaint_by_its_id_is_the_victims_to_know(string authority, string held, string purpose, int status, string result)
    {
        var (_, id, record) = await Complaint();
        var before = await hub.Hub.Settled();
        var reader = hub.Party("authority", authority, "desk", held);

        var real = await reader.Get($"/api/v1/records/complaint/{record}?purpose={Uri.EscapeDataString(purpose)}");
        var none = await reader.Get($"/api/v1/records/complaint/rec_{Guid.CreateVersion7():N}?purpose={Uri.EscapeDataString(purpose)}");
        var byKey = await reader.Post("/api/v1/records/complaint/query", Question(purpose, id), key: null);
        var byNoKey = await reader.Post("/api/v1/records/complaint/query", Question(purpose, $"{id}-none"), key: null);

        real.IsProblem().Status.Should().Be(status);
        (none.Status, none.WithoutTrace).Should().Be((real.Status, real.WithoutTrace));
        byNoKey.Status.Should().Be(byKey.Status);
        if (byKey.Status == 200) byNoKey.Body.Should().Be(byKey.Body);
        else byNoKey.WithoutTrace.Should().Be(byKey.WithoutTrace);
        var traces = await Traces(before);
        traces.Select(trace => trace.Leaf["decision"]!.ToString()).Should().Equal(Enumerable.Repeat(result, 4));
        traces.Select(trace => trace.Leaf["purpose"]?.ToString()).Should().OnlyContain(kept => kept == (purpose.StartsWith('P') ? purpose : null), "what is no purpose might be anything");
        var victim = traces[0].Subject;
        victim.Should().StartWith("idk_");
        traces.Select(trace => trace.Subject).Should().Equal(victim, $"reader_{authority}", victim, $"reader_{authority}");
    }

    [Fact]
    public async Task A_question_about_a_person_under_a_purpose_that_is_not_held_is_his_to_know()
    {
        var (code, _, _) = await Complaint();
        var before = await hub.Hub.Settled();

        (await hub.Party("authority", "LAB", "desk", "P03").Post("/api/v1/records/complaint/query", Encoding.UTF8.GetBytes($$"""{"purpose":"P04","subject":"{{code}}"}"""), key: null)).IsProblem(403, "REC-00006");

        (await Traces(before)).Should().ContainSingle().Which.Subject.Should().StartWith("idk_");
    }

    [Theory]
    [InlineData("P01", "P01", 200)]
    [InlineData("P11", "P11", 403)]
    [InlineData("P03", "P99", 403)]
    public async Task Nobody_learns_from_a_refusal_that_somebody_was_erased_and_nobody_makes_keys_by_asking(string held, string purpose, int status)
    {
        var (code, _, _) = await Complaint();
        var reader = hub.Party("authority", "MIG", "desk", held);
        Task<Answer> Ask(string subject) => reader.Post("/api/v1/records/complaint/query", Encoding.UTF8.GetBytes($$"""{"purpose":"{{purpose}}","subject":"{{subject}}"}"""), key: null);
        var before = await hub.Hub.Settled();
        await Ask(code);
        var subject = (await Traces(before)).Should().ContainSingle().Which.Subject;
        await hub.Hub.Services.GetRequiredService<IKeyVault>().Destroy(subject, null, CancellationToken.None);
        before = await hub.Hub.Settled();

        var (erased, unknown) = (await Ask(code), await Ask(Forms.PersonalCode()));

        erased.Status.Should().Be(status);
        if (status == 200) erased.Body.Should().Be(unknown.Body);
        else erased.WithoutTrace.Should().Be(unknown.WithoutTrace);
        var traces = await Traces(before);
        traces[0].Subject.Should().Be("reader_MIG");
        traces[1].Subject.Should().StartWith(status == 200 ? "idk_" : "reader_MIG");
    }

    private static byte[] Question(string purpose, string id) => Encoding.UTF8.GetBytes(new JsonObject { ["purpose"] = purpose, ["key"] = new JsonObject { ["complaintId"] = id } }.ToJsonString());

    private async Task<(string Code, string Id, string Record)> Complaint()
    {
        var (code, id) = (Forms.PersonalCode(), $"CT-{Interlocked.Increment(ref numbers)}");
        var record = (await country.Lab.Post("/api/v1/records/complaint", new JsonObject { ["complaintId"] = id, ["worker"] = code, ["categories"] = new JsonArray("wages"), ["lodgedOn"] = "2026-03-01" })).Is(201).Id;
        return (code, id, record);
    }

    private async Task<IReadOnlyList<(JsonNode Leaf, string Subject)>> Traces(long position) =>
    [
        .. (await hub.Hub.Services.GetRequiredService<IEventStore>().ReadAll(position, 1000, CancellationToken.None)).Where(stored => stored.Type == "audit.recorded")
            .Select(stored => (JsonNode.Parse(JsonNode.Parse(stored.Data)!["leaf"]!.ToString())!, stored.Sealed!.Key.Subject)),
    ];
}
