using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Api;

[Collection(SharedHub.Name)]
public sealed class RecordTests(HubFixture hub)
{
    private readonly Country country = hub.Country;

    [Fact]
    public async Task An_entry_of_a_register_is_one_record_in_many_versions_however_its_number_is_written()
    {
        var code = Country.NewCode();
        string[] years = ["2025", "2025.0", "2.025e3"];

        var answers = new List<Answer>();
        foreach (var (year, i) in years.Select((year, i) => (year, i)))
            answers.Add((await country.Bus.Post("/api/v1/records/annual-report", Encoding.UTF8.GetBytes($"{{\"registryCode\":\"{code}\",\"year\":{year},\"turnoverEur\":{i}}}"), Party.NewKey())).Is(201));

        answers.Select(answer => answer.Id).Distinct().Should().ContainSingle();
        answers.Select(answer => answer.Json["version"]!.GetValue<int>()).Should().Equal(1, 2, 3);
        answers.Select(answer => answer.ETag).Should().Equal("\"1\"", "\"2\"", "\"3\"");
    }

    [Theory]
    [InlineData("2026-1-11", "2026-11-1")]
    [InlineData("a b", "ab")]
    [InlineData("x", "X")]
    public async Task Entries_whose_keys_look_alike_are_records_of_their_own(string one, string other)
    {
        var code = Country.NewCode();
        var ids = new List<string>();
        foreach (var sanction in new[] { one, other })
            ids.Add((await country.Lab.Post("/api/v1/records/sanction", new JsonObject { ["sanctionId"] = $"{code} {sanction}", ["employer"] = code, ["kind"] = "wage-offence", ["imposedOn"] = "2026-03-01", ["final"] = true })).Is(201).Id);

        ids.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_record_whose_employer_is_corrected_is_found_under_the_right_one()
    {
        var sanction = $"S-{Country.NewCode()}";
        var keys = new List<string?>();
        foreach (var code in new[] { Country.NewCode(), Country.NewCode() })
        {
            var record = (await country.Lab.Post("/api/v1/records/sanction", new JsonObject { ["sanctionId"] = sanction, ["employer"] = code, ["kind"] = "wage-offence", ["imposedOn"] = "2026-03-01", ["final"] = true })).Is(201).Id;
            await hub.Hub.Settled();
            keys.Add((await hub.Hub.Services.GetRequiredService<IViewStore>().Query(
                "SELECT employer_key FROM records WHERE id = $1", row => row.TextOrNull(0), [record], CancellationToken.None)).Should().ContainSingle().Subject);
        }

        keys.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task The_same_content_again_is_no_new_version()
    {
        var profile = new JsonObject { ["registryCode"] = Country.NewCode(), ["name"] = "Teras AS", ["status"] = "active" };
        var first = (await country.Bus.Post("/api/v1/records/employer-profile", profile)).Is(201);

        (await hub.Writes(async () =>
        {
            var again = (await country.Bus.Post("/api/v1/records/employer-profile", profile)).Is(201);
            (again.Body, again.ETag).Should().Be((first.Body, first.ETag));
        })).Should().BeFalse();
    }

    [Fact]
    public async Task Its_owner_is_told_which_version_the_hub_holds_and_reads_no_register_without_a_purpose()
    {
        var made = (await country.Bus.Post("/api/v1/records/employer-profile", new JsonObject { ["registryCode"] = Country.NewCode(), ["name"] = "Teras AS", ["status"] = "active" })).Is(201);
        var before = await hub.Hub.Settled();

        (await country.Bus.Get(made.Location!)).Is(200).Body.Should().Be(made.Body).And.NotContain("Teras");

        (await hub.EventsAfter(before)).Should().BeEmpty();
        (await country.Bus.Get("/api/v1/records/employer-profile/rec_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b")).IsProblem(404, "REC-00001");
        (await country.Bus.Get(made.Location!.Replace("employer-profile", "annual-report"))).IsProblem(404, "REC-00001");
        (await country.Mig.Get(made.Location!)).IsProblem(403, "REC-00006");
    }

    [Fact]
    public async Task Return_enforcement_publishes_nothing_in_the_name_of_its_authority_and_reads_nothing_of_it()
    {
        var enforcement = hub.Party("authority", "MIG", "return", "P11");
        JsonObject deposit = new() { ["registryCode"] = Country.NewCode(), ["asOf"] = "2026-01-01", ["balanceEur"] = 1 };
        var made = (await country.Mig.Post("/api/v1/records/agency-deposit", deposit)).Is(201);

        (await enforcement.Post("/api/v1/records/agency-deposit", deposit)).IsProblem(403, "REC-00006");
        (await enforcement.Get(made.Location!)).Is(200).Json["content"].Should().BeNull();
        (await enforcement.Get($"{made.Location}?purpose=P11")).IsProblem(403, "REC-00003");
    }

    [Fact]
    public async Task However_many_entries_a_register_sends_a_final_sanction_stays_in_sight_and_the_latest_day_counts()
    {
        var code = Country.NewCode();
        var employer = await country.Unrecorded(code);
        (await country.Lab.Post("/api/v1/records/sanction", new JsonObject { ["sanctionId"] = $"F-{code}", ["employer"] = code, ["kind"] = "wage-offence", ["imposedOn"] = "2026-03-01", ["final"] = true })).Is(201);
        (await country.Bus.Post("/api/v1/records/employer-profile", new JsonObject { ["registryCode"] = code, ["status"] = "active" })).Is(201);
        // Today's arrears come first; a hundred older days, without arrears, are sent later.
        for (var day = 0; day <= 100; day++)
            (await country.Tax.Post("/api/v1/records/tax-standing", new JsonObject { ["registryCode"] = code, ["asOf"] = Forms.Date(hub.Today.AddDays(-day)), ["arrearsEur"] = day == 0 ? 9999 : 0 })).Is(201);
        await hub.Hub.Settled();

        var evidence = (await employer.Get($"/api/v1/applications/{await country.Submitted(employer)}")).Is(200).Json["evidence"]!.AsArray();

        string Result(string type) => evidence.Single(item => item!["type"]!.ToString() == type)!["result"]!.ToString();
        Result("sanction").Should().Be("not-met");
        Result("employer-profile").Should().Be("met");
        Result("tax-standing").Should().Be("not-met");
    }

    [Fact]
    public async Task The_day_of_an_entry_is_a_day()
    {
        var standing = new JsonObject { ["registryCode"] = Country.NewCode(), ["asOf"] = "2026-02-31", ["arrearsEur"] = 0 };

        (await hub.Writes(async () => (await country.Tax.Post("/api/v1/records/tax-standing", standing)).IsProblem(422, "REC-00005", "/asOf"))).Should().BeFalse();
    }

    [Theory]
    [InlineData("employer-profile", "{}", 422, "REC-00005", "/registryCode", "/status")]
    [InlineData("employer-profile", "{\"registryCode\":\"10000002\",\"status\":\"active\"}", 422, "REC-00005", "/registryCode")]
    [InlineData("employer-profile", "{\"registryCode\":10000018,\"status\":\"active\"}", 422, "REC-00005", "/registryCode")]
    [InlineData("employer-profile", "{\"registryCode\":null,\"status\":\"asleep\"}", 422, "REC-00005", "/registryCode", "/status")]
    [InlineData("employer-profile", "{\"registryCode\":\"10000018\",\"status\":\"active\",\"owner\":1}", 422, "REC-00005", "/owner")]
    [InlineData("annual-report", "{\"registryCode\":\"10000018\",\"year\":{}}", 422, "REC-00005", "/year")]
    [InlineData("person-identity", "{}", 403, "REC-00004")]
    [InlineData("nothing", "{}", 404, "REC-00002")]
    public async Task What_is_no_record_of_its_type_is_refused_and_nothing_is_written(string type, string body, int status, string code, params string[] pointers)
    {
        (await hub.Writes(async () => (await country.Bus.Post($"/api/v1/records/{type}", Encoding.UTF8.GetBytes(body), Party.NewKey())).IsProblem(status, code, pointers))).Should().BeFalse();
    }

    [Fact]
    public async Task Each_record_type_is_published_with_its_schema()
    {
        var types = (await country.Mig.Get("/api/v1/record-types")).Is(200).Json.AsArray();

        types.Should().HaveCount(47);
        (await country.Mig.Get("/api/v1/record-types/payroll-declaration")).Is(200).Json["schema"]!["$schema"]!.ToString().Should().Contain("2020-12");
        (await country.Mig.Get("/api/v1/record-types/gossip")).IsProblem(404, "REC-00002");
    }
}
