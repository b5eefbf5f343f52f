using System.Text.Json.Nodes;
using SingleWindow.Core.Records;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>Two operators change who may see what, while the hub runs.</summary>
public sealed class AccessMatrixTests : IAsyncLifetime
{
    private const string Path = "/api/v1/access-matrix";
    private readonly HubFixture hub = new();

    public Task InitializeAsync() => hub.InitializeAsync();

    public Task DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_right_that_two_operators_take_away_is_gone_with_the_next_question_and_after_a_restart()
    {
        var country = hub.Country;
        var code = Forms.PersonalCode();
        (await hub.Party("authority", "HIF", "cover", "P07").Post("/api/v1/records/health-cover", new JsonObject { ["personalCode"] = code, ["from"] = "2026-01-01" })).Is(201);
        var lab = hub.Party("authority", "LAB", "inspection", "P04");
        JsonObject question = new() { ["purpose"] = "P04", ["subject"] = code };
        (await lab.Post("/api/v1/records/health-cover/query", question)).Is(200);
        var without = Rows(row => row.Id != "AM-059");

        var first = (await country.Operator.Put(Path, without, (await country.Operator.Get($"{Path}/activation")).Is(200).ETag)).Is(202);
        first.Json["changes"]!.AsArray().Should().ContainSingle().Which!["loses"]!.ToJsonString().Should().Be("""["from","to"]""");
        (await lab.Post("/api/v1/records/health-cover/query", question)).Is(200);
        (await country.SecondOperator.Put(Path, without, "*")).Is(200).Text("status").Should().Be("effective");

        (await lab.Post("/api/v1/records/health-cover/query", question)).IsProblem(403, "REC-00003");
        (await country.Operator.Get(Path)).Is(200).Json["version"]!.GetValue<int>().Should().Be(2);
        await hub.Close();
        await hub.Open();
        (await lab.Post("/api/v1/records/health-cover/query", question)).IsProblem(403, "REC-00003");
    }

    [Fact]
    public async Task No_never_can_be_switched_off_by_anybody()
    {
        foreach (var never in AccessMatrix.Shipped.Where(row => row.Basis == AccessBasis.Never))
            foreach (var who in new[] { hub.Country.Operator, hub.Country.SecondOperator })
                (await who.Put(Path, Rows(row => row.Id != never.Id), "*")).IsProblem(422, "REC-00008");
        (await hub.Country.Operator.Get(Path)).Is(200).Json["version"]!.GetValue<int>().Should().Be(1);
    }

    [Fact]
    public async Task A_scheme_that_rests_on_a_new_row_outlives_a_restart()
    {
        var country = hub.Country;
        var with = Rows(_ => true);
        with["rows"]!.AsArray().Add(JsonNode.Parse("""{"id":"NEW","recordType":"application","requester":"HEA","purpose":"P08","basis":"LO","fields":["worker"]}"""));
        foreach (var who in new[] { country.Operator, country.SecondOperator }) await who.Put(Path, with, "*");
        var scheme = JsonNode.Parse(Core.Schemes.SchemeReader.Write(Core.Schemes.SchemeCatalog.Default.Newest("ee-seasonal")!))!.AsObject();
        (scheme["version"], scheme["validFrom"]) = ("2027", Forms.Date(hub.Today.AddDays(1)));
        (scheme["steps"]![1]!["authority"], scheme["steps"]![1]!["purpose"]) = ("HEA", "P08");
        (await country.Operator.Put("/api/v1/schemes/ee-seasonal", scheme, "*")).Is(202);
        (await country.SecondOperator.Put("/api/v1/schemes/ee-seasonal", scheme, "*")).Is(200);

        await hub.Close();
        await hub.Open();

        (await hub.WithToken(null).Get("/api/v1/schemes/ee-seasonal")).Is(200).Text("version").Should().Be("2027");
        (await country.Operator.Put(Path, Rows(_ => true), "*")).IsProblem(422, "REC-00008", "/rows");
    }

    [Fact]
    public async Task A_row_that_is_misspelt_is_refused()
    {
        var rows = Rows(_ => true);
        rows["rows"]![3]!["feilds"] = new JsonArray();
        (await hub.Country.Operator.Put(Path, rows, "*")).IsProblem(400, "API-00001", "/rows/3/feilds");
        (await hub.Country.Operator.Put(Path, new JsonObject { ["rows"] = new JsonArray(new JsonObject { ["id"] = "A", ["basis"] = "LO" }) }, "*")).IsProblem(422, "REC-00008", "/rows");
        var unstated = Rows(_ => true);
        unstated["rows"]!.AsArray().Add(JsonNode.Parse("""{"id":"NEW","recordType":"visa","requester":"LAB","purpose":"P04","fields":["*"]}"""));
        (await hub.Country.Operator.Put(Path, unstated, "*")).IsProblem(400, "API-00001");
        (await hub.Country.Operator.Put(Path, [], "*")).IsProblem(422, "REC-00008");
    }

    private static JsonObject Rows(Func<AccessRow, bool> kept) => JsonNode.Parse(AccessRowJson.Write([.. AccessMatrix.Shipped.Where(kept)]))!.AsObject();
}
