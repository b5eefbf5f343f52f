using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SingleWindow.EndToEnd.Tests.Identity;

namespace SingleWindow.EndToEnd.Tests.Hosting;

public sealed class DemoTests
{
    private static readonly TimeSpan StoryTime = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_story_is_told_the_year_is_lived_and_every_step_is_as_it_says()
    {
        var finished = await HostProcess.RunHost("--demo", "--exit", "--workers", "200");
        finished.ExitCode.Should().Be(0, finished.Output + finished.Errors);
        var lines = finished.Output.Split('\n', StringSplitOptions.TrimEntries);
        lines[^1].Should().Be("demo: 20 applications, 13 granted, 2 refused, 1 inadmissible, 4 suspended, 1 withdrawn, 0 errors");
        var evidence = lines.Single(line => line.StartsWith("once-only: ", StringComparison.Ordinal));
        Percent(evidence).Should().BeGreaterThanOrEqualTo(60);
        Numbers(evidence).Should().HaveCount(7).And.Match(of => of.ElementAt(1) == of.First() + of.Skip(3).Sum(), "of all that was asked for, wherever it came from and whether it came: {0}", evidence);
        var year = lines.Where(line => line.StartsWith("year: ", StringComparison.Ordinal)).ToDictionary(line => line.Split(' ')[1]);
        // How long it took is for people to read: of a machine that others use too it says nothing.
        Numbers(year["time"]).Should().HaveCount(3).And.StartWith(365).And.OnlyContain(number => number > 0);
        foreach (var status in new[] { "granted", "refused" }) Count(year["applications"], status).Should().BePositive(status);
        foreach (var type in new[] { "employment-registration", "payroll-declaration", "contribution-account", "health-cover", "accommodation", "border-crossing", "insurance-period", "language-result" })
            Count(year["records"], type).Should().BePositive(type);
        foreach (var status in new[] { "satisfied", "overdue" }) Count(year["obligations"], status).Should().BePositive(status);
    }

    [Fact]
    public async Task Visitors_can_sign_in_look_around_and_come_back_after_a_restart()
    {
        await using var host = new HostProcess("--demo", "--workers", "0");
        await host.Start();
        var clients = await Clients(host);
        await EverybodySeesTheirs(host, clients);
        var before = await Applications(host, clients);
        before.Should().HaveCountGreaterThan(3);

        (await host.Terminate(TimeSpan.FromSeconds(10))).Should().Be(0, host.Output);
        await host.Start();
        await Eventually.Get(() => Task.FromResult(host.Output), output => output.Split("Sign in at").Length == 3, "the country is told for the second time", StoryTime);
        host.Output.Should().NotContain("error:");
        (await Applications(host, clients)).Should().Equal(before, "the same secrets sign in, and nothing was filed again");
    }

    [Fact]
    public async Task What_a_visitor_files_is_decided_by_the_country()
    {
        await using var host = new HostProcess("--demo", "--workers", "0");
        await host.Start();
        var client = (await Clients(host))["demo-employer-b"];
        var filed = await Filed(host, client);
        (await Eventually.Get(() => Read(host, client, filed), app => app.GetProperty("status").GetString() == "granted", "the application is granted"))
            .GetProperty("permit").GetString().Should().StartWith("prm_");
    }

    // Of the two counts, not of the share that stands behind them.
    private static double Percent(string line) => line.Split(' ') is [_, var of, "of", var all, ..] ? 100.0 * int.Parse(of) / int.Parse(all) : 0;

    private static double[] Numbers(string line) =>
        [.. line.Split(' ').Select(word => word.Trim('(', ',', ';')).Where(word => double.TryParse(word, CultureInfo.InvariantCulture, out _)).Select(word => double.Parse(word, CultureInfo.InvariantCulture))];

    private static int Count(string line, string what) => line.Split(' ') is var words && Array.FindIndex(words, word => word.TrimEnd(',', ';') == what) is > 0 and var at ? int.Parse(words[at - 1]) : 0;

    private static async Task<Dictionary<string, JsonElement>> Clients(HostProcess host)
    {
        var path = Path.Combine(host.DataPath, "demo.json");
        await Eventually.Get(() => Task.FromResult(File.Exists(path)), there => there, "demo.json is written", StoryTime);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return JsonSerializer.Deserialize<JsonElement[]>(await File.ReadAllTextAsync(path))!.ToDictionary(client => client.GetProperty("clientId").GetString()!);
    }

    private static async Task EverybodySeesTheirs(HostProcess host, Dictionary<string, JsonElement> clients)
    {
        clients.Values.Select(client => client.GetProperty("scope").GetString()).Distinct()
            .Should().BeEquivalentTo("employer", "worker", "authority", "inspector", "monitor", "operator", "auditor");
        clients.Values.Should().Contain(client => Purposes(client).SequenceEqual(new[] { "P11" }));
        foreach (var client in clients.Values) (await Tokens.Get(host.Client, Text(client, "clientId"), Text(client, "clientSecret"))).Should().NotBeEmpty();
        (await Items(host, clients["demo-worker-a"], "me/permits")).Should().ContainSingle();
        (await Items(host, clients["demo-worker-b"], "me/permits")).Should().ContainSingle();
        (await Items(host, clients["demo-employer-a"], "permits")).Should().HaveCount(7);
        foreach (var stranger in new[] { "demo-police-quota", "demo-police-return", "demo-no-grants" }) (await Items(host, clients[stranger], "tasks")).Should().BeEmpty(stranger);
    }

    private static async Task<IEnumerable<string>> Applications(HostProcess host, Dictionary<string, JsonElement> clients)
    {
        List<string> found = [];
        foreach (var employer in new[] { "demo-employer-a", "demo-employer-b", "demo-employer-c", "demo-employer-d" })
            found.AddRange((await Items(host, clients[employer], "applications")).Select(row => $"{Text(row, "id")} {Text(row, "status")}"));
        return found;
    }

    private static async Task<string> Filed(HostProcess host, JsonElement client)
    {
        // A good application is at hand: the one with which the country's own gardener was hired, for another person.
        var granted = (await Items(host, client, "applications?reference=DEMO-6"))[0];
        var form = (await Read(host, client, Text(granted, "id"))).GetProperty("form").Deserialize<Dictionary<string, JsonElement>>()!;
        form.Remove("reference");
        form["worker"] = JsonSerializer.SerializeToElement(new
        {
            givenNames = "Visitor",
            familyName = "Example",
            birthDate = "1990-01-01",
            citizenships = new[] { "UKR" },
            travelDocument = new { type = "passport", number = "VISIT0001", issuer = "UKR", expires = form["worker"].GetProperty("travelDocument").GetProperty("expires") },
        });
        var draft = await Send(host, client, HttpMethod.Post, "applications", new { scheme = "ee-short-term-employment", form }, HttpStatusCode.Created);
        var fee = (await Send(host, client, HttpMethod.Get, $"applications/{Text(draft, "id")}/fees", null, HttpStatusCode.OK)).GetProperty("fees")[0];
        var payment = new { reference = Text(fee, "reference"), amount = fee.GetProperty("amount"), paidOn = Today, payer = "employer", bankReference = "VISIT-1" };
        await Send(host, client, HttpMethod.Post, $"applications/{Text(draft, "id")}/payments", payment, HttpStatusCode.Created);
        await Send(host, client, HttpMethod.Post, $"applications/{Text(draft, "id")}/submit", new { }, HttpStatusCode.OK);
        return Text(draft, "id");
    }

    // After the story the country lives in the present.
    private static DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Tallinn")).DateTime);

    private static Task<JsonElement> Read(HostProcess host, JsonElement client, string application) => Send(host, client, HttpMethod.Get, $"applications/{application}", null, HttpStatusCode.OK);

    private static async Task<JsonElement[]> Items(HostProcess host, JsonElement client, string list) =>
        [.. (await Send(host, client, HttpMethod.Get, list, null, HttpStatusCode.OK)).GetProperty("items").EnumerateArray()];

    private static async Task<JsonElement> Send(HostProcess host, JsonElement client, HttpMethod method, string path, object? body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, $"api/v1/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Tokens.Get(host.Client, Text(client, "clientId"), Text(client, "clientSecret")));
        if (body is not null) request.Content = JsonContent.Create(body);
        if (body is not null) request.Headers.Add("Idempotency-Key", "visit");
        using var answer = await host.Client.SendAsync(request);
        answer.StatusCode.Should().Be(expected, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static IEnumerable<string?> Purposes(JsonElement client) => client.GetProperty("purposes").EnumerateArray().Select(purpose => purpose.GetString());

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
