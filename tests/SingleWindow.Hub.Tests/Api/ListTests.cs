using System.Text.Json.Nodes;

namespace SingleWindow.Hub.Tests.Api;

[Collection(SharedHub.Name)]
public sealed class ListTests(HubFixture hub)
{
    private readonly Country country = hub.Country;

    [Fact]
    public async Task Pages_have_no_gap_and_no_double_while_new_rows_come_in()
    {
        var employer = await country.Employer();
        var there = new List<string>();
        for (var i = 0; i < 7; i++) there.Add(await country.Draft(employer));
        await hub.Hub.Settled();

        var seen = new List<string>();
        for (string? after = null; ;)
        {
            var page = (await employer.Get($"/api/v1/applications?limit=2{(after is null ? "" : "&after=" + after)}")).Is(200).Json;
            page["items"]!.AsArray().Count.Should().BeInRange(1, 2);
            seen.AddRange(page["items"]!.AsArray().Select(row => row!["id"]!.ToString()));
            if ((after = page["next"]?.ToString()) is null) break;
            await country.Draft(employer);
            await hub.Hub.Settled();
        }

        seen.Should().Equal(there.AsEnumerable().Reverse(), "newest first, and new rows come before the first page");
    }

    [Fact]
    public async Task Tasks_come_due_first_and_leave_the_inbox_when_done_without_moving_the_others()
    {
        var employer = await country.Employer();
        var there = new List<string>();
        for (var i = 0; i < 4; i++) there.Add(Country.TaskId(await country.Submitted(employer), 1));
        await hub.Hub.Settled();

        var first = (await country.Mig.Get("/api/v1/tasks?limit=1&step=completeness")).Is(200).Json;
        await country.Mig.Post($"/api/v1/tasks/{first["items"]![0]!["id"]}/outcome", Country.Outcome("complete"));
        await hub.Hub.Settled();
        var rest = new List<JsonNode>();
        for (var after = first["next"]?.ToString(); after is not null;)
        {
            var page = (await country.Mig.Get($"/api/v1/tasks?limit=2&step=completeness&after={after}")).Is(200).Json;
            rest.AddRange(page["items"]!.AsArray().Select(row => row!));
            after = page["next"]?.ToString();
        }

        string[] all = [first["items"]![0]!["id"]!.ToString(), .. rest.Select(row => row["id"]!.ToString())];
        all.Should().OnlyHaveUniqueItems().And.Contain(there);
        rest.Select(row => row["dueOn"]!.ToString()).Should().BeInAscendingOrder();
    }

    [Fact]
    public async Task A_cursor_works_for_its_own_list_and_caller_only()
    {
        var (employer, rival) = (await country.Employer(), await country.Employer());
        for (var i = 0; i < 2; i++) { await country.Draft(employer); await country.Draft(rival); }
        await hub.Hub.Settled();
        var cursor = (await employer.Get("/api/v1/applications?limit=1")).Is(200).Text("next");

        (await employer.Get($"/api/v1/applications?limit=1&after={cursor}")).Is(200);
        (await rival.Get($"/api/v1/applications?limit=1&after={cursor}")).IsProblem(400, "API-00007");
        (await employer.Get($"/api/v1/applications?limit=1&status=draft&after={cursor}")).IsProblem(400, "API-00007");
        (await employer.Get($"/api/v1/permits?after={cursor}")).IsProblem(400, "API-00007");
        for (var i = 0; i < cursor.Length; i++)
        {
            // The last character carries spare bits; every other change is another cursor.
            var tampered = cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..];
            (await employer.Get($"/api/v1/applications?limit=1&after={tampered}")).IsProblem(400, "API-00007");
        }
        foreach (var junk in new[] { "", "x", "%00", "....", new string('A', 600), Uri.EscapeDataString("app_1' OR 1=1 --"), "%ED%A0%80" })
            (await employer.Get($"/api/v1/applications?after={junk}")).IsProblem(400, "API-00007");
    }

    [Theory]
    [InlineData("/api/v1/applications?limit=0")]
    [InlineData("/api/v1/applications?limit=-1")]
    [InlineData("/api/v1/applications?limit=1001")]
    [InlineData("/api/v1/applications?limit=201")]
    [InlineData("/api/v1/applications?limit=abc")]
    [InlineData("/api/v1/applications?limit=99999999999")]
    [InlineData("/api/v1/applications?limit=")]
    [InlineData("/api/v1/applications?limit=1.5")]
    [InlineData("/api/v1/applications?status=lost")]
    [InlineData("/api/v1/applications?status=Draft")]
    [InlineData("/api/v1/applications?status=1")]
    [InlineData("/api/v1/applications?status=")]
    [InlineData("/api/v1/permits?expiresBefore=soon")]
    [InlineData("/api/v1/permits?expiresBefore=2027-02-31")]
    [InlineData("/api/v1/permits?expiresBefore=01/02/2027")]
    [InlineData("/api/v1/permits?limit=0")]
    public async Task A_query_that_cannot_be_meant_is_refused(string query)
    {
        (await (await country.Unrecorded(Country.NewCode())).Get(query)).IsProblem(400, "API-00008");
    }

    [Theory]
    [InlineData("/api/v1/tasks?status=draft")]
    [InlineData("/api/v1/tasks?limit=0")]
    [InlineData("/api/v1/tasks?limit=abc")]
    public async Task A_query_of_tasks_that_cannot_be_meant_is_refused(string query)
    {
        (await country.Mig.Get(query)).IsProblem(400, "API-00008");
    }

    [Fact]
    public async Task Applications_are_found_by_status_scheme_reference_and_worker()
    {
        var employer = await country.Employer();
        var draft = await country.Draft(employer, Forms.Complete(hub.Today).With("/reference", "A&B=1"));
        var filed = await country.Submitted(employer);
        var worker = (await employer.Get($"/api/v1/applications/{filed}")).Is(200).Text("workerId");
        await hub.Hub.Settled();

        (await Found("status=draft")).Should().Equal(draft);
        (await Found("status=submitted")).Should().Equal(filed);
        (await Found("status=granted")).Should().BeEmpty();
        (await Found("reference=" + Uri.EscapeDataString("A&B=1"))).Should().Equal(draft);
        (await Found("reference=a")).Should().BeEmpty();
        (await Found($"scheme={Country.Scheme}")).Should().Equal(filed, draft);
        (await Found("scheme=another")).Should().BeEmpty();
        (await Found($"worker={worker}")).Should().Equal(filed);
        (await Found($"worker={worker}&status=draft")).Should().BeEmpty();

        async Task<IEnumerable<string>> Found(string query) => (await employer.All($"/api/v1/applications?{query}", 1)).Select(row => row["id"]!.ToString());
    }

    [Fact]
    public async Task Permits_are_listed_first_to_expire_first_and_found_by_their_end()
    {
        var employer = await country.Employer();
        var later = await country.Granted(employer, Forms.Complete(hub.Today).With("/employment/plannedEnd", Forms.Date(hub.Today.AddDays(250))));
        var sooner = await country.Granted(employer, Forms.Complete(hub.Today).With("/employment/plannedEnd", Forms.Date(hub.Today.AddDays(200))));

        (await Found("")).Should().Equal(sooner, later);
        (await Found($"?expiresBefore={Forms.Date(hub.Today.AddDays(250))}")).Should().Equal(sooner);
        (await Found($"?expiresBefore={Forms.Date(hub.Today.AddDays(251))}")).Should().Equal(sooner, later);
        (await Found("?expiresBefore=0001-01-01")).Should().BeEmpty();

        async Task<IEnumerable<string>> Found(string query) => (await employer.All("/api/v1/permits" + query, 1)).Select(row => row["application"]!.ToString());
    }

    [Fact]
    public async Task Tasks_are_found_by_status_and_step_and_only_by_those_who_hold_the_purpose()
    {
        var app = await country.Submitted(await country.Employer());
        var task = Country.TaskId(app, 1);
        (await country.Mig.Post($"{Country.TaskPath(app, 1)}/claim", new JsonObject { ["official"] = country.Official })).Is(200);
        await hub.Hub.Settled();

        (await Found(country.Mig, "status=claimed")).Should().Contain(task);
        (await Found(country.Mig, "status=open")).Should().NotContain(task);
        (await Found(country.Mig, "step=completeness")).Should().Contain(task);
        (await Found(country.Mig, "step=decision")).Should().NotContain(task);
        (await Found(country.Tax, "status=claimed")).Should().NotContain(task);
        foreach (var purposes in new string[][] { [], ["P10"], ["P0"], ["%"], ["P01x"] })
            (await Found(hub.Party("authority", "MIG", string.Join('-', purposes), purposes), "step=completeness")).Should().BeEmpty();

        static async Task<IEnumerable<string>> Found(Party caller, string query) => (await caller.All($"/api/v1/tasks?{query}")).Select(row => row["id"]!.ToString());
    }
}
