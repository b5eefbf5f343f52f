using System.Text.Json.Nodes;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>A door of the API: who may open it, and who stands before it in vain.</summary>
/// <param name="Operation">Method and route.</param>
/// <param name="Scope">What the token carries, one of several with blanks between; null: public.</param>
/// <param name="Owner">Whose thing it is.</param>
/// <param name="Mine">The path to the owner's thing.</param>
/// <param name="Unknown">The path to a thing that does not exist; null when the path names none.</param>
/// <param name="Strangers">Callers with the right scope, whose thing it is not.</param>
/// <param name="Body">What can be sent.</param>
/// <param name="Refusal">What strangers hear: that nothing is there, or, about rights that do not depend on the thing, that they may not.</param>
/// <param name="File">A file that can be sent.</param>
/// <param name="FileType">Its media type.</param>
/// <param name="IsQuestion">It takes a body and changes nothing, so it needs no key.</param>
/// <param name="Allies">Who else may open it, and so is no stranger.</param>
/// <param name="IsByKnowledge">It opens to whoever knows what its body says.</param>
/// <param name="Gone">The path to a thing of the owner's that was taken away.</param>
internal sealed record Door(
    string Operation, string? Scope, Party Owner, string Mine, string? Unknown = null, Party[]? Strangers = null, JsonObject? Body = null, int Refusal = 404, byte[]? File = null, bool IsQuestion = false, string FileType = "application/pdf",
    Party[]? Allies = null, string? Gone = null, bool IsByKnowledge = false)
{
    public HttpMethod Method => new(Operation.Split(' ')[0]);

    public bool IsPut => Operation.StartsWith("PUT ", StringComparison.Ordinal);

    public IReadOnlyList<string> Scopes => Scope?.Split(' ') ?? [];

    public override string ToString() => Operation;

    public Task<Answer> Open(Party caller, string path) =>
        Operation.StartsWith("DELETE ", StringComparison.Ordinal) ? caller.Delete(path) : Operation.StartsWith("PATCH ", StringComparison.Ordinal) ? caller.Patch(path, Body!) : File is not null ? caller.Post(path, File, Party.NewKey(), FileType) : Body is null ? caller.Get(path) : IsPut ? caller.Put(path, Body, "\"1\"") : caller.Post(path, Body);
}

/// <summary>All doors of the API. A new endpoint without a line here fails a test.</summary>
internal static class Doors
{
    public static async Task<IReadOnlyList<Door>> Of(HubFixture hub)
    {
        var country = hub.Country;
        var employer = await country.Employer();
        var rival = await country.Employer();
        var app = await country.Granted(employer);
        var draft = await country.Draft(employer);
        var granted = (await employer.Get($"/api/v1/applications/{app}")).Is(200);
        var challenged = await country.Granted(employer);
        var appeal = (await employer.Post($"/api/v1/applications/{challenged}/appeal", new JsonObject { ["text"] = "It is wrong." })).Is(200).Json["appeals"]![0]!["id"]!.GetValue<string>();
        var worker = hub.Party("worker", granted.Text("workerId"));
        var code = Country.NewCode();
        var profile = new JsonObject { ["registryCode"] = code, ["name"] = "Teras AS", ["status"] = "active", ["board"] = new JsonArray(new JsonObject { ["name"] = "A" }) };
        var record = (await country.Bus.Post("/api/v1/records/employer-profile", profile)).Is(201).Id;
        var number = Country.NewCode();
        var declarant = await country.Unrecorded(number);
        var hours = new JsonObject { ["employer"] = number, ["worker"] = Forms.PersonalCode(), ["weekStart"] = "2026-03-02", ["hours"] = 40 };
        var declared = (await declarant.Post("/api/v1/declarations/working-time", hours)).Is(201).Id;
        var stranger = await country.Employer();
        var mandate = (await employer.Post("/api/v1/mandates", Forms.Mandate(rival, hub.Today))).Is(201).Id;
        var own = (await worker.Post("/api/v1/me/mandates", Forms.Mandate(stranger, hub.Today, "complaints:read"))).Is(201).Id;
        var revoked = (await employer.Post("/api/v1/mandates", Forms.Mandate(rival, hub.Today, "permits:read"))).Is(201).Id;
        (await employer.Delete($"/api/v1/mandates/{revoked}")).Is(200);
        var withdrawn = await country.Draft(employer);
        (await employer.Post($"/api/v1/applications/{withdrawn}/withdraw", new JsonObject { ["reason"] = "So." })).Is(200);
        var uploaded = (await employer.Upload(draft, Files.Pdf())).Is(201).Id;
        var deleted = (await employer.Upload(draft, Files.Pdf("deleted"))).Is(201).Id;
        (await employer.Delete($"/api/v1/applications/{draft}/documents/{deleted}")).Status.Should().BeInRange(200, 204);
        var paper = await country.Submitted(employer);
        var offer = (await employer.Upload(paper, Files.Pdf())).Is(201).Id;
        var claimant = hub.NewWorker();
        var form = Forms.BlueCard(hub.Today);
        var single = await country.Draft(employer, form, "ee-eu-blue-card");
        var invited = await Country.Invited(employer, single);
        var engineer = Forms.BlueCard(hub.Today);
        var (_, card) = await country.BlueCard(employer, engineer);
        var hire = Forms.Change(engineer, hub.Today);
        (await rival.Post($"/api/v1/permits/{card}/change-of-employer", hire)).Is(201);
        var batch = (await employer.Post($"/api/v1/batches?scheme={Country.Scheme}", Unreadable, Party.NewKey(), "application/x-ndjson")).Is(202).Id;
        var (chaired, chair) = await country.Chaired();
        var nobody = hub.Party("operator", "HUB");
        var otherPurpose = hub.Party("authority", "MIG", "statistics", "P10");

        Door Worker(string method, string rest, JsonObject? body = null) => new(
            $"{method} /api/v1/workers/{{id}}{rest}", "operator", country.Operator, $"/api/v1/workers/{worker.Id}{rest}", $"/api/v1/workers/{Nothing("wrk")}{rest}", null, body);
        Door Application(string operation, string rest, JsonObject? body = null, bool drafted = false) => new(
            $"{operation.Split(' ')[0]} /api/v1/applications/{{id}}{rest}", "employer worker", employer, $"/api/v1/applications/{(drafted ? draft : app)}{rest}",
            $"/api/v1/applications/{Nothing("app")}{rest}", [rival, hub.Party("employer"), hub.Party("worker", Nothing("wrk")), hub.Party("worker")], body, Allies: [worker], Gone: $"/api/v1/applications/{withdrawn}{rest}");
        Door Document(string method, string template, string rest, byte[]? file = null) => new(
            $"{method} /api/v1/applications/{{id}}/documents{template}", "employer worker", employer, $"/api/v1/applications/{draft}/documents{rest}",
            $"/api/v1/applications/{Nothing("app")}/documents{rest}", [rival, hub.Party("employer"), hub.Party("worker", Nothing("wrk")), hub.Party("worker")], File: file,
            Gone: template is "/{docId}" ? $"/api/v1/applications/{draft}/documents/{deleted}" : null);
        Door Task(string method, string rest, JsonObject? body = null, Party[]? strangers = null) => new(
            $"{method} /api/v1/tasks/{{id}}{rest}", "authority", country.Mig, Country.TaskPath(app, 4) + rest, Country.TaskPath(Nothing("app"), 4) + rest,
            strangers ?? [country.Tax, otherPurpose], body);
        Door Permit(string method, string rest, JsonObject? body = null) => new(
            $"{method} /api/v1/permits/{{id}}{rest}", "employer", employer, $"/api/v1/permits/{granted.Text("permit")}{rest}", $"/api/v1/permits/{Nothing("prm")}{rest}", [rival, hub.Party("employer")], body);
        Door MyPermit(string method, string rest, JsonObject? body = null) => new(
            $"{method} /api/v1/me/permits/{{id}}{rest}", "worker", worker, $"/api/v1/me/permits/{granted.Text("permit")}{rest}", $"/api/v1/me/permits/{Nothing("prm")}{rest}",
            [hub.Party("worker", Nothing("wrk")), hub.Party("worker")], body);
        // Whoever knows the holder's document may hire; what came of it is told to him alone.
        Door Change(string method, Party[] strangers, JsonObject? body = null, string rest = "") => new(
            $"{method} /api/v1/permits/{{id}}/change-of-employer{rest}", "employer", rival, $"/api/v1/permits/{card}/change-of-employer{rest}",
            $"/api/v1/permits/{Nothing("prm")}/change-of-employer{rest}", strangers, body);
        Door Opposition(string method, JsonObject? body = null) => new(
            $"{method} /api/v1/permits/{{id}}/opposition", "authority", country.Mig, $"/api/v1/permits/{granted.Text("permit")}/opposition", $"/api/v1/permits/{Nothing("prm")}/opposition",
            [country.Tax, otherPurpose], body);
        Door Withdrawal(string method, JsonObject? body = null) => new(
            $"{method} /api/v1/permits/{{id}}/withdrawals", "authority", country.Mig, $"/api/v1/permits/{granted.Text("permit")}/withdrawals", $"/api/v1/permits/{Nothing("prm")}/withdrawals",
            [country.Tax, otherPurpose], body);
        Door Batch(string method, string rest, JsonObject? body = null) => new(
            $"{method} /api/v1/batches/{{id}}{rest}", "employer", employer, $"/api/v1/batches/{batch}{rest}", $"/api/v1/batches/{Nothing("bat")}{rest}", [rival, hub.Party("employer")], body);
        Door Mandate(string method) => new(
            $"{method} /api/v1/mandates/{{id}}", "employer", employer, $"/api/v1/mandates/{mandate}", $"/api/v1/mandates/mnd_{Nothing("emp")}_1", [stranger, hub.Party("employer")], Allies: [rival],
            Gone: $"/api/v1/mandates/{revoked}");
        Door MyMandate(string method) => new(
            $"{method} /api/v1/me/mandates/{{id}}", "worker", worker, $"/api/v1/me/mandates/{own}", $"/api/v1/me/mandates/mnd_{Nothing("wrk")}_1", [hub.Party("worker", Nothing("wrk"))]);
        return
        [
            new("GET /healthz", null, nobody, "/healthz"),
            new("GET /openapi/{documentName}.json", null, nobody, "/openapi/v1.json"),
            new("GET /docs/{documentName?}", null, nobody, "/docs/"),
            new("GET /api/v1/schemes", null, nobody, "/api/v1/schemes"),
            new("GET /api/v1/schemes/{id}", null, nobody, $"/api/v1/schemes/{Country.Scheme}"),
            new("GET /api/v1/schemes/{id}/definition", null, nobody, $"/api/v1/schemes/{Country.Scheme}/definition"),
            new("GET /api/v1/schemes/{id}/activation", "operator", country.Operator, "/api/v1/schemes/ee-seasonal/activation", "/api/v1/schemes/unheard-of/activation"),
            new("PUT /api/v1/schemes/{id}", "operator", country.Operator, "/api/v1/schemes/ee-seasonal", Body: JsonNode.Parse(Core.Schemes.SchemeReader.Write(Core.Schemes.SchemeCatalog.Default.Newest("ee-seasonal")!))!.AsObject()),
            new("GET /api/v1/clients/{id}", "operator", country.Operator, "/api/v1/clients/cli_1", "/api/v1/clients/cli%201"),
            new("PATCH /api/v1/clients/{id}", "operator", country.Operator, "/api/v1/clients/cli_1", "/api/v1/clients/cli%201", Body: new JsonObject { ["active"] = true }),
            new("PATCH /api/v1/parties/{id}", "operator", country.Operator, $"/api/v1/parties/{stranger.Id}", "/api/v1/parties/nobody", Body: new JsonObject { ["active"] = true }),
            new("POST /api/v1/eligibility", null, nobody, "/api/v1/eligibility", Body: JsonNode.Parse("""
                {"worker":{"citizenships":["UKR"],"residence":"UKR","qualificationCountry":"UKR"},"employment":{"category":"standard","isco":"7212","nace":"25.11","wageMonthly":{"amount":3000,"currency":"EUR"},
                 "weeklyHours":40,"plannedStart":"2027-02-01","plannedEnd":"2027-09-30","userUndertaking":"70000349"},"legalStay":{"basis":"visa"},"earlierStays":[{"from":"2026-01-01","to":"2026-02-28","scheme":"ee-seasonal"}]}
                """)!.AsObject(), IsQuestion: true),
            new("GET /api/v1/scheme-language", null, nobody, "/api/v1/scheme-language"),
            new("POST /api/v1/applications", "employer worker", employer, "/api/v1/applications", Body: Forms.Draft(Forms.Complete(hub.Today))),
            new("GET /api/v1/applications", "employer worker", employer, "/api/v1/applications"),
            new("POST /api/v1/applications/{id}/invitations", "employer", employer, $"/api/v1/applications/{paper}/invitations", $"/api/v1/applications/{Nothing("app")}/invitations", [rival, hub.Party("employer")], []),
            // What fits nobody is answered like what does not exist, to everybody.
            new("POST /api/v1/me/claim", "worker", claimant, "/api/v1/me/claim", Body: Forms.Claim(invited, form), Strangers: [hub.Party("worker")], IsByKnowledge: true),
            Application("GET", ""),
            Application("PUT", "", Forms.Complete(hub.Today), drafted: true),
            Application("POST", "/submit", []),
            Application("POST", "/answers", new JsonObject { ["inquiry"] = 1, ["text"] = "So." }),
            Application("POST", "/appeal", new JsonObject { ["text"] = "It is wrong." }),
            Application("POST", "/withdraw", new JsonObject { ["reason"] = "So." }),
            Application("GET", "/decision"),
            Application("GET", "/fees"),
            Application("POST", "/payments", Forms.Payment(hub.Today)),
            Document("GET", "", ""),
            Document("POST", "", "?type=other", Files.Pdf()),
            Document("GET", "/{docId}", $"/{uploaded}"),
            Document("DELETE", "/{docId}", $"/{uploaded}"),
            new("GET /api/v1/tasks/{id}/documents/{docId}", "authority", country.Mig, $"{Country.TaskPath(paper, 1)}/documents/{offer}",
                $"{Country.TaskPath(Nothing("app"), 1)}/documents/{offer}", [country.Tax, otherPurpose]),
            new("GET /api/v1/tasks", "authority", country.Mig, "/api/v1/tasks"),
            Task("GET", ""),
            Task("POST", "/claim", new JsonObject { ["official"] = country.Official }, [otherPurpose]),
            Task("POST", "/request-information", new JsonObject { ["items"] = new JsonArray("/legalStay"), ["text"] = "Which?" }),
            Task("POST", "/intent-to-refuse", new JsonObject { ["grounds"] = new JsonArray("REF-PAY"), ["text"] = "Low." }),
            Task("POST", "/outcome", new JsonObject { ["outcome"] = "granted", ["findings"] = "Fine." }),
            Task("POST", "/extension", new JsonObject { ["reason"] = "A complex case.", ["official"] = country.Official }, [otherPurpose]),
            new("GET /api/v1/appeals", "authority", country.Mig, "/api/v1/appeals"),
            new("GET /api/v1/appeals/{id}", "authority", country.Mig, $"/api/v1/appeals/{appeal}", $"/api/v1/appeals/apl_{Nothing("app")[4..]}_1", [country.Tax, otherPurpose]),
            new("POST /api/v1/appeals/{id}/result", "authority", country.Mig, $"/api/v1/appeals/{appeal}/result", $"/api/v1/appeals/apl_{Nothing("app")[4..]}_1/result", [otherPurpose],
                new JsonObject { ["result"] = "dismissed", ["reasons"] = "It was right.", ["official"] = country.Official }),
            new("POST /api/v1/batches", "employer", employer, $"/api/v1/batches?scheme={Country.Scheme}", File: Unreadable, FileType: "application/x-ndjson"),
            new("GET /api/v1/batches", "employer", employer, "/api/v1/batches"),
            Batch("GET", ""),
            Batch("GET", "/rows"),
            Batch("GET", "/report"),
            Batch("POST", "/cancel", []),
            new("GET /api/v1/schemes/{id}/batch-template", null, nobody, $"/api/v1/schemes/{Country.Scheme}/batch-template", "/api/v1/schemes/unheard-of/batch-template"),
            new("GET /api/v1/permits", "employer", employer, "/api/v1/permits"),
            new("GET /api/v1/obligations", "employer", employer, "/api/v1/obligations"),
            Permit("GET", ""),
            Permit("POST", "/notices", new JsonObject { ["kind"] = "arrived", ["on"] = Forms.Date(hub.Today) }),
            Permit("POST", "/renewal", []),
            Change("GET", [employer, hub.Party("employer")]),
            Change("POST", [stranger, hub.Party("employer")], new JsonObject { ["text"] = "It is wrong." }, "/appeal"),
            Change("POST", [hub.Party("employer")], hire) with { IsByKnowledge = true },
            Permit("POST", "/reply", new JsonObject { ["text"] = "So." }),
            Permit("POST", "/appeal", new JsonObject { ["text"] = "So." }),
            MyPermit("GET", ""),
            MyPermit("POST", "/change-of-employer", new JsonObject { ["accept"] = true }),
            MyPermit("POST", "/reply", new JsonObject { ["text"] = "So." }),
            MyPermit("POST", "/appeal", new JsonObject { ["text"] = "So." }),
            MyPermit("POST", "/change-of-employer/appeal", new JsonObject { ["text"] = "It is wrong." }),
            MyPermit("POST", "/notices/contest", new JsonObject { ["text"] = "I still work there." }),
            MyPermit("POST", "/search-extension", []),
            MyPermit("POST", "/renewal", []),
            new("GET /api/v1/employer-changes", "authority", country.Mig, "/api/v1/employer-changes"),
            Opposition("GET"),
            Opposition("POST", new JsonObject { ["grounds"] = new JsonArray("REF-PAY"), ["text"] = "So." }),
            Withdrawal("GET"),
            Withdrawal("POST", new JsonObject { ["grounds"] = new JsonArray("REF-PAY"), ["text"] = "So." }),
            new("GET /api/v1/me/permits", "worker", worker, "/api/v1/me/permits"),
            new("GET /api/v1/workers/merge-candidates", "operator", country.Operator, "/api/v1/workers/merge-candidates"),
            Worker("GET", ""),
            Worker("POST", "/merge", new JsonObject { ["with"] = worker.Id, ["reason"] = "So." }),
            Worker("POST", "/split", new JsonObject { ["from"] = worker.Id, ["reason"] = "So." }),
            Worker("POST", "/correction", new JsonObject { ["birthDate"] = "1990-05-17", ["reason"] = "So." }),
            Worker("POST", "/dismiss-candidate", new JsonObject { ["with"] = Nothing("wrk") }),
            new("POST /api/v1/records/{recordType}", "authority", country.Bus, "/api/v1/records/employer-profile", null, [country.Tax], profile, Refusal: 403),
            new("POST /api/v1/declarations/{recordType}", "employer worker", declarant, "/api/v1/declarations/working-time", null, [rival], hours, Refusal: 422),
            new("GET /api/v1/declarations/{recordType}", "employer worker", declarant, "/api/v1/declarations/working-time", "/api/v1/declarations/gossip"),
            new("GET /api/v1/declarations/{recordType}/{id}", "employer worker", declarant, $"/api/v1/declarations/working-time/{declared}", $"/api/v1/declarations/working-time/{Nothing("rec")}", [rival]),
            new("POST /api/v1/records/{recordType}/query", "authority", country.Mig, "/api/v1/records/employer-profile/query", null, [country.Tax, otherPurpose],
                new JsonObject { ["purpose"] = "P01", ["subject"] = code }, Refusal: 403, IsQuestion: true),
            new("GET /api/v1/access-matrix", "operator", country.Operator, "/api/v1/access-matrix"),
            new("GET /api/v1/access-matrix/activation", "operator", country.Operator, "/api/v1/access-matrix/activation"),
            new("PUT /api/v1/access-matrix", "operator", country.Operator, "/api/v1/access-matrix", Body: JsonNode.Parse(Core.Records.AccessRowJson.Write([.. Core.Records.AccessMatrix.Shipped.Where(row => row.Basis == Core.Records.AccessBasis.Never)]))!.AsObject()),
            new("GET /api/v1/record-types/{id}", null, nobody, "/api/v1/record-types/employer-profile", "/api/v1/record-types/gossip"),
            new("GET /api/v1/records/{recordType}/{id}", "authority", country.Mig, $"/api/v1/records/employer-profile/{record}?purpose=P01",
                $"/api/v1/records/employer-profile/{Nothing("rec")}?purpose=P01", [country.Tax, otherPurpose], Refusal: 403),
            new("GET /api/v1/record-types", null, nobody, "/api/v1/record-types"),
            new("POST /api/v1/parties", "operator", country.Operator, "/api/v1/parties", Body: new JsonObject { ["registryCode"] = Country.NewCode(), ["name"] = "Uus OÜ" }),
            new("GET /api/v1/parties", "operator", country.Operator, "/api/v1/parties"),
            new("GET /api/v1/parties/{id}", "operator", country.Operator, $"/api/v1/parties/{employer.Id}", $"/api/v1/parties/{Nothing("emp")}"),
            new("POST /api/v1/parties/{id}/representatives", "operator", country.Operator, $"/api/v1/parties/{chaired.Id}/representatives", $"/api/v1/parties/{Nothing("emp")}/representatives",
                Body: new JsonObject { ["subject"] = "acc_1", ["personalCode"] = chair }),
            new("GET /api/v1/parties/{id}/representatives", "operator", country.Operator, $"/api/v1/parties/{chaired.Id}/representatives", $"/api/v1/parties/{Nothing("emp")}/representatives"),
            new("GET /api/v1/quotas", "operator", country.Operator, "/api/v1/quotas"),
            new("GET /api/v1/quotas/{id}", "operator", country.Operator, "/api/v1/quotas/ee-immigration-quota", "/api/v1/quotas/unheard-of"),
            new("PUT /api/v1/quotas/{id}", "operator", country.Operator, "/api/v1/quotas/ee-immigration-quota", "/api/v1/quotas/unheard-of", Body: new JsonObject { ["year"] = 2099, ["size"] = 10 }),
            new("GET /api/v1/users", "operator", country.Operator, "/api/v1/users?authority=MIG"),
            new("GET /api/v1/users/{id}", "operator", country.Operator, $"/api/v1/users/{country.Official}", $"/api/v1/users/{Nothing("usr")}"),
            Mandate("GET"),
            Mandate("DELETE"),
            new("POST /api/v1/mandates", "employer", employer, "/api/v1/mandates", Body: Forms.Mandate(rival, hub.Today)),
            new("GET /api/v1/mandates", "employer", employer, "/api/v1/mandates"),
            MyMandate("GET"),
            MyMandate("DELETE"),
            new("POST /api/v1/me/mandates", "worker", worker, "/api/v1/me/mandates", Body: Forms.Mandate(rival, hub.Today, "complaints:write")),
            new("GET /api/v1/me/mandates", "worker", worker, "/api/v1/me/mandates"),
            new("POST /api/v1/users", "operator", country.Operator, "/api/v1/users",
                Body: new JsonObject { ["authority"] = "LAB", ["unit"] = "inspection", ["name"] = "Jaan Tamm", ["position"] = "Inspector" }),
        ];
    }

    // A batch that is over at once: nothing goes on behind a test.
    private static byte[] Unreadable => [.. "no form"u8];

    private static string Nothing(string prefix) => $"{prefix}_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b";
}
