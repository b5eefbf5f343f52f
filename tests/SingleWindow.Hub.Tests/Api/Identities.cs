using System.Text.Json.Nodes;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>What operators do to the identity of workers, two of them each time.</summary>
internal sealed class Identities(HubFixture hub)
{
    public const string Candidates = "/api/v1/workers/merge-candidates";

    private readonly Country country = hub.Country;

    public static string Path(string worker, string rest = "") => $"/api/v1/workers/{worker}{rest}";

    public static JsonObject With(string other) => new() { ["with"] = other, ["reason"] = "The same face on both passports." };

    public static JsonObject From(string other, params int[] identities) =>
        new() { ["from"] = other, ["reason"] = "A twin.", ["identities"] = new JsonArray([.. identities.Select(number => (JsonNode)number)]) };

    public async Task<Answer> Merge(string survivor, string loser) => await Both(Path(survivor, "/merge"), With(loser));

    public async Task<Answer> Split(string loser, string survivor, params int[] identities) => await Both(Path(loser, "/split"), From(survivor, identities));

    public async Task<Answer> Both(string path, JsonObject body)
    {
        (await country.Operator.Post(path, body)).Is(202).Text("status").Should().Be("awaiting-second");
        var done = (await country.SecondOperator.Post(path, body)).Is(200);
        done.Text("status").Should().Be("effective");
        await hub.Hub.Settled();
        return done;
    }

    public async Task<Answer> File(string worker) => (await country.Operator.Get(Path(worker))).Is(200);

    /// <summary>Files for the person in the form; the worker's id.</summary>
    public async Task<string> Worker(Party employer, JsonObject form) =>
        (await employer.Get($"/api/v1/applications/{await country.Submitted(employer, form)}")).Is(200).Text("workerId");

    /// <summary>A form for the same document as in another one.</summary>
    public JsonObject Same(JsonNode form) => Forms.Complete(hub.Today).With("/worker/travelDocument", form["worker"]!["travelDocument"]!.DeepClone());

    /// <summary>The candidates that concern a worker, as the list shows them.</summary>
    public async Task<IReadOnlyList<JsonNode>> CandidatesOf(string worker)
    {
        await hub.Hub.Settled();
        return [.. (await country.Operator.All(Candidates)).Where(row => row["worker"]!.ToString() == worker || row["other"]?.ToString() == worker)];
    }
}
