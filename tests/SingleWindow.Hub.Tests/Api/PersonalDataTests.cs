using System.Text;
using System.Text.Json.Nodes;
using static SingleWindow.Hub.Tests.Api.Country;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>A person goes through the hub, and nothing outside the answers to those who may ask says who it was.</summary>
public sealed class PersonalDataTests : IAsyncLifetime
{
    private static readonly string[] Person =
    [
        "Zdravomila", "Xanthopoulou", "QZ8X7W6V5", PersonalCode, "zdravomila.x@example.test", "1987-03-09", "Kadripapli 77", "Weldsmith", "VISA-QQ-991", "Statement-Omicron", "Answer-Upsilon",
        "Question-Rho", "Findings-Sigma", "BANKCHI77", "Reason-Tau", "Ottokar", "Borislava",
    ];

    private readonly Recorder recorder = new();
    private readonly HubFixture hub;

    public PersonalDataTests() => hub = new HubFixture([], recorder);

    private static string PersonalCode => Enumerable.Range(0, 10).Select(check => $"4870309017{check}").First(Core.Reference.NationalCodes.IsPersonalCode);

    public Task InitializeAsync() => hub.InitializeAsync();

    public async Task DisposeAsync()
    {
        await hub.DisposeAsync();
        recorder.Dispose();
    }

    [Fact]
    public async Task Logs_traces_metrics_and_files_tell_nothing_of_the_person()
    {
        await Life();
        await hub.Close();

        recorder.Heard.Should().Contain(line => line.StartsWith("log ")).And.Contain(line => line.StartsWith("activity ")).And.Contain(line => line.StartsWith("metric "));
        recorder.Heard.Where(line => Person.Any(line.Contains)).Should().BeEmpty();
        var files = await hub.Stored();
        foreach (var store in new[] { "events.", "views.", "keys." }) files.Select(Path.GetFileName).Should().Contain(name => name!.StartsWith(store));
        files.Where(file => Holds(file, "application.submitted")).Should().NotBeEmpty("what is not personal is found");
        foreach (var word in Person) files.Where(file => Holds(file, word)).Should().BeEmpty("{0} is nowhere in clear", word);
        await hub.Open();
    }

    private static bool Holds(string file, string word)
    {
        var bytes = File.ReadAllBytes(file);
        return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(word)) >= 0;
    }

    private async Task Life()
    {
        var country = hub.Country;
        var official = await country.Appoint("MIG", "Ottokar Wunderlich");
        var code = NewCode();
        var employer = await country.Unrecorded(code);
        var profile = (await country.Bus.Post("/api/v1/records/employer-profile", new JsonObject { ["registryCode"] = code, ["status"] = "active", ["board"] = new JsonArray(new JsonObject { ["name"] = "Borislava Qvist" }) })).Is(201);
        (await country.Mig.Get($"{profile.Location}?purpose=P01")).Is(200).Body.Should().Contain("Borislava");
        var form = Forms.Complete(hub.Today)
            .With("/worker/givenNames", "Zdravomila").With("/worker/familyName", "Xanthopoulou").With("/worker/birthDate", "1987-03-09").With("/worker/personalCode", PersonalCode)
            .With("/worker/email", "zdravomila.x@example.test").With("/worker/travelDocument/number", "QZ8X7W6V5").With("/employment/jobTitle", "Weldsmith")
            .With("/employment/workplaceAddress", "Kadripapli 77").With("/legalStay/number", "VISA-QQ-991").With("/evidence/0/statement", "Statement-Omicron");

        await country.Draft(employer, form.DeepClone().AsObject());
        await Refusals(employer, form);
        var app = await country.Draft(employer, form);
        (await country.Pay(employer, app, "BANKCHI77")).Is(201).Body.Should().Contain("BANKCHI77");
        (await employer.Post($"/api/v1/applications/{app}/submit")).Is(200);
        (await country.Mig.Get(TaskPath(app, 1))).Is(200).Body.Should().ContainAll("Zdravomila", "Xanthopoulou", "QZ8X7W6V5", PersonalCode);
        (await country.Mig.Post($"{TaskPath(app, 1)}/request-information", new JsonObject { ["items"] = new JsonArray("/legalStay"), ["text"] = "Question-Rho" })).Is(200);
        (await employer.Post($"/api/v1/applications/{app}/answers", new JsonObject { ["inquiry"] = 1, ["text"] = "Answer-Upsilon" })).Is(200);
        (await country.Mig.Post($"{TaskPath(app, 1)}/outcome", new JsonObject { ["outcome"] = "complete", ["findings"] = "Findings-Sigma" })).Is(200);
        (await country.Tax.Post($"{TaskPath(app, 2)}/outcome", Outcome("clear"))).Is(200);
        (await country.Lab.Post($"{TaskPath(app, 3)}/outcome", new JsonObject { ["outcome"] = "objection", ["findings"] = "Findings-Sigma" })).Is(200);
        var granted = country.Signed("granted").With("/official", official).With("/findings", "Reason-Tau");
        (await country.Mig.Post($"{TaskPath(app, 4)}/outcome", granted)).Is(200);
        await hub.Hub.Settled();
        (await employer.Get($"/api/v1/applications/{app}/decision")).Is(200).Body.Should().ContainAll("Ottokar", "Reason-Tau");
        (await employer.All("/api/v1/permits")).Should().ContainSingle();
    }

    // What is refused is personal all the same; and the refusal does not repeat it.
    private static async Task Refusals(Party employer, JsonObject form)
    {
        foreach (var pointer in new[] { "/worker/birthDate", "/worker/sex", "/worker/personalCode", "/employment/isco", "/legalStay/basis", "/worker/unknown", "/evidence/0/type" })
            foreach (JsonNode wrong in new JsonNode[] { "Zdravomila", new JsonObject { ["Xanthopoulou"] = "QZ8X7W6V5" } })
                (await employer.Post("/api/v1/applications", Forms.Draft(form.DeepClone().With(pointer, wrong)))).IsProblem().Body.Should().NotContain("Zdravomila").And.NotContain("QZ8X7W6V5");
        (await employer.Post("/api/v1/applications", Encoding.UTF8.GetBytes(form.ToJsonString()[..^9]), Party.NewKey())).IsProblem(400, "API-00001").Body.Should().NotContain("Zdravomila");
    }
}
