using System.Text.Json.Nodes;
using SingleWindow.Core.Fees;
using SingleWindow.Core.Records;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>Registers write 9999-12-31 where they have no end. One such day must not stop the index by which everything is judged.</summary>
[Collection(SharedHub.Name)]
public sealed class FarDayTests(HubFixture hub)
{
    // A payment's reference has a check digit of its own.
    public static TheoryData<string> WithDays => [.. RecordTypes.All.Where(type => (type.EndField ?? type.DateField ?? type.MonthField) is not null && type.Id != FeePayment.RecordType).Select(type => type.Id)];

    [Theory]
    [MemberData(nameof(WithDays))]
    public async Task A_day_that_means_no_end_is_taken_in_and_one_that_cannot_have_come_is_refused(string id)
    {
        var type = RecordTypes.Find(id)!;
        var content = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Records", "rows.ndjson"))
            .Select(line => JsonNode.Parse(line)!.AsObject()).First(line => (string)line["type"]! == id && (bool)line["valid"]!)["row"]!.AsObject();
        if (type.EndField is { } end) content[end] = "9999-12-31";
        if (!type.IsPast) content[(type.DateField ?? type.MonthField)!] = type.DateField is null ? "9999-12" : "9999-12-31";
        var owner = hub.Party("authority", type.Owner, "register");

        (await owner.Post($"/api/v1/records/{id}", content.DeepClone())).Is(201);
        await hub.Hub.Settled();

        if (!type.IsPast) return;
        content[type.DateField!] = "2062-03-01";
        (await owner.Post($"/api/v1/records/{id}", content)).IsProblem(422, "REC-00005", $"/{type.DateField}");
    }
}
