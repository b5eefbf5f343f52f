using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>Forms that say what cannot be.</summary>
[Collection(SharedHub.Name)]
public sealed class FormTests(HubFixture hub) : IAsyncLifetime
{
    private Party employer = null!;

    public async Task InitializeAsync() => employer = await hub.Country.Unrecorded(Country.NewCode());

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("/worker/birthDate", "\"1990-02-31\"")]
    [InlineData("/worker/birthDate", "\"1990-2-3\"")]
    [InlineData("/worker/birthDate", "\"31.12.1990\"")]
    [InlineData("/worker/birthDate", "\"1990-02-03T00:00:00Z\"")]
    [InlineData("/worker/birthDate", "\"0000-01-01\"")]
    [InlineData("/worker/birthDate", "\"10000-01-01\"")]
    [InlineData("/worker/birthDate", "19900203")]
    [InlineData("/employment/plannedStart", "\"2027-04-31\"")]
    [InlineData("/employment/weeklyHours", "\"40\"")]
    [InlineData("/employment/weeklyHours", "1e400")]
    [InlineData("/employment/wageMonthly/amount", "1e400")]
    [InlineData("/employment/wageMonthly/amount", "\"2500\"")]
    [InlineData("/worker/citizenships/0", "null", 422)]
    [InlineData("/evidence/0", "null", 422)]
    [InlineData("/worker/birthDate", "\"0001-01-01\"", 422)]
    [InlineData("/worker/birthDate", "\"9999-12-31\"", 422)]
    [InlineData("/employment/plannedStart", "\"0001-01-01\"", 422)]
    [InlineData("/employment/plannedEnd", "\"9999-12-31\"", 422)]
    [InlineData("/legalStay/until", "\"9999-12-31\"", 422)]
    [InlineData("/worker/travelDocument/expires", "\"0001-01-01\"", 422)]
    [InlineData("/employment/plannedEnd", "\"2026-11-24\"", 422)]
    [InlineData("/worker/personalCode", "\"49005170000\"", 422)]
    [InlineData("/worker/personalCode", "\"4900517000\"", 422)]
    [InlineData("/worker/personalCode", "\"49002310000\"", 422)]
    [InlineData("/employment/userUndertaking", "\"10000002\"", 422)]
    [InlineData("/worker/travelDocument/number", "\"fb 12\"", 422)]
    [InlineData("/worker/travelDocument/issuer", "\"XXX\"", 422)]
    [InlineData("/worker/citizenships/0", "\"ukr\"", 422)]
    [InlineData("/worker/email", "\"nobody\"", 422)]
    [InlineData("/worker/givenNames", "\" \"", 422)]
    [InlineData("/employment/isco", "\"72\"", 422)]
    [InlineData("/employment/wageMonthly/amount", "-1", 422)]
    [InlineData("/employment/wageMonthly/amount", "0.001", 422)]
    [InlineData("/employment/wageMonthly/currency", "\"USD\"", 422)]
    [InlineData("/employment/weeklyHours", "0", 422)]
    [InlineData("/employment/weeklyHours", "49", 422)]
    [InlineData("/legalStay/basis", "\"none\"", 422)]
    [InlineData("/evidence/1/type", "\"employment-contract-or-binding-offer\"", 422)]
    public async Task A_member_that_is_wrong_is_named_and_nothing_is_written(string pointer, string value, int status = 400)
    {
        // The value goes in as text: a JSON library would not write some of these.
        var body = Forms.Draft(Forms.Complete(hub.Today).With(pointer, "MARK")).ToJsonString().Replace("\"MARK\"", value);

        var wrote = await hub.Writes(async () => (await employer.Post("/api/v1/applications", Encoding.UTF8.GetBytes(body), Party.NewKey()))
            .IsProblem(status, status == 400 ? "API-00001" : "APP-00002", status == 400 ? "/form" + pointer : pointer));

        wrote.Should().BeFalse();
    }

    [Theory]
    [InlineData("/worker/citizenships/0", "\"EST\"", "/worker/citizenships")]
    [InlineData("/employment/plannedStart", "\"2026-11-01\"", "/employment/plannedStart")]
    [InlineData("/employment/plannedEnd", "\"2028-12-01\"", "/employment/plannedEnd")]
    [InlineData("/employment/wageMonthly/amount", "2091.99", "/employment/wageMonthly/amount")]
    public async Task A_draft_may_say_what_a_submission_may_not(string pointer, string value, string blamed)
    {
        var app = await hub.Country.Draft(employer, Forms.Complete(hub.Today).With(pointer, JsonNode.Parse(value)));

        (await hub.Writes(async () => (await employer.Post($"/api/v1/applications/{app}/submit")).IsProblem(422, "APP-00002", blamed))).Should().BeFalse();
    }

    [Theory]
    [InlineData("evidence", "[null]", "/evidence/0")]
    [InlineData("employment", "{\"plannedStart\":\"2026-09-01\",\"plannedEnd\":\"9999-12-31\"}", "/employment/plannedEnd")]
    public async Task An_answer_that_breaks_a_rule_is_told_so_and_looks_into_no_register(string member, string json, string pointer)
    {
        var country = hub.Country;
        var filer = await country.Employer();
        var app = await country.Submitted(filer);
        (await country.Mig.Post($"{Country.TaskPath(app, 1)}/request-information", new JsonObject { ["items"] = new JsonArray("/legalStay"), ["text"] = "Until when?" })).Is(200);

        var answer = await filer.Post($"/api/v1/applications/{app}/answers", new JsonObject { ["inquiry"] = 1, ["text"] = "So.", [member] = JsonNode.Parse(json) });

        answer.IsProblem(422, "APP-00002").Body.Should().Contain($"\"{pointer}\"");
    }

    [Fact]
    public async Task A_body_with_countless_errors_gets_an_answer_of_ordinary_size()
    {
        var members = new JsonObject([.. Enumerable.Range(0, 50_000).Select(at => KeyValuePair.Create($"x{at}", (JsonNode?)1))]);
        members["registryCode"] = Country.NewCode();

        var answer = (await hub.Country.Bus.Post("/api/v1/records/employer-profile", members)).IsProblem(422, "REC-00005");

        answer.Json["errors"]!.AsArray().Count.Should().Be(100);
        answer.Body.Length.Should().BeLessThan(32 * 1024);
    }

    [Fact]
    public async Task Two_workers_in_one_form_are_told_apart()
    {
        var (first, second) = (Forms.Complete(hub.Today), Forms.Complete(hub.Today));
        first.With("/worker/personalCode", PersonalCode());
        await hub.Country.Submitted(employer, first);
        await hub.Country.Submitted(employer, second);
        var mixed = Forms.Complete(hub.Today).With("/worker/personalCode", first["worker"]!["personalCode"]!.ToString())
            .With("/worker/travelDocument/number", second["worker"]!["travelDocument"]!["number"]!.ToString());
        var app = await hub.Country.Draft(employer, mixed);

        await IsNotedOnceAndFilesNothing(app);
    }

    [Fact]
    public async Task A_mistyped_number_opens_nobodys_file()
    {
        var (olena, boris) = (Forms.Complete(hub.Today), Forms.Complete(hub.Today));
        await hub.Country.Submitted(employer, olena);
        boris.With("/worker/travelDocument/number", olena["worker"]!["travelDocument"]!["number"]!.ToString()).With("/worker/birthDate", "1975-05-05");
        var app = await hub.Country.Draft(employer, boris);

        await IsNotedOnceAndFilesNothing(app);
    }

    // An official is told that two persons may be one; however often it is tried, once.
    private async Task IsNotedOnceAndFilesNothing(string app)
    {
        (await hub.Writes(async () => (await employer.Post($"/api/v1/applications/{app}/submit")).IsProblem(409, "APP-00008"))).Should().BeTrue();
        var before = await hub.Hub.Settled();
        (await employer.Post($"/api/v1/applications/{app}/submit")).IsProblem(409, "APP-00008");
        (await hub.EventsAfter(before)).Should().OnlyContain(type => type == "audit.recorded", "those whose identifiers were tried may know each time").And.NotBeEmpty();
        (await employer.Get($"/api/v1/applications/{app}")).Is(200).Text("status").Should().Be("draft");
    }

    [Fact]
    public async Task Whatever_is_sent_is_taken_or_refused_and_never_breaks_anything()
    {
        var sound = Forms.Draft(Forms.Complete(hub.Today)).ToJsonString();
        string[] odd =
        [
            "null", "true", "0", "-1", "1e999", "1e-999", "0.1", "9007199254740993", "\"\"", "\"x\"", "\" \"", "\"\\u0000\"", "\"\\ud83d\"", "\"\u202e\u0301\"", "[]", "[null]", "{}",
            "{\"a\":{}}", "\"2027-02-29\"", "\"0001-01-01\"", "[[[]]]", "\"" + new string('a', 5000) + "\"", "", ",", "\"", "}",
        ];
        var values = System.Text.RegularExpressions.Regex.Matches(sound, "\"[^\"]*\"|[0-9]+|[{}\\[\\]:,]").Select(match => (match.Index, match.Length)).ToArray();
        var change = Gen.Select(Gen.Int[0, values.Length - 1], Gen.Int[0, odd.Length - 1]);

        await change.Array[1, 3].SampleAsync(
            async changes =>
            {
                var body = sound;
                foreach (var (place, with) in changes.DistinctBy(one => one.Item1).OrderByDescending(one => one.Item1))
                    body = body[..values[place].Index] + odd[with] + body[(values[place].Index + values[place].Length)..];
                var answer = await employer.Post("/api/v1/applications", Encoding.UTF8.GetBytes(body), Party.NewKey());
                if (answer.Status != 201) answer.IsProblem();
            },
            seed: "0000KOIPe2m2", iter: 400, threads: 1);
    }

    private static string PersonalCode() =>
        Enumerable.Range(0, 10).Select(check => $"4900517001{check}").First(Core.Reference.NationalCodes.IsPersonalCode);
}
