using System.Net;
using SingleWindow.Demo.Country;

namespace SingleWindow.Demo.Story;

/// <summary>Each of the other schemes once, from the filing to its end. Nothing here knows a scheme's steps: whoever has a task does it.</summary>
internal static class OtherSchemes
{
    private const string Contract = "employment-contract-or-binding-offer", Health = "health-insurance", Qualification = "qualification";
    private static readonly string[] Residence = [Contract, "invitation", Qualification, Health, "curriculum-vitae"];

    public static readonly IReadOnlyList<Scene> Scenes =
    [
        new("DEMO-9", "Seasonal work in Estonia: the inspectorate looks at the housing, the consulate gives the visa after the grant. Then B renews it, with what is known.",
            land => land.B, Play(land => land.B, new("ee-seasonal", Worker.Oleh, "Vegetable picker", "9211", 1150m, 120, Contract, "accommodation", Health, "sufficient-resources"), "granted").Then(AfterGrant.Renewed, land => land.B)),
        new("DEMO-10", "A residence permit within the quota: labour market, tax, labour, qualification and security at the same time, then visa and card.",
            land => land.A, Play(land => land.A, new("ee-residence-permit-employment", Worker.Sunil, "Machine setter", "7223", 2350m, 1000, Residence), "granted"), KeyOf("DEMO-10")),
        new("DEMO-11", "Another one, for a welder: the employment service finds welders at home. Heard, then refused.",
            land => land.A, Play(land => land.A, new("ee-residence-permit-employment", Worker.Timur, "Welder", "7212", 2300m, 700, Residence), "refused"), KeyOf("DEMO-11")),
        new("DEMO-12", "A bill on shortage sectors, tried out: the book has one place, and A's turner has it.",
            land => land.A, Play(land => land.A, new("ee-residence-permit-shortage-sector", Worker.Thanh, "Turner", "7223", 1700m, 700, Residence), "granted", OnePlace), KeyOf("DEMO-12")),
        new("DEMO-13", "The next one waits in vain for a place. Heard, then inadmissible.",
            land => land.A, Play(land => land.A, new("ee-residence-permit-shortage-sector", Worker.Viorica, "Turner", "7223", 1700m, 700, Residence), "inadmissible-quota"), KeyOf("DEMO-13")),
        new("DEMO-14", "An EU Blue Card for an engineer. B hires her away: she agrees, the police may oppose for thirty days.",
            land => land.A, Play(land => land.A, new("ee-eu-blue-card", Worker.Priya, "Mechanical engineer", "2144", 3600m, 730, Contract, "higher-qualification", Health), "granted").Then(AfterGrant.HiredAway, land => land.A), KeyOf("DEMO-14")),
        new("DEMO-15", "An intra-corporate transferee, by the directive.",
            land => land.A, Play(land => land.A, new("eu-intra-corporate-transfer", Worker.Nino, "Production manager", "1321", 4100m, 500, Contract, "same-group", "prior-group-employment", "assignment-letter", "return-to-group")
            { Category = "manager" }, "granted")),
        new("DEMO-16", "A single permit, by the directive.",
            land => land.A, Play(land => land.A, new("eu-single-permit", Worker.Bohdan, "Sheet-metal worker", "7213", 2200m, 700, Contract), "granted")),
        new("DEMO-17", "Poland's seasonal permit: entry in the register, certificate, visa, the employer's notice of arrival, and then the decision.",
            land => land.B, Play(land => land.B, new("pl-seasonal-work-permit", Worker.Aigul, "Fruit picker", "9211", 5000m, 120, "work-conditions") { Currency = "PLN" }, "granted")),
        new("DEMO-18", "Canada's seasonal programme: the labour market first, then the sending state selects.",
            land => land.B, Play(land => land.B, new("ca-seasonal-agricultural-worker", Worker.Pedro, "Field worker", "9211", 3000m, 120, "housing-inspection", Contract, "workers-compensation", "selected-by-partner") { Currency = "CAD" }, "granted")),
        new("DEMO-19", "A bilateral pathway into care: vetting, matching, clearance, training, recognition, decision, visa, arrival.",
            land => land.D, Play(land => land.D, new("bla-care-pathway", Worker.Liza, "Health care assistant", "5321", 1750m, 900, Contract, "language-A2", "accommodation"), "granted")),
    ];

    private static Func<Tale, string, Task> Play(Func<Inhabitants, Employer> who, Hiring hiring, string end, Func<Tale, Task>? before = null) => async (tale, reference) =>
    {
        var employer = who(tale.Land);
        if (before is not null) await before(tale);
        var id = await Filing.File(tale.Land, employer, hiring.Scheme, hiring.Form(reference, employer.Firm, tale.Today), KeyOf(reference), listed: true, tale.Ct);
        var ended = await Narrator.Until($"the application under {hiring.Scheme} is {end}", async () =>
        {
            foreach (var office in tale.Land.Offices) await office.Server.Work(tale.Ct);
            return await Filing.WorkerReplies(tale.Land, await Filing.Reply(employer, id, [], tale.Ct), KeyOf(reference), tale.Ct);
        }, app => app.Status == end, tale.Ct);
        tale.Narrator.Check(end == "granted" == ended.Permit is not null, "a permit follows from a grant and from nothing else");
        tale.Narrator.Check(end != "inadmissible-quota" || ended.Quota is { Place: "waiting" or "released" or "none" } or null, "who is inadmissible had no place");
    };

    private static string KeyOf(string reference) => reference["DEMO-".Length..];

    private static async Task OnePlace(Tale tale) =>
        (await tale.Land.Operator.Put("quotas/ee-shortage-cap", new { year = tale.Today.Year, size = 1 }, tale.Ct)).Must<object>(HttpStatusCode.OK);
}
