using System.Text;
using System.Text.Json.Nodes;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>Who reads which record, and what of it: by law, for a purpose, under the conditions of the matrix.</summary>
[Collection(SharedHub.Name)]
public sealed class RecordReadTests(HubFixture hub)
{
    private readonly Country country = hub.Country;

    [Fact]
    public async Task What_a_register_says_about_a_person_is_found_by_code_by_document_and_by_id_whoever_came_first()
    {
        var form = Forms.Complete(hub.Today).With("/worker/personalCode", Forms.PersonalCode());
        var (code, document) = (form["worker"]!["personalCode"]!.ToString(), form["worker"]!["travelDocument"]!);
        await Cover(code, "2026-01-01");
        var employer = await country.Employer();
        var worker = (await employer.Get($"/api/v1/applications/{await country.Submitted(employer, form)}")).Is(200).Text("workerId");
        await Cover(code, "2026-02-01");
        await hub.Hub.Settled();

        foreach (var subject in new[] { code, $"EE{code}", $"doc:{document["issuer"]}:{document["number"]}", worker })
        {
            var found = (await Ask(Lab("P04"), "/api/v1/records/health-cover/query", Query("P04", subject))).Is(200).Json["items"]!.AsArray();
            found.Select(record => record!["content"]!["from"]!.ToString()).Should().Equal(["2026-02-01", "2026-01-01"], subject);
            found[0]!["content"]!.AsObject().Select(member => member.Key).Should().BeEquivalentTo("from");
        }
    }

    [Fact]
    public async Task Each_record_that_is_read_is_logged_before_the_answer()
    {
        var code = Forms.PersonalCode();
        await Cover(code, "2026-01-01");
        await Cover(code, "2026-02-01");
        var before = await hub.Hub.Settled();

        (await Ask(Lab("P04"), "/api/v1/records/health-cover/query", Query("P04", code))).Is(200);

        (await hub.EventsAfter(before)).Should().Equal("audit.recorded", "audit.recorded");
    }

    [Fact]
    public async Task Migration_sees_the_work_of_permit_holders_only()
    {
        var employer = await country.Employer();
        var form = Forms.Complete(hub.Today).With("/worker/personalCode", Forms.PersonalCode());
        var code = form["worker"]!["personalCode"]!.ToString();
        await Work(code, "2026-04-01");
        var mig = hub.Party("authority", "MIG", "permits", "P03");

        (await Ask(mig, "/api/v1/records/employment-registration/query", Query("P03", code))).Is(200).Json["items"]!.AsArray().Should().BeEmpty();
        await country.Granted(employer, form);
        await hub.Hub.Settled();
        (await Ask(mig, "/api/v1/records/employment-registration/query", Query("P03", code))).Is(200).Json["items"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task Pay_is_a_test_for_migration_and_amounts_are_told_only_when_it_fails()
    {
        var employer = await country.Employer();
        var registry = (await country.Operator.Get($"/api/v1/parties/{employer.Id}")).Is(200).Text("registryCode");
        var form = Forms.Complete(hub.Today).With("/worker/personalCode", Forms.PersonalCode());
        var code = form["worker"]!["personalCode"]!.ToString();
        await country.Granted(employer, form);
        var tax = hub.Party("authority", "TAX", "payroll", "P05");
        // Of a month without a permit nobody can say what was due: nothing is told.
        string Month(int days) => Forms.Date(hub.Today.AddDays(days))[..7];
        foreach (var (month, gross) in new[] { (Month(95), 5000m), (Month(130), 100m), (Month(0), 100m), ("2024-05", 5000m) })
            (await tax.Post("/api/v1/records/payroll-declaration", new JsonObject { ["registryCode"] = registry, ["personalCode"] = code, ["period"] = month, ["gross"] = gross, ["net"] = gross })).Is(201);
        await hub.Hub.Settled();

        var found = (await Ask(hub.Party("authority", "MIG", "permits", "P03"), "/api/v1/records/payroll-declaration/query", Query("P03", code))).Is(200).Json["items"]!.AsArray();

        found.Select(record => record!["content"]!.ToJsonString()).Should().Equal(
            $$"""{"test":"not-met","registryCode":"{{registry}}","period":"{{Month(130)}}","gross":100}""", $$"""{"test":"met","registryCode":"{{registry}}","period":"{{Month(95)}}"}""");
    }

    [Fact]
    public async Task Statistics_get_what_was_earned_and_neither_by_whom_nor_of_whom_they_name()
    {
        var (code, registry) = (Forms.PersonalCode(), Country.NewCode());
        string[] ids = [await Work(code, "2026-04-01", registry), await Work(code, "2026-05-01", registry)];
        var sta = hub.Party("authority", "STA", "wages", "P10");

        var found = (await Ask(sta, "/api/v1/records/employment-registration/query", Query("P10", registry))).Is(200).Json["items"]!.AsArray();

        found.Should().HaveCount(2);
        found.ToJsonString().Should().NotContain(code).And.Contain("start");
        found.Select(record => record!["id"]!.ToString()).Should().NotIntersectWith(ids, "by the ids of the records readers could compare what they got");
        found.Select(record => record!["subject"]!.ToString()).Distinct().Should().ContainSingle("a pseudonym stands for the person").Which.Should().StartWith("sub_");
        (await Ask(sta, "/api/v1/records/employment-registration/query", Query("P10", code))).IsProblem(403, "REC-00003");
        JsonObject key = new() { ["purpose"] = "P10", ["key"] = new JsonObject { ["personalCode"] = code } };
        (await Ask(sta, "/api/v1/records/person-identity/query", key)).IsProblem(403, "REC-00003");
    }

    [Fact]
    public async Task What_the_reader_may_not_see_fills_no_page_and_no_cursor_stands_on_it_and_the_question_is_logged()
    {
        var code = Forms.PersonalCode();
        for (var day = 1; day <= 3; day++)
            (await Lab("P04").Post("/api/v1/records/complaint", new JsonObject { ["complaintId"] = $"C-{code}-{day}", ["worker"] = code, ["categories"] = new JsonArray("wages"), ["lodgedOn"] = $"2026-03-0{day}" })).Is(201);
        var before = await hub.Hub.Settled();

        var answer = (await Ask(country.Mig, "/api/v1/records/complaint/query", new JsonObject { ["purpose"] = "P01", ["subject"] = code, ["limit"] = 1 })).Is(200);

        answer.Body.Should().Be("""{"items":[]}""");
        (await hub.EventsAfter(before)).Should().Equal("audit.recorded");
    }

    [Fact]
    public async Task An_application_opens_the_evidence_that_its_scheme_asks_for_and_nothing_else()
    {
        var employer = await country.Employer();
        var form = Forms.Complete(hub.Today).With("/worker/personalCode", Forms.PersonalCode());
        var code = form["worker"]!["personalCode"]!.ToString();
        (await hub.Party("authority", "SOC", "benefits", "P06").Post("/api/v1/records/social-benefit", new JsonObject { ["personalCode"] = code, ["benefit"] = "child", ["from"] = "2026-01-01" })).Is(201);
        await country.Submitted(employer, form);
        await hub.Hub.Settled();

        (await Ask(country.Mig, "/api/v1/records/social-benefit/query", Query("P01", code))).Is(200).Json["items"]!.AsArray().Should().BeEmpty("no scheme of Estonia asks for it");
        var registry = (await country.Operator.Get($"/api/v1/parties/{employer.Id}")).Is(200).Text("registryCode");
        (await Ask(country.Mig, "/api/v1/records/tax-standing/query", Query("P01", registry))).Is(200).Json["items"]!.AsArray().Should().ContainSingle().Which!["content"]!.ToJsonString().Should().Be($$"""{"test":"met","registryCode":"{{registry}}","asOf":"{{Forms.Date(hub.Today)}}"}""");
    }

    [Fact]
    public async Task Without_a_row_the_purpose_or_a_consent_nothing_is_said_about_what_exists()
    {
        var code = Forms.PersonalCode();
        (await Ask(Lab("P11"), "/api/v1/records/complaint/query", Query("P11", code))).IsProblem(403, "REC-00003");
        (await Ask(Lab("P04"), "/api/v1/records/health-cover/query", Query("P01", code))).IsProblem(403, "REC-00006");
        (await Ask(Lab("P04"), "/api/v1/records/health-cover/query", new JsonObject { ["subject"] = code })).IsProblem(403, "REC-00006");
        (await Ask(hub.Party("authority", "EMP", "pool", "P09"), "/api/v1/records/jobseeker-profile/query", Query("P09", code))).IsProblem(403, "REC-00007");
        (await Ask(Lab("P04"), "/api/v1/records/gossip/query", Query("P04", code))).IsProblem(404, "REC-00002");
    }

    [Fact]
    public async Task A_question_names_a_subject_that_the_type_has_or_a_key()
    {
        foreach (var subject in new[] { "", "x y", "doc:UKR", "70000340", "wrk_Jaan Tamm", "38001085719", "doc:A|B:1234", "doc:ukr:FA123456", "doc:UKR:FA:123456" })
            (await Ask(Lab("P04"), "/api/v1/records/health-cover/query", Query("P04", subject))).IsProblem(422, "REC-00005", "/subject");
        foreach (var key in new[] { """{"personalCode":7}""", """{"personalCode":"Jaan Tamm"}""", "{}" })
            (await Ask(Lab("P04"), "/api/v1/records/health-cover/query", new JsonObject { ["purpose"] = "P04", ["key"] = JsonNode.Parse(key) })).IsProblem(422, "REC-00005", "/key");
        (await Ask(hub.Party("authority", "TAX", "standing", "P05"), "/api/v1/records/person-identity/query", new JsonObject { ["purpose"] = "P05", ["key"] = new JsonObject { ["travelDocument"] = new JsonObject { ["issuer"] = 1 } } })).IsProblem(422, "REC-00005", "/key");
        (await Ask(country.Mig, "/api/v1/records/sanction/query", Query("P01", "doc:UKR:FA123456"))).IsProblem(422, "REC-00005", "/subject");
        (await Ask(country.Mig, "/api/v1/records/sanction/query", new JsonObject { ["purpose"] = "P01" })).IsProblem(422, "REC-00005", "/subject");
        (await Ask(country.Mig, "/api/v1/records/sanction/query", new JsonObject { ["purpose"] = "P01", ["subject"] = "70000349", ["limit"] = 201 })).IsProblem(422, "REC-00005", "/limit");
        (await Ask(country.Mig, "/api/v1/records/sanction/query", new JsonObject { ["purpose"] = "P01", ["subject"] = "70000349", ["after"] = "AAAA" })).IsProblem(400, "API-00007");
    }

    [Fact]
    public async Task Whoever_names_a_person_leaves_a_trace_also_when_he_is_refused_or_hears_of_nothing()
    {
        var code = Forms.PersonalCode();
        JsonObject cover = new() { ["purpose"] = "P04", ["key"] = new JsonObject { ["personalCode"] = code, ["from"] = "2026-01-01" } };
        var before = await hub.Hub.Settled();

        (await Ask(Lab("P04"), "/api/v1/records/health-cover/query", cover)).Is(200).Json["items"]!.AsArray().Should().BeEmpty();
        (await Ask(hub.Party("authority", "MIG", "return", "P11"), "/api/v1/records/complaint/query", Query("P11", code))).IsProblem(403, "REC-00003");

        (await hub.EventsAfter(before)).Should().Equal("audit.recorded", "audit.recorded");
    }

    [Fact]
    public async Task A_record_is_found_by_the_key_of_its_register_and_what_is_not_there_is_an_empty_answer()
    {
        var code = Country.NewCode();
        var made = (await country.Bus.Post("/api/v1/records/employer-profile", new JsonObject { ["registryCode"] = code, ["status"] = "active" })).Is(201);

        JsonObject Key(string registry) => new() { ["purpose"] = "P01", ["key"] = new JsonObject { ["registryCode"] = registry } };
        (await Ask(country.Mig, "/api/v1/records/employer-profile/query", Key(code))).Is(200).Json["items"]!.AsArray().Should().ContainSingle().Which!["id"]!.ToString().Should().Be(made.Id);
        (await Ask(country.Mig, "/api/v1/records/employer-profile/query", Key(Country.NewCode()))).Is(200).Json["items"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task Many_records_come_in_pages_the_latest_day_first()
    {
        var code = Country.NewCode();
        for (var day = 0; day < 7; day++)
            (await country.Tax.Post("/api/v1/records/agency-deposit", new JsonObject { ["registryCode"] = code, ["asOf"] = "2026-01-01", ["balanceEur"] = 1 })).Status.Should().Be(403, "only its owner publishes");
        for (var day = 1; day <= 7; day++)
            (await country.Mig.Post("/api/v1/records/agency-deposit", new JsonObject { ["registryCode"] = code, ["asOf"] = $"2026-01-0{day}", ["balanceEur"] = day })).Is(201);
        await hub.Hub.Settled();

        var days = new List<string>();
        string? after = null;
        do
        {
            var page = (await Ask(Lab("P04"), "/api/v1/records/agency-deposit/query", new JsonObject { ["purpose"] = "P04", ["subject"] = code, ["limit"] = 3, ["after"] = after })).Is(200);
            days.AddRange(page.Json["items"]!.AsArray().Select(record => record!["content"]!["asOf"]!.ToString()));
            after = page.Json["next"]?.ToString();
        }
        while (after is not null);

        days.Should().HaveCount(7).And.BeInDescendingOrder(StringComparer.Ordinal);
    }

    private static JsonObject Query(string purpose, string subject) => new() { ["purpose"] = purpose, ["subject"] = subject };

    // Without a key: it only asks.
    private static Task<Answer> Ask(Party who, string path, JsonObject question) => who.Post(path, Encoding.UTF8.GetBytes(question.ToJsonString()), key: null);

    private Party Lab(string purpose) => hub.Party("authority", "LAB", "inspection", purpose);

    private async Task Cover(string code, string from) =>
        (await hub.Party("authority", "HIF", "cover", "P07").Post("/api/v1/records/health-cover", new JsonObject { ["personalCode"] = code, ["from"] = from })).Is(201);

    private async Task<string> Work(string code, string start, string? registry = null)
    {
        var entry = new JsonObject { ["entryId"] = $"E-{Country.NewCode()}-{start}", ["personalCode"] = code, ["registryCode"] = registry ?? Country.NewCode(), ["start"] = start };
        var made = (await hub.Party("authority", "TAX", "register", "P05").Post("/api/v1/records/employment-registration", entry)).Is(201);
        await hub.Hub.Settled();
        return made.Id;
    }
}
