using System.Net;
using System.Text.Json;
using SingleWindow.Demo.Country;
using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Story;

/// <summary>What the scenes have in common: who plays, and how to wait for what must come.</summary>
internal sealed class Tale(Narrator narrator, Inhabitants land, CancellationToken ct)
{
    public Narrator Narrator { get; } = narrator;

    public Inhabitants Land { get; } = land;

    public CancellationToken Ct { get; } = ct;

    public DateOnly Today => Land.Calendar.Today;

    /// <summary>Waits until the employer sees the application like this.</summary>
    public Task<Application> Sees(Employer employer, string id, string what, Func<Application, bool> holds) =>
        Narrator.Until(what, () => employer.Read(id, Ct), holds, Ct);

    /// <summary>Lets an authority look into its inbox until the employer sees the application like this.</summary>
    public Task<Application> Works(Authority authority, Employer employer, string id, string what, Func<Application, bool> holds) => Narrator.Until(what, async () =>
    {
        await authority.Server.Work(Ct);
        return await employer.Read(id, Ct);
    }, holds, Ct);

    /// <summary>The police find that everything is there.</summary>
    public Task<Application> IsFoundComplete(Employer employer, string id) =>
        Works(Land.Police, employer, id, "the police find the application complete", app => app.CompleteOn is not null);

    /// <summary>The tax board finds the payment on the state's account and publishes it.</summary>
    public async Task IsBooked(Employer employer, string id)
    {
        var fee = (await employer.Fees(id, Ct)).Items[0];
        var booked = new { bankReference = Bank.Reference(fee), registryCode = employer.Firm.RegistryCode, reference = fee.Reference, amount = 48.00m, currency = "EUR", paidOn = Today, payer = "employer", status = "received" };
        (await Land.Tax.Hub.Post("records/fee-payment", booked, $"fee/{id}", Ct)).Must<Receipt>(HttpStatusCode.Created);
        await Narrator.Until("the register has confirmed the payment", () => employer.Fees(id, Ct), fees => fees.Items[0].Status == "confirmed", Ct);
    }

    /// <summary>Tax board and labour inspectorate check.</summary>
    public async Task<Application> IsChecked(Employer employer, string id)
    {
        await Works(Land.Tax, employer, id, "the tax board has checked", app => app.Step("tax-check").IsOver);
        return await Works(Land.Labour, employer, id, "the labour inspectorate has checked", app => app.Step("labour-check").IsOver);
    }

    /// <summary>The police decide.</summary>
    public Task<Application> IsDecided(Employer employer, string id, string outcome) =>
        Works(Land.Police, employer, id, $"the application is {outcome}", app => app.Status == outcome);

    /// <summary>A task of an authority, once it is in the inbox.</summary>
    public async Task<TaskRow> Task(Authority authority, string application, string step) => (await Narrator.Until(
        $"the task {step} is in the inbox", () => Inbox(authority, application), rows => rows.Exists(row => row.Step == step), Ct)).First(row => row.Step == step);

    public async Task<List<TaskRow>> Inbox(Authority authority, string application)
    {
        List<TaskRow> rows = [];
        await foreach (var row in authority.Hub.List<TaskRow>("tasks", Ct))
            if (row.Application == application) rows.Add(row);
        return rows;
    }

    /// <summary>Which members of the application a task shows.</summary>
    public async Task<IEnumerable<string>> Shown(Authority authority, TaskRow task) =>
        (await authority.Hub.Get($"tasks/{task.Id}", Ct)).Must<AuthorityTask>(HttpStatusCode.OK).Data.EnumerateObject()
            .Where(member => member.Value.ValueKind != JsonValueKind.Null).Select(member => member.Name).Order(StringComparer.Ordinal);

    /// <summary>The worker's permits, seen by the worker.</summary>
    public async Task HasPermit(string key, Employer employer, Application granted)
    {
        var ofEmployer = await Permit(employer.Hub, "permits", granted.Id);
        var worker = await Land.Registry.Enrol(Clients.WorkerOf(key, granted.WorkerId!), Ct);
        var ofWorker = await Permit(worker, "me/permits", granted.Id);
        Narrator.Same("the permit in the worker's list", ofEmployer.Id, ofWorker.Id);
        Narrator.Same("the permit of the application", granted.Permit, ofEmployer.Id);
        Narrator.Same("the holder of the permit", granted.WorkerId, ofEmployer.Holder);
    }

    private async Task<PermitRow> Permit(HubClient reader, string list, string application) => (await Narrator.Until("the permit is in the list", async () =>
    {
        await foreach (var row in reader.List<PermitRow>(list, Ct))
            if (row.Application == application) return row;
        return null;
    }, row => row is not null, Ct))!;
}
