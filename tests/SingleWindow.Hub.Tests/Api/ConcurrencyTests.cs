using System.Text.Json.Nodes;
using static SingleWindow.Hub.Tests.Api.Country;

namespace SingleWindow.Hub.Tests.Api;

[Collection(SharedHub.Name)]
public sealed class ConcurrencyTests(HubFixture hub)
{
    private const int Many = 8;
    private readonly Country country = hub.Country;

    [Fact]
    public async Task A_submission_of_a_version_that_is_past_writes_nothing_not_even_the_worker()
    {
        var employer = await country.Employer();
        var app = await country.Draft(employer);

        var submit = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/applications/{app}/submit") { Headers = { { "Idempotency-Key", Party.NewKey() }, { "If-Match", "\"99\"" } } };

        (await hub.Writes(async () => (await employer.Send(submit)).IsProblem(412, "API-00006"))).Should().BeFalse();
    }

    [Fact]
    public async Task Of_many_submissions_at_once_one_is_taken()
    {
        var employer = await country.Employer();
        for (var round = 0; round < 5; round++)
        {
            var app = await country.Draft(employer);
            OneWins(await AtOnce(() => employer.Post($"/api/v1/applications/{app}/submit")), 200, 409, "APP-00003");
            (await employer.Get($"/api/v1/applications/{app}")).Is(200).Json["timeline"]!.AsArray().Count(moment => moment!["code"]!.ToString() == "submitted").Should().Be(1);
        }
    }

    [Fact]
    public async Task The_same_submission_many_times_at_once_has_one_answer()
    {
        var employer = await country.Employer();
        for (var round = 0; round < 5; round++)
        {
            var (app, key) = (await country.Draft(employer), Party.NewKey());
            var answers = await AtOnce(() => employer.Post($"/api/v1/applications/{app}/submit", [], key));
            foreach (var late in answers.Where(answer => answer.Status != 200)) late.IsProblem(409, "API-00004");
            var taken = (await employer.Post($"/api/v1/applications/{app}/submit", [], key)).Is(200);
            answers.Where(answer => answer.Status == 200).Select(answer => answer.Same).Distinct().Should().Equal(taken.Same);
        }
    }

    [Fact]
    public async Task The_same_draft_many_times_at_once_is_one_draft()
    {
        var employer = await country.Employer();
        var (body, key) = (Forms.Draft(Forms.Complete(hub.Today)), Party.NewKey());

        var answers = await AtOnce(() => employer.Post("/api/v1/applications", body, key));

        foreach (var late in answers.Where(answer => answer.Status != 201)) late.IsProblem(409, "API-00004");
        var made = (await employer.Post("/api/v1/applications", body, key)).Is(201);
        answers.Where(answer => answer.Status == 201).Select(answer => answer.Same).Distinct().Should().Equal(made.Same);
        await hub.Hub.Settled();
        (await employer.All("/api/v1/applications")).Should().ContainSingle();
    }

    [Fact]
    public async Task Of_many_decisions_at_once_one_is_made()
    {
        var employer = await country.Employer();
        var app = await country.ReadyForDecision(employer);

        OneWins(await AtOnce(() => country.Mig.Post($"{TaskPath(app, 4)}/outcome", country.Signed("granted"))), 200, 409, "TSK-00002");

        await hub.Hub.Settled();
        (await employer.All("/api/v1/permits")).Should().ContainSingle();
    }

    [Fact]
    public async Task Of_two_officials_one_gets_the_task()
    {
        var app = await country.Submitted(await country.Employer());
        string[] officials = [country.Official, await country.Appoint("MIG", "Peeter Paan")];

        var answers = await Task.WhenAll(officials.Select(official => country.Mig.Post($"{TaskPath(app, 1)}/claim", new JsonObject { ["official"] = official })));

        OneWins(answers, 200, 409, "TSK-00003");
    }

    [Fact]
    public async Task Another_authoritys_task_looks_like_none_to_whoever_decides_it()
    {
        var app = await country.ReadyForDecision(await country.Employer());
        var unknown = TaskPath(app, 9);

        var wrote = await hub.Writes(async () =>
        {
            var refused = (await country.Tax.Post($"{TaskPath(app, 4)}/outcome", Outcome("granted"))).IsProblem(404, "TSK-00001");
            refused.WithoutTrace.Should().Be((await country.Tax.Post($"{unknown}/outcome", Outcome("granted"))).WithoutTrace);
        });

        wrote.Should().BeFalse();
    }

    [Fact]
    public async Task Of_many_registrations_of_one_code_at_once_one_is_taken()
    {
        var code = NewCode();
        var answers = await AtOnce(() => country.Operator.Post("/api/v1/parties", new JsonObject { ["registryCode"] = code, ["name"] = "Uus OÜ" }));

        OneWins(answers, 201, 409, "EMP-00002");
        (await country.Operator.Post("/api/v1/parties", new JsonObject { ["registryCode"] = code, ["name"] = "Uus OÜ" })).IsProblem(409, "EMP-00002");
    }

    [Fact]
    public async Task Of_many_changes_of_one_version_at_once_one_is_made()
    {
        var employer = await country.Employer();
        var app = $"/api/v1/applications/{await country.Draft(employer)}";
        var number = 0;

        OneWins(await AtOnce(() => employer.Put(app, new JsonObject { ["reference"] = $"{Interlocked.Increment(ref number)}" }, "\"1\"")), 200, 412, "API-00006");

        (await employer.Get(app)).ETag.Should().Be("\"2\"");
    }

    [Fact]
    public async Task A_new_worker_who_is_named_by_many_at_once_is_one_worker()
    {
        var form = Forms.Complete(hub.Today);
        var employers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => country.Employer()));
        var apps = await Task.WhenAll(employers.Select(employer => country.Draft(employer, form.DeepClone().AsObject())));

        var answers = await Task.WhenAll(employers.Zip(apps, (employer, app) => employer.Post($"/api/v1/applications/{app}/submit")));

        answers.Select(answer => answer.Is(200).Text("workerId")).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task Of_many_versions_of_a_record_at_once_each_has_a_number()
    {
        var code = NewCode();
        var number = 0;
        var answers = await AtOnce(() => country.Bus.Post("/api/v1/records/employer-profile", new JsonObject { ["registryCode"] = code, ["status"] = "active", ["name"] = $"{Interlocked.Increment(ref number)}" }));

        answers.Select(answer => answer.Is(201).Json["version"]!.GetValue<int>()).Should().BeEquivalentTo(Enumerable.Range(1, Many));
    }

    private static Task<Answer[]> AtOnce(Func<Task<Answer>> act) => Task.WhenAll(Enumerable.Range(0, Many).Select(_ => Task.Run(act)));

    private static void OneWins(Answer[] answers, int won, int lost, string code)
    {
        answers.Count(answer => answer.Status == won).Should().Be(1, "the answers were {0}", string.Join('\n', answers.Select(answer => answer.Body)));
        foreach (var loser in answers.Where(answer => answer.Status != won)) loser.IsProblem(lost, code);
    }
}
