using System.Text.Json.Nodes;
using SingleWindow.Hub.Tests.Api;
using SingleWindow.Hub.Tests.Quotas;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>A hub as in the demo, where schemes that are no law take applications too, and one more scheme, a file, in which means of subsistence are shown by benefits.</summary>
public sealed class OpenHub : HubFixture
{
    internal const string Subsistence = "xx-subsistence";
    private readonly TempFolder schemes;

    public OpenHub() : this(new())
    {
    }

    private OpenHub(TempFolder schemes) : base(new() { ["Schemes:AllowDraft"] = "true", ["Schemes:Path"] = schemes.Path })
    {
        this.schemes = schemes;
        var scheme = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schemes", "Installation", "fi-seasonal-work.json")))!.AsObject();
        scheme["id"] = Subsistence;
        scheme["evidence"]!.AsArray().Add(new JsonObject { ["type"] = "sufficient-resources", ["subject"] = "worker", ["sources"] = new JsonArray("record:social-benefit", "declaration"), ["mandatory"] = true });
        File.WriteAllText(Path.Combine(schemes.Path, "subsistence.json"), scheme.ToJsonString());
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        schemes.Dispose();
    }
}

/// <summary>Whom a record may be about.</summary>
/// <param name="Code">The worker's personal code.</param>
/// <param name="Registry">The employer's registry code.</param>
/// <param name="App">The application about both.</param>
internal sealed record Subject(string Code, string Registry, string App);

/// <summary>What goes on about somebody, so that a condition of the matrix holds, or just does not.</summary>
internal sealed class Scenes(HubFixture hub)
{
    private readonly Country country = hub.Country;
    private readonly Placed placed = new(hub);

    /// <summary>An application is with the authorities; its scheme asks for records of this type where any does.</summary>
    public Task<Subject> Pending(string type) => type switch
    {
        "labour-market-test" or "language-result" => Filed("ee-residence-permit-employment"),
        "qualification-assessment" or "professional-registration" => Filed("ee-eu-blue-card"),
        "health-cover" or "accommodation" => Filed("ee-seasonal"),
        "social-benefit" => Filed(OpenHub.Subsistence),
        _ => Filed(Country.Scheme),
    };

    /// <summary>An application is with the authorities, and its scheme does not ask for records of this type.</summary>
    public Task<Subject> PendingElsewhere(string type) => Filed(type is "tax-standing" ? "ca-seasonal-agricultural-worker" : type is "qualification-assessment" ? "ee-seasonal" : Country.Scheme);

    /// <summary>There was an application, and the applicant withdrew it.</summary>
    public async Task<Subject> Withdrawn(string type)
    {
        var subject = await Pending(type);
        (await Applicants[subject.App].Post($"/api/v1/applications/{subject.App}/withdraw", new JsonObject { ["reason"] = "Changed plans." })).Is(200);
        await hub.Hub.Settled();
        return subject;
    }

    /// <summary>The worker holds a permit with this employer.</summary>
    public async Task<Subject> Permitted()
    {
        var (employer, registry) = await Employer();
        var form = Forms.Complete(hub.Today).With("/worker/personalCode", Forms.PersonalCode());
        return new(form["worker"]!["personalCode"]!.ToString(), registry, await country.Granted(employer, form));
    }

    /// <summary>Somebody of whom the hub knows nothing is referred to the anti-trafficking unit.</summary>
    public async Task<Subject> Referred(bool closed = false)
    {
        var code = Forms.PersonalCode();
        var referral = new JsonObject { ["referralId"] = $"T-{code}", ["worker"] = code, ["referredOn"] = "2026-03-31", ["status"] = closed ? "closed" : "open" };
        (await hub.Party("authority", "POL", "trafficking", "P12").Post("/api/v1/records/trafficking-referral", referral)).Is(201);
        await hub.Hub.Settled();
        return new(code, Country.NewCode(), "app_unknown");
    }

    /// <summary>Both came under an agreement with a partner state.</summary>
    public Task<Subject> Partnered() => Filed("bla-care-pathway");

    /// <summary>Nobody.</summary>
    public static Subject Stranger() => new(Forms.PersonalCode(), Country.NewCode(), "app_unknown");

    private Dictionary<string, Party> Applicants { get; } = [];

    /// <summary>An application of a new employer for somebody with this personal code, or anybody.</summary>
    public async Task<Subject> Filed(string scheme, string? code = null)
    {
        var (employer, registry) = await Employer();
        var form = Form(scheme).With("/worker/personalCode", code ?? Forms.PersonalCode());
        var app = await country.Draft(employer, form, scheme);
        var files = scheme is "ee-eu-blue-card" or "ee-residence-permit-employment" ? await country.Claimed(employer, app, form) : employer;
        if (scheme is Country.Scheme or "ee-seasonal") (await country.Pay(employer, app)).Is(201);
        (await files.Post($"/api/v1/applications/{app}/submit")).Is(200);
        await hub.Hub.Settled();
        Applicants[app] = files;
        return new(form["worker"]!["personalCode"]!.ToString(), registry, app);
    }

    private JsonObject Form(string scheme) => scheme switch
    {
        "ee-eu-blue-card" => Forms.BlueCard(hub.Today),
        "ee-residence-permit-employment" => placed.Form(),
        "ee-seasonal" => Forms.Seasonal(hub.Today, 90),
        OpenHub.Subsistence => Forms.Seasonal(hub.Today, 90).With("/legalStay", new JsonObject { ["basis"] = "visa-to-be-sought" }),
        "bla-care-pathway" => Abroad("PHL").With("/employment/isco", "5321").With("/evidence", Statements("employment-contract-or-binding-offer", "language-A2", "accommodation")),
        "ca-seasonal-agricultural-worker" => Abroad("MEX").With("/employment/isco", "9211").With("/employment/nace", "01.13")
            .With("/evidence", Statements("housing-inspection", "employment-contract-or-binding-offer", "workers-compensation", "selected-by-partner")),
        _ => Forms.Complete(hub.Today),
    };

    private JsonObject Abroad(string country)
    {
        var form = Forms.Complete(hub.Today).With("/worker/residence", country).With("/worker/citizenships", new JsonArray(country)).With("/worker/travelDocument/issuer", country)
            .With("/legalStay", new JsonObject { ["basis"] = "visa-to-be-sought" });
        form["worker"]!["qualificationCountry"] = "EST";
        return form;
    }

    private static JsonArray Statements(params string[] types) => [.. types.Select(type => (JsonNode)new JsonObject { ["type"] = type, ["statement"] = "There is." })];

    private async Task<(Party Employer, string Registry)> Employer()
    {
        var employer = await country.Employer();
        return (employer, (await country.Operator.Get($"/api/v1/parties/{employer.Id}")).Is(200).Text("registryCode"));
    }
}
