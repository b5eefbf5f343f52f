using System.Net;
using SingleWindow.Demo.Country;
using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Story;

/// <summary>What comes after a grant: a register ticks off a duty, a season is renewed, a worker goes to another employer.</summary>
internal static class AfterGrant
{
    public static Func<Tale, string, Task> Then(this Func<Tale, string, Task> play, Func<Tale, Employer, Application, Task> after, Func<Inhabitants, Employer> who) => async (tale, reference) =>
    {
        await play(tale, reference);
        var employer = who(tale.Land);
        if (await employer.Find(reference, tale.Ct) is { } row) await after(tale, employer, await employer.Read(row.Id, tale.Ct));
    };

    /// <summary>The tax board's employment register speaks, and A is not asked.</summary>
    public static async Task Ticked(Tale tale, Employer employer, string permit, string personalCode, DateOnly start)
    {
        var entry = new { entryId = $"demo-{permit}", personalCode, registryCode = employer.Firm.RegistryCode, start };
        (await tale.Land.Tax.Hub.Post("records/employment-registration", entry, $"entry/{permit}", tale.Ct)).Must<Receipt>(HttpStatusCode.Created);
        await Narrator.Until("the register has ticked off the registration of the employment", async () =>
        {
            await foreach (var duty in employer.Hub.List<Duty>($"obligations?permit={permit}&status=satisfied", tale.Ct))
                if (duty is { Code: "register-employment", SatisfiedBy: "employment-registration" }) return duty;
            return null;
        }, duty => duty is not null, tale.Ct);
    }

    /// <summary>The next permit, with what is known: nothing is filled in again.</summary>
    public static async Task Renewed(Tale tale, Employer employer, Application granted)
    {
        var draft = (await employer.Hub.Post($"permits/{granted.Permit}/renewal", new { }, "renew", tale.Ct)).Must<Application>(HttpStatusCode.Created);
        await employer.Pay(draft.Id, tale.Ct);
        await employer.Submit(draft.Id, tale.Ct);
        var next = await Narrator.Until("the renewal is granted", async () =>
        {
            foreach (var office in tale.Land.Offices) await office.Server.Work(tale.Ct);
            return await employer.Read(draft.Id, tale.Ct);
        }, app => app.Status == "granted", tale.Ct);
        await Narrator.Until("each permit names the other", async () =>
            (await employer.Hub.Get($"permits/{next.Permit}", tale.Ct)) is { Status: HttpStatusCode.OK } answer ? answer.Must<Permit>(HttpStatusCode.OK).Renews : null, renews => renews == granted.Permit, tale.Ct);
    }

    /// <summary>B hires her away: she agrees, and the police have thirty days to oppose.</summary>
    public static async Task HiredAway(Tale tale, Employer employer, Application granted)
    {
        var (next, worker) = (tale.Land.B, Worker.Priya);
        var change = new
        {
            worker = new { birthDate = worker.Born, documentNumber = worker.Passport, issuer = worker.Country },
            employment = new { category = "standard", jobTitle = "Irrigation engineer", isco = "2144", wageMonthly = new Money(3700m, "EUR"), weeklyHours = 40, workplaceAddress = next.Firm.Workplace, plannedStart = tale.Today.AddDays(150) },
        };
        (await next.Hub.Post($"permits/{granted.Permit}/change-of-employer", change, "hire", tale.Ct)).Must<Change>(HttpStatusCode.Created);
        var holder = await tale.Land.Registry.Enrol(Clients.WorkerOf("14", granted.WorkerId!), tale.Ct);
        (await holder.Post($"me/permits/{granted.Permit}/change-of-employer", new { accept = true }, "yes", tale.Ct)).Must<Permit>(HttpStatusCode.OK);
        var agreed = (await next.Hub.Get($"permits/{granted.Permit}/change-of-employer", tale.Ct)).Must<Change>(HttpStatusCode.OK);
        tale.Narrator.Same("the change of employer", ("confirmed", tale.Today.AddDays(30)), (agreed.Status, agreed.OpposeUntil));
        tale.Narrator.Same("the former employer's look at the change", HttpStatusCode.NotFound, (await employer.Hub.Get($"permits/{granted.Permit}/change-of-employer", tale.Ct)).Status);
    }
}
