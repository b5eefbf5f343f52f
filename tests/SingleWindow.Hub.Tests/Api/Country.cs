using System.Text.Json.Nodes;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>Who lives in the tests: the operator, the authorities with an official each, and as many employers as are asked for.</summary>
internal sealed class Country
{
    public const string Scheme = "ee-short-term-employment";
    private static int employers;
    private readonly HubFixture hub;

    private Country(HubFixture hub)
    {
        this.hub = hub;
        Operator = hub.Party("operator", "HUB");
        SecondOperator = hub.Party("operator", "HUB", "second");
        Mig = hub.Party("authority", "MIG", "permits", "P01");
        Tax = hub.Party("authority", "TAX", "audit", "P01");
        Lab = hub.Party("authority", "LAB", "inspection", "P01");
        Bus = hub.Party("authority", "BUS", "register", "P01");
    }

    public Party Operator { get; }

    /// <summary>Another person with the same rights, for what nobody may do alone.</summary>
    public Party SecondOperator { get; }

    public Party Mig { get; }

    public Party Tax { get; }

    public Party Lab { get; }

    public Party Bus { get; }

    /// <summary>Who signs for MIG.</summary>
    public string Official { get; private set; } = "";

    public static async Task<Country> Found(HubFixture hub)
    {
        var country = new Country(hub);
        country.Official = await country.Appoint("MIG", "Mari Maasikas");
        return country;
    }

    public async Task<string> Appoint(string authority, string name) =>
        (await Operator.Post("/api/v1/users", new JsonObject { ["authority"] = authority, ["unit"] = "permits", ["name"] = name, ["position"] = "Adviser" })).Is(201).Id;

    public static string NewCode() => Forms.RegistryCode(Interlocked.Increment(ref employers));

    /// <summary>An employer whom the registers know nothing against.</summary>
    public async Task<Party> Employer()
    {
        var code = NewCode();
        var employer = await Unrecorded(code);
        (await Bus.Post("/api/v1/records/employer-profile", new JsonObject { ["registryCode"] = code, ["name"] = "Laevatehas OÜ", ["status"] = "active" })).Is(201);
        (await Tax.Post("/api/v1/records/tax-standing", new JsonObject { ["registryCode"] = code, ["asOf"] = Forms.Date(hub.Today), ["arrearsEur"] = 0 })).Is(201);
        await hub.Hub.Settled();
        return employer;
    }

    /// <summary>An employer, and the personal code of the only member of its board.</summary>
    public async Task<(Party Employer, string Chair)> Chaired()
    {
        var (code, chair) = (NewCode(), Forms.PersonalCode());
        var employer = await Unrecorded(code);
        await BoardIs(code, chair);
        return (employer, chair);
    }

    /// <summary>The business register says who is on the board.</summary>
    public async Task BoardIs(string registryCode, params string[] members)
    {
        var board = new JsonArray([.. members.Select(member => new JsonObject { ["name"] = "Juhan Juhatus", ["personalCode"] = member })]);
        (await Bus.Post("/api/v1/records/employer-profile", new JsonObject { ["registryCode"] = registryCode, ["name"] = "Laevatehas OÜ", ["status"] = "active", ["board"] = board })).Is(201);
        await hub.Hub.Settled();
    }

    /// <summary>An employer of whom no register has said anything.</summary>
    public async Task<Party> Unrecorded(string code) =>
        hub.Party("employer", (await Operator.Post("/api/v1/parties", new JsonObject { ["registryCode"] = code, ["name"] = "Laevatehas OÜ" })).Is(201).Id);

    public async Task<string> Draft(Party employer, JsonObject? form = null, string scheme = Scheme) =>
        (await employer.Post("/api/v1/applications", Forms.Draft(form ?? Forms.Complete(hub.Today), scheme))).Is(201).Id;

    /// <summary>The code for the worker.</summary>
    public static async Task<string> Invited(Party employer, string app) => (await employer.Post($"/api/v1/applications/{app}/invitations")).Is(201).Text("code");

    /// <summary>The worker has claimed his place.</summary>
    public async Task<Party> Claimed(Party employer, string app, JsonNode form)
    {
        var worker = hub.NewWorker();
        (await worker.Post("/api/v1/me/claim", Forms.Claim(await Invited(employer, app), form))).Is(200);
        return worker;
    }

    public async Task<string> Submitted(Party employer, JsonObject? form = null)
    {
        var app = await Draft(employer, form);
        (await Pay(employer, app)).Is(201);
        (await employer.Post($"/api/v1/applications/{app}/submit")).Is(200);
        return app;
    }

    /// <summary>The employer reports that it has paid the fee of the scheme.</summary>
    public Task<Answer> Pay(Party employer, string app, string? bankReference = null) =>
        employer.Post($"/api/v1/applications/{app}/payments", Forms.Payment(hub.Today, bankReference));

    /// <summary>Submitted and found complete.</summary>
    public async Task<string> ChecksRunning(Party employer, JsonObject? form = null)
    {
        var app = await Submitted(employer, form);
        (await Mig.Post($"{TaskPath(app, 1)}/outcome", Outcome("complete"))).Is(200);
        return app;
    }

    /// <summary>Submitted, complete, and every check clear.</summary>
    public async Task<string> ReadyForDecision(Party employer, JsonObject? form = null)
    {
        var app = await ChecksRunning(employer, form);
        (await Tax.Post($"{TaskPath(app, 2)}/outcome", Outcome("clear"))).Is(200);
        (await Lab.Post($"{TaskPath(app, 3)}/outcome", Outcome("clear"))).Is(200);
        return app;
    }

    public async Task<string> Granted(Party employer, JsonObject? form = null)
    {
        var app = await ReadyForDecision(employer, form);
        (await Mig.Post($"{TaskPath(app, 4)}/outcome", Signed("granted"))).Is(200);
        await hub.Hub.Settled();
        return app;
    }

    /// <summary>A Blue Card, which the worker applies for.</summary>
    public async Task<(Party Worker, string Permit)> BlueCard(Party employer, JsonObject form)
    {
        var app = await Draft(employer, form, "ee-eu-blue-card");
        var worker = await Claimed(employer, app, form);
        (await worker.Post($"/api/v1/applications/{app}/submit")).Is(200);
        (await Mig.Post($"{TaskPath(app, 1)}/outcome", Outcome("complete"))).Is(200);
        (await Tax.Post($"{TaskPath(app, 2)}/outcome", Outcome("clear"))).Is(200);
        (await Mig.Post($"{TaskPath(app, 3)}/outcome", Signed("granted"))).Is(200);
        await hub.Hub.Settled();
        return (worker, (await employer.Get($"/api/v1/applications/{app}")).Is(200).Text("permit"));
    }

    /// <summary>The employment register says that the work of the person with this code is over.</summary>
    public async Task Left(Party employer, string code, DateOnly last) => (await Tax.Post("/api/v1/records/employment-registration", new JsonObject
    {
        ["entryId"] = $"E-{code}",
        ["personalCode"] = code,
        ["registryCode"] = (await Operator.Get($"/api/v1/parties/{employer.Id}")).Is(200).Text("registryCode"),
        ["start"] = Forms.Date(last.AddDays(-1)),
        ["end"] = Forms.Date(last),
    })).Is(201);

    public static JsonObject Outcome(string outcome) => new() { ["outcome"] = outcome, ["findings"] = "Seen." };

    public JsonObject Signed(string outcome, params string[] grounds) => new()
    {
        ["outcome"] = outcome,
        ["findings"] = "For these reasons.",
        ["grounds"] = new JsonArray([.. grounds.Select(ground => (JsonNode)ground)]),
        ["official"] = Official,
    };

    /// <summary>Tasks are numbered in the order in which the scheme's steps open: completeness, tax, labour, decision.</summary>
    public static string TaskId(string app, int number) => $"tsk_{app[4..]}_{number}";

    public static string TaskPath(string app, int number) => $"/api/v1/tasks/{TaskId(app, number)}";
}
