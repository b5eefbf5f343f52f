using System.Net;
using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Country;

/// <summary>An employer's own software: files applications and looks at what became of them.</summary>
internal sealed class Employer(Firm firm, string party, HubClient hub, Calendar calendar)
{
    public const string Scheme = "ee-short-term-employment";

    public Firm Firm { get; } = firm;

    public string Party { get; } = party;

    public HubClient Hub { get; } = hub;

    public async Task<ApplicationRow?> Find(string reference, CancellationToken ct)
    {
        await foreach (var row in Hub.List<ApplicationRow>($"applications?reference={reference}", ct)) return row;
        return null;
    }

    public Task<HubAnswer> Draft(ApplicationForm form, CancellationToken ct, string scheme = Scheme) => Hub.Post("applications", new { scheme, form }, form.Reference, ct);

    /// <summary>Drafts, pays what is due, and files in one go.</summary>
    public async Task<Application> File(ApplicationForm form, CancellationToken ct, string scheme = Scheme)
    {
        var id = (await Draft(form, ct, scheme)).Must<Application>(HttpStatusCode.Created).Id;
        await Pay(id, ct);
        return await Submit(id, ct);
    }

    public async Task<Fees> Fees(string id, CancellationToken ct) => (await Hub.Get($"applications/{id}/fees", ct)).Must<Fees>(HttpStatusCode.OK);

    /// <summary>Pays every fee that is due through this employer's bank, and reports it.</summary>
    public async Task<Fees> Pay(string id, CancellationToken ct)
    {
        var due = await Fees(id, ct);
        foreach (var fee in due.Items.Where(fee => fee.Missing is not null))
        {
            var payment = new { reference = fee.Reference, amount = fee.Missing, paidOn = calendar.Today, payer = "employer", bankReference = Bank.Reference(fee) };
            due = (await Hub.Post($"applications/{id}/payments", payment, $"pay/{fee.Number}", ct)).Must<Fees>(HttpStatusCode.Created);
        }
        return due;
    }

    public async Task<Application> Submit(string id, CancellationToken ct) => (await Hub.Post($"applications/{id}/submit", new { }, "submit", ct)).Must<Application>(HttpStatusCode.OK);

    public async Task<Application> Read(string id, CancellationToken ct) => (await Hub.Get($"applications/{id}", ct)).Must<Application>(HttpStatusCode.OK);

    public async Task<Application> Answer(string id, object answer, CancellationToken ct, string key = "answer") => (await Hub.Post($"applications/{id}/answers", answer, key, ct)).Must<Application>(HttpStatusCode.OK);

    public async Task<Application> Withdraw(string id, string reason, CancellationToken ct) =>
        (await Hub.Post($"applications/{id}/withdraw", new { reason }, "withdraw", ct)).Must<Application>(HttpStatusCode.OK);

    public async Task<Decision> Decision(string id, CancellationToken ct) => (await Hub.Get($"applications/{id}/decision", ct)).Must<Decision>(HttpStatusCode.OK);
}

/// <summary>The bank of the country: it names a payment after what it is for.</summary>
internal static class Bank
{
    public static string Reference(Fee fee) => $"BANK-{fee.Reference}";
}
