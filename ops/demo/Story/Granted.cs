using System.Net;
using SingleWindow.Demo.Country;
using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Story;

/// <summary>The straight way to a permit, and who sees what on it.</summary>
internal static class Granted
{
    private static readonly string[] Told =
        ["payment-reported", "submitted", "task-opened", "payment-confirmed", "task-done", "complete", "due", "task-opened", "task-opened", "task-done", "task-done", "task-opened", "task-done", "decided"];

    public static async Task Play(Tale tale, string reference)
    {
        var (land, narrator, ct) = (tale.Land, tale.Narrator, tale.Ct);
        var form = Forms.Of(reference, Firm.A, Worker.Daryna, tale.Today, "Welder", "7212", 2450m);
        var id = await DraftTwice(tale, form);
        narrator.Same("the fee is settled by the report", true, (await land.A.Pay(id, ct)).Settled);
        var filed = await land.A.Submit(id, ct);
        narrator.Same("the status after filing", "submitted", filed.Status);
        narrator.SameList("what registers prove about the employer", ["met", "met", "met"],
            filed.Evidence.Where(evidence => evidence.Source.StartsWith("record:", StringComparison.Ordinal)).Select(evidence => evidence.Result));
        await IsNobodyElses(tale, id);
        await tale.IsBooked(land.A, id);

        var complete = await tale.IsFoundComplete(land.A, id);
        narrator.Check(complete is { DueOn: not null, Status: "checks-running" }, "the statutory clock runs");
        narrator.SameList("tax and labour check at the same time", ["open", "open"], [complete.Step("tax-check").Status!, complete.Step("labour-check").Status!]);
        narrator.SameList("what the tax board sees", ["employer", "wageMonthly"], await tale.Shown(land.Tax, await tale.Task(land.Tax, id, "tax-check")));
        narrator.SameList("what the labour inspectorate sees", ["employer", "workplaceAddress"], await tale.Shown(land.Labour, await tale.Task(land.Labour, id, "labour-check")));
        await tale.IsChecked(land.A, id);
        var granted = await tale.IsDecided(land.A, id, "granted");
        narrator.SameList("the timeline", Told, granted.Told);
        await tale.HasPermit("a", land.A, granted);
        await AfterGrant.Ticked(tale, land.A, granted.Permit!, form.Worker!.PersonalCode!, form.Employment!.PlannedStart);
    }

    private static async Task<string> DraftTwice(Tale tale, ApplicationForm form)
    {
        var (land, narrator, ct) = (tale.Land, tale.Narrator, tale.Ct);
        var id = (await land.A.Draft(form, ct)).Must<Application>(HttpStatusCode.Created).Id;
        narrator.Same("the application of the same Idempotency-Key", id, (await land.A.Draft(form, ct)).Must<Application>(HttpStatusCode.Created).Id);
        var other = await land.A.Draft(form with { LegalStay = null }, ct);
        narrator.Same("the answer to another body under the same key", (HttpStatusCode.UnprocessableEntity, "API-00003"), (other.Status, other.Code));
        await Narrator.Until("the draft is in A's list", () => land.A.Find(form.Reference, ct), row => row is not null, ct);
        return id;
    }

    // What is not yours looks like what does not exist.
    private static async Task IsNobodyElses(Tale tale, string id)
    {
        var (land, narrator, ct) = (tale.Land, tale.Narrator, tale.Ct);
        var foreign = await land.B.Hub.Get($"applications/{id}", ct);
        narrator.Same("another employer's look at it", (HttpStatusCode.NotFound, "APP-00001"), (foreign.Status, foreign.Code));
        var task = await tale.Task(land.Police, id, "completeness");
        narrator.Same("the tax board's look at a task of the police", HttpStatusCode.NotFound, (await land.Tax.Hub.Get($"tasks/{task.Id}", ct)).Status);
        narrator.Same("an authority's look as if it were an employer", HttpStatusCode.Forbidden, (await land.Tax.Hub.Get($"applications/{id}", ct)).Status);
    }
}
