using System.Net;
using SingleWindow.Demo.Country;
using SingleWindow.Demo.Hub;

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
        var id = await File(tale, employer, hiring, reference);
        var ended = await Narrator.Until($"the application under {hiring.Scheme} is {end}", async () =>
        {
            foreach (var office in tale.Land.Offices) await office.Server.Work(tale.Ct);
            return await Reply(tale, employer, await employer.Read(id, tale.Ct));
        }, app => app.Status == end, tale.Ct);
        tale.Narrator.Check(end == "granted" == ended.Permit is not null, "a permit follows from a grant and from nothing else");
        tale.Narrator.Check(end != "inadmissible-quota" || ended.Quota is { Place: "waiting" or "released" or "none" } or null, "who is inadmissible had no place");
    };

    // Where the worker applies, the employer invites him: he shows the code and his passport, and files from home.
    private static async Task<string> File(Tale tale, Employer employer, Hiring hiring, string reference)
    {
        var form = hiring.Form(reference, employer.Firm, tale.Today);
        if ((await employer.Hub.Get($"schemes/{hiring.Scheme}", tale.Ct)).Must<SchemeRules>(HttpStatusCode.OK).Applicant != "worker-on-invitation")
            return (await employer.File(form, tale.Ct, hiring.Scheme)).Id;
        var id = (await employer.Draft(form, tale.Ct, hiring.Scheme)).Must<Application>(HttpStatusCode.Created).Id;
        var worker = await tale.Land.Registry.Enrol(Clients.WorkerOf(KeyOf(reference), $"wrk_{Guid.CreateVersion7():N}"), tale.Ct);
        var code = (await employer.Hub.Post($"applications/{id}/invitations", new { }, "invite", tale.Ct)).Must<Invitation>(HttpStatusCode.Created).Code;
        (await worker.Post("me/claim", new { code, documentNumber = hiring.Worker.Passport, birthDate = hiring.Worker.Born }, "claim", tale.Ct)).Must<Application>(HttpStatusCode.OK);
        (await worker.Post($"applications/{id}/submit", new { }, "submit", tale.Ct)).Must<Application>(HttpStatusCode.OK);
        return id;
    }

    private static string KeyOf(string reference) => reference["DEMO-".Length..];

    // The employer answers what he is asked, and does what is his to do.
    private static async Task<Application> Reply(Tale tale, Employer employer, Application app)
    {
        if (app.Inquiries.FirstOrDefault(inquiry => inquiry is { AnsweredOn: null }) is { } asked)
            return await employer.Answer(app.Id, new { inquiry = asked.Number, text = "We have nothing more to say than what is in the application." }, tale.Ct, $"answer/{asked.Number}");
        if (app.Steps.FirstOrDefault(step => step is { Authority: "employer", Status: "open" }) is { } own)
            return await employer.Answer(app.Id, new { step = own.Code, outcome = own.Code == "arrival-notice" ? "notified" : "done", text = "The worker is here." }, tale.Ct, $"step/{own.Code}");
        return app;
    }

    private static async Task OnePlace(Tale tale) =>
        (await tale.Land.Operator.Put("quotas/ee-shortage-cap", new { year = tale.Today.Year, size = 1 }, tale.Ct)).Must<object>(HttpStatusCode.OK);
}
