using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Quotas;

/// <summary>Applications under the Estonian immigration quota, and the operator who says how large it is.</summary>
internal sealed class Placed(HubFixture hub)
{
    public const string Quota = "/api/v1/quotas/ee-immigration-quota";
    private readonly ConcurrentDictionary<string, Party> workers = [];
    private const string Scheme = "ee-residence-permit-employment";

    public Party Emp { get; } = hub.Party("authority", "EMP", "permission", "P02");

    /// <summary>From now on this year's quota is so large.</summary>
    public async Task Resize(int size, int? perEmployerMax = null)
    {
        var body = new JsonObject { ["year"] = hub.Today.Year, ["size"] = size };
        if (perEmployerMax is not null) body["perEmployerMax"] = perEmployerMax;
        (await hub.Country.Operator.Put(Quota, body, "*")).Is(200);
    }

    public async Task<JsonNode> Book() => (await hub.Country.Operator.Get(Quota)).Is(200).Json;

    public JsonObject Form(string citizenship = "UKR")
    {
        var form = Forms.Complete(hub.Today);
        form["worker"]!["citizenships"] = new JsonArray(citizenship);
        form["worker"]!["travelDocument"]!["issuer"] = citizenship;
        form["worker"]!["qualificationCountry"] = "EST";
        foreach (var type in new[] { "invitation", "qualification", "curriculum-vitae", "health-insurance" })
            form["evidence"]!.AsArray().Add(new JsonObject { ["type"] = type, ["statement"] = "Attached." });
        form["evidence"]!.AsArray().RemoveAt(1);
        return form;
    }

    public async Task<string> Draft(Party employer, JsonObject? form = null) =>
        (await employer.Post("/api/v1/applications", new JsonObject { ["scheme"] = Scheme, ["form"] = (form ?? Form()).DeepClone() })).Is(201).Id;

    public async Task<string> File(Party employer, JsonObject? form = null)
    {
        form ??= Form();
        var app = await Draft(employer, form);
        (await (await Claimed(employer, app, form)).Post($"/api/v1/applications/{app}/submit")).Is(200);
        return app;
    }

    /// <summary>Under this scheme the worker files.</summary>
    public async Task<Party> Claimed(Party employer, string app, JsonObject form) => workers[app] = await hub.Country.Claimed(employer, app, form);

    public Party WorkerOf(string app) => workers[app];

    public static async Task<JsonNode> Read(Party employer, string app) => (await employer.Get($"/api/v1/applications/{app}")).Is(200).Json;

    /// <summary>Where an application stands, such as <c>waiting 2</c>.</summary>
    public static async Task<string> Place(Party employer, string app)
    {
        var quota = (await Read(employer, app))["quota"];
        return $"{quota?["place"]} {quota?["position"]}".Trim();
    }

    /// <summary>Complete, every check clear; the answer is the path of the deciding task.</summary>
    public async Task<string> MakeReady(string app)
    {
        var country = hub.Country;
        (await country.Mig.Post($"{Country.TaskPath(app, 1)}/outcome", Country.Outcome("complete"))).Is(200);
        (await Emp.Post($"{Country.TaskPath(app, 2)}/outcome", Country.Outcome("positive"))).Is(200);
        (await country.Tax.Post($"{Country.TaskPath(app, 3)}/outcome", Country.Outcome("clear"))).Is(200);
        (await country.Lab.Post($"{Country.TaskPath(app, 4)}/outcome", Country.Outcome("clear"))).Is(200);
        (await country.Mig.Post($"{Country.TaskPath(app, 5)}/outcome", Country.Outcome("clear"))).Is(200);
        return Country.TaskPath(app, 6);
    }
}
