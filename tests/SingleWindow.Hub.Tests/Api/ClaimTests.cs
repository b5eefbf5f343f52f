using System.Text.Json.Nodes;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>A worker claims his place in an application with a code, his document and his birth date.</summary>
[Collection(SharedHub.Name)]
public sealed class ClaimTests(HubFixture hub) : IAsyncLifetime
{
    private const string Scheme = "ee-eu-blue-card";
    private readonly JsonObject form = Forms.BlueCard(hub.Today);
    private Party employer = null!;
    private string app = "", code = "";

    private string Path => $"/api/v1/applications/{app}";

    public async Task InitializeAsync()
    {
        employer = await hub.Country.Employer();
        app = await hub.Country.Draft(employer, form, Scheme);
        code = await Country.Invited(employer, app);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_worker_claims_fills_in_his_part_files_and_follows_what_the_employer_drafted()
    {
        var worker = hub.NewWorker();
        var mine = (await worker.Post("/api/v1/me/claim", Forms.Claim(Untidy(code), form))).Is(200);
        mine.Text("id").Should().Be(app);

        (await employer.Post($"{Path}/submit")).IsProblem(409, "INV-00005");
        (await worker.Put(Path, form.DeepClone().AsObject().With("/worker/email", $"{worker.Id}@example.org"), "*")).Is(200);
        var filed = (await worker.Post($"{Path}/submit")).Is(200);
        filed.Text("workerId").Should().Be(worker.Id, "nobody knew the worker before");
        filed.Json["timeline"]!.AsArray().Select(entry => entry!["code"]!.ToString()).Should().ContainInOrder("worker-invited", "place-claimed", "submitted");

        await hub.Hub.Settled();
        (await worker.All("/api/v1/applications")).Select(row => row["id"]!.ToString()).Should().Equal(app);
        (await hub.NewWorker().All("/api/v1/applications")).Should().BeEmpty();
        (await employer.Post($"{Path}/withdraw", new JsonObject())).IsProblem(409, "INV-00005");
        (await worker.Get($"{Path}/decision")).IsProblem(404, "APP-00007");
        (await worker.Post($"{Path}/withdraw", new JsonObject { ["reason"] = "Another offer." })).Is(200).Text("status").Should().Be("withdrawn");
    }

    [Fact]
    public async Task Whom_a_case_is_about_sees_it_from_its_filing_on_whoever_filed_it()
    {
        var other = await hub.Country.Employer();
        var filed = await hub.Country.Granted(other);
        var worker = hub.Party("worker", (await other.Get($"/api/v1/applications/{filed}")).Is(200).Text("workerId"));
        await hub.Hub.Settled();

        (await worker.All("/api/v1/applications")).Select(row => row["id"]!.ToString()).Should().Equal(filed);
        (await worker.Get($"/api/v1/applications/{filed}")).Is(200).Text("status").Should().Be("granted");
        var before = await hub.Hub.Settled();
        (await worker.Get($"/api/v1/applications/{filed}/decision")).Is(200).Text("outcome").Should().Be("granted");
        (await hub.EventsAfter(before)).Should().Equal("application.claimed", "application.served");
        (await worker.Post($"/api/v1/applications/{filed}/appeal", new JsonObject { ["text"] = "The days are wrong." })).Is(200).Json["appeals"]!.AsArray().Should().ContainSingle();
        (await other.Get($"/api/v1/applications/{filed}")).Is(200).Json["appeals"]!.AsArray().Should().BeEmpty();
        (await worker.Post($"/api/v1/applications/{await hub.Country.Submitted(other)}/withdraw", new JsonObject())).IsProblem(404, "APP-00001");
    }

    [Fact]
    public async Task Each_side_leaves_the_others_part_as_it_is()
    {
        var worker = await Claimed();
        (await employer.Put(Path, Changed("/worker/givenNames", "Olga"), "*")).IsProblem(422, "APP-00002", "/worker");
        (await employer.Put(Path, Changed("/legalStay/number", "V9"), "*")).IsProblem(422, "APP-00002", "/legalStay");
        (await worker.Put(Path, Changed("/employment/jobTitle", "Director"), "*")).IsProblem(422, "APP-00002", "/employment");
        (await worker.Put(Path, Changed("/reference", "R-9"), "*")).IsProblem(422, "APP-00002", "/reference");
        (await worker.Put(Path, Changed("/worker/birthDate", "1990-05-18"), "*")).IsProblem(422, "APP-00002", "/worker/birthDate");
        (await worker.Put(Path, Changed("/evidence/0/statement", "Unsigned."), "*")).IsProblem(422, "APP-00002", "/evidence");
        (await employer.Put(Path, Changed("/evidence/1/statement", "None."), "*")).IsProblem(422, "APP-00002", "/evidence");

        (await employer.Put(Path, Changed("/employment/jobTitle", "Engineer"), "*")).Is(200);
        (await worker.Put(Path, Changed("/employment/jobTitle", "Engineer").With("/worker/givenNames", "Olga"), "*")).Is(200);
        (await worker.Post($"{Path}/invitations")).IsProblem(403, "API-00012");
        (await employer.Post($"{Path}/invitations")).IsProblem(409, "INV-00004");
    }

    [Fact]
    public async Task Each_side_uploads_what_proves_its_own_part_and_sees_what_is_there()
    {
        var worker = await Claimed();
        var diploma = (await worker.Upload(app, Files.Pdf(), "higher-qualification")).Is(201);
        var contract = (await employer.Upload(app, Files.Pdf(), "employment-contract-or-binding-offer")).Is(201);
        (await worker.Upload(app, Files.Pdf(), "employment-contract-or-binding-offer")).IsProblem(409, "DOC-00013");
        (await employer.Upload(app, Files.Pdf(), "higher-qualification")).IsProblem(409, "DOC-00013");
        (await employer.Delete(diploma.Location!)).IsProblem(409, "DOC-00013");

        (await worker.Get($"{Path}/documents")).Is(200).Json["items"]!.AsArray().Select(item => item!["id"]!.ToString()).Should().Equal(diploma.Id, contract.Id);
        (await hub.NewWorker().Get(diploma.Location!)).IsProblem(404, "APP-00001");
        (await employer.Get(diploma.Location!)).IsProblem(403, "DOC-00014");
        (await worker.Get(contract.Location!)).IsProblem(403, "DOC-00014");
        (await worker.Get(diploma.Location!)).Status.Should().Be(200);
        (await employer.Get(contract.Location!)).Status.Should().Be(200);
        var (hers, his) = ((await employer.Get($"{Path}/documents")).Is(200).Json["items"]![0]!, (await worker.Get($"{Path}/documents")).Is(200).Json["items"]![1]!);
        (hers["type"]!.ToString(), hers["status"]!.ToString(), (long)hers["size"]!, hers["fileName"], hers["sha256"]).Should().Be(("higher-qualification", "clean", Files.Pdf().LongLength, null, null));
        (his["type"]!.ToString(), his["status"]!.ToString(), his["size"], his["fileName"], his["sha256"]).Should().Be(("employment-contract-or-binding-offer", "clean", null, null, null));
        (await hub.NewWorker().Upload(app, Files.Pdf(), "higher-qualification")).IsProblem(404, "APP-00001");
        (await worker.Delete(diploma.Location!)).Is(200);
    }

    [Fact]
    public async Task Every_failure_is_answered_with_the_same_bytes_and_leaves_the_same_behind()
    {
        var (used, usedForm) = await Another();
        (await hub.NewWorker().Post("/api/v1/me/claim", Forms.Claim(used, usedForm))).Is(200);
        var (replaced, replacedForm) = await Another(old => Country.Invited(employer, old));
        var (gone, goneForm) = await Another(async old => (await employer.Post($"/api/v1/applications/{old}/withdraw", new JsonObject())).Is(200));
        var claims = new Dictionary<string, JsonObject>
        {
            ["an unknown code"] = Forms.Claim("0000-0000-0000-0000-0", form),
            ["another's document"] = Forms.Claim(code, form).With("/documentNumber", "FB00000"),
            ["another birth date"] = Forms.Claim(code, form).With("/birthDate", "1990-05-18"),
            ["a used code"] = Forms.Claim(used, usedForm),
            ["a code that a newer one replaced"] = Forms.Claim(replaced, replacedForm),
            ["a code of what was withdrawn"] = Forms.Claim(gone, goneForm),
        };
        var stranger = hub.NewWorker();
        var heard = new Dictionary<string, string>();
        foreach (var (name, claim) in claims)
        {
            var before = await hub.Hub.Settled();
            heard[name] = (await stranger.Post("/api/v1/me/claim", claim)).IsProblem(404, "INV-00001").WithoutTrace;
            await hub.Hub.Settled();
            (await hub.EventsAfter(before)).Should().Equal(["invitation.tried"], name);
        }
        heard.Values.Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task After_ten_tries_a_code_is_dead_for_the_worker_too_until_the_employer_gets_another()
    {
        var stranger = hub.NewWorker();
        for (var day = 1; day <= 10; day++)
            (await stranger.Post("/api/v1/me/claim", Forms.Claim(code, form).With("/birthDate", $"1991-01-{day:00}"))).IsProblem(404, "INV-00001");

        (await hub.NewWorker().Post("/api/v1/me/claim", Forms.Claim(code, form))).IsProblem(404, "INV-00001");
        (await hub.NewWorker().Post("/api/v1/me/claim", Forms.Claim(await Country.Invited(employer, app), form))).Is(200);
    }

    [Fact]
    public async Task The_ninth_wrong_try_leaves_the_worker_his()
    {
        for (var day = 1; day <= 9; day++)
            (await hub.NewWorker().Post("/api/v1/me/claim", Forms.Claim(code, form).With("/birthDate", $"1991-01-{day:00}"))).IsProblem(404, "INV-00001");
        (await hub.NewWorker().Post("/api/v1/me/claim", Forms.Claim(code, form))).Is(200);
    }

    [Fact]
    public async Task One_key_is_one_try_and_no_way_to_try_more()
    {
        var (stranger, key) = (hub.NewWorker(), Party.NewKey());
        var wrong = Forms.Claim(code, form).With("/birthDate", "1991-01-01");
        for (var again = 0; again < 15; again++) (await stranger.Post("/api/v1/me/claim", wrong, key)).IsProblem(404, "INV-00001");
        (await stranger.Post("/api/v1/me/claim", Forms.Claim(code, form), key)).IsProblem(422, "API-00003");
        (await hub.NewWorker().Post("/api/v1/me/claim", Forms.Claim(code, form))).Is(200);
    }

    [Fact]
    public async Task Of_twenty_who_claim_at_once_with_one_code_exactly_one_wins_and_hears_it_again()
    {
        var rivals = Enumerable.Range(0, 20).Select(_ => (Worker: hub.NewWorker(), Key: Party.NewKey())).ToArray();
        var answers = await Task.WhenAll(rivals.Select(rival => Claim(rival.Worker, rival.Key)));

        var winner = rivals[Array.FindIndex(answers, answer => answer.Status == 200)];
        answers.Count(answer => answer.Status == 200).Should().Be(1);
        answers.Count(answer => answer.Status == 404).Should().Be(19);
        (await winner.Worker.Post("/api/v1/me/claim", Forms.Claim(code, form), winner.Key)).Is(200).Body.Should().Be(answers.Single(answer => answer.Status == 200).Body);
        foreach (var loser in rivals.Where(rival => rival != winner)) (await loser.Worker.Get(Path)).IsProblem(404, "APP-00001");
    }

    [Fact]
    public async Task The_same_command_makes_the_same_code_and_another_one_kills_it()
    {
        var key = Party.NewKey();
        var first = (await employer.Post($"{Path}/invitations", null, key)).Is(201);
        (await employer.Post($"{Path}/invitations", null, key)).Is(201).Body.Should().Be(first.Body);
        var second = await Country.Invited(employer, app);
        second.Should().NotBe(first.Text("code"));
        (await employer.Post($"{Path}/invitations", null, key)).Is(201).Body.Should().Be(first.Body, "a retry hears the first answer, also later");

        (await hub.NewWorker().Post("/api/v1/me/claim", Forms.Claim(first.Text("code"), form))).IsProblem(404, "INV-00001");
        (await hub.NewWorker().Post("/api/v1/me/claim", Forms.Claim(second, form))).Is(200);
        first.Text("until").Should().Be(Forms.Date(hub.Today.AddDays(30)));
    }

    [Fact]
    public async Task A_slip_of_the_pen_costs_no_try()
    {
        var slipped = (code[0] == '7' ? "8" : "7") + code[1..];
        (await hub.Writes(async () => (await hub.NewWorker().Post("/api/v1/me/claim", Forms.Claim(slipped, form))).IsProblem(422, "INV-00002", "/code"))).Should().BeFalse();
        (await hub.NewWorker().Post("/api/v1/me/claim", new JsonObject())).IsProblem(422, "INV-00002", "/code", "/documentNumber", "/birthDate");
    }

    [Fact]
    public async Task Who_cannot_be_checked_is_not_invited()
    {
        var nameless = await hub.Country.Draft(employer, form.DeepClone().AsObject().With("/worker/travelDocument", null), Scheme);
        (await employer.Post($"/api/v1/applications/{nameless}/invitations")).IsProblem(422, "APP-00002", "/worker/travelDocument/number", "/worker/travelDocument/issuer");
        (await employer.Post($"/api/v1/applications/{await hub.Country.Submitted(employer)}/invitations")).IsProblem(409, "APP-00003");
    }

    [Fact]
    public async Task Who_was_known_before_stays_who_he_was_and_officials_hear_that_the_claimant_may_be_he()
    {
        var before = await hub.Country.Submitted(employer, Forms.Complete(hub.Today).With("/worker", form["worker"]!.DeepClone()));
        var known = (await employer.Get($"/api/v1/applications/{before}")).Is(200).Text("workerId");
        var worker = await Claimed();

        (await worker.Post($"{Path}/submit")).Is(200).Text("workerId").Should().Be(known).And.NotBe(worker.Id);
        await hub.Hub.Settled();
        (await hub.Country.Operator.All("/api/v1/workers/merge-candidates")).Should().Contain(row => row["worker"]!.ToString() == known && row["other"]!.ToString() == worker.Id);
        (await worker.Get(Path)).Is(200);
        (await worker.Get($"/api/v1/applications/{before}")).IsProblem(404, "APP-00001");
    }

    [Fact]
    public async Task Of_two_applications_that_one_worker_files_at_once_both_are_his()
    {
        var second = form.DeepClone().AsObject();
        var rival = await hub.Country.Employer();
        var other = await hub.Country.Draft(rival, second, Scheme);
        var worker = await Claimed();
        (await worker.Post("/api/v1/me/claim", Forms.Claim(await Country.Invited(rival, other), second))).Is(200);

        var filed = await Task.WhenAll(worker.Post($"{Path}/submit"), worker.Post($"/api/v1/applications/{other}/submit"));

        filed.Select(answer => answer.Is(200).Text("workerId")).Should().AllBe(worker.Id);
    }

    // As a client does: whose answer did not come asks again with the same key.
    private async Task<Answer> Claim(Party worker, string key)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await worker.Post("/api/v1/me/claim", Forms.Claim(code, form), key);
            if (answer.Status is not (503 or 409) || attempt == 20) return answer;
        }
    }

    private async Task<Party> Claimed()
    {
        var worker = hub.NewWorker();
        (await worker.Post("/api/v1/me/claim", Forms.Claim(code, form))).Is(200);
        return worker;
    }

    private async Task<(string Code, JsonObject Form)> Another(Func<string, Task>? then = null)
    {
        var filled = Forms.BlueCard(hub.Today);
        var draft = await hub.Country.Draft(employer, filled, Scheme);
        var invited = await Country.Invited(employer, draft);
        if (then is not null) await then(draft);
        return (invited, filled);
    }

    private JsonObject Changed(string pointer, JsonNode value) => form.DeepClone().AsObject().With(pointer, value);

    private static string Untidy(string code) => code.ToLowerInvariant().Replace("-", " ").Replace('0', 'o').Replace('1', 'l');
}
