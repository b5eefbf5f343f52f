using System.Net;
using SingleWindow.Demo.Country;

namespace SingleWindow.Demo.Story;

/// <summary>An applicant takes an application back while authorities work on it.</summary>
internal static class Withdrawn
{
    public static async Task Play(Tale tale, string reference)
    {
        var (land, narrator, ct) = (tale.Land, tale.Narrator, tale.Ct);
        var id = (await land.B.File(Forms.Of(reference, Firm.B, Worker.Linh, tale.Today, "Gardener", "6113", 2180m), ct)).Id;
        await tale.IsFoundComplete(land.B, id);
        var task = await tale.Task(land.Tax, id, "tax-check");
        var withdrawn = await land.B.Withdraw(id, "The season is shorter than we thought.", ct);
        narrator.Same("the status", "withdrawn", withdrawn.Status);
        narrator.Check(withdrawn.Steps.All(step => step.Status is null or "done" or "cancelled"), "no authority has to do anything more");
        await Narrator.Until("the task has left the inbox", () => tale.Inbox(land.Tax, id), rows => rows.Count == 0, ct);
        var late = await land.Tax.Hub.Post($"tasks/{task.Id}/outcome", new { outcome = "clear" }, "late", ct);
        narrator.Same("an outcome after the withdrawal", HttpStatusCode.Conflict, late.Status);
        var again = await land.B.Hub.Post($"applications/{id}/withdraw", new { }, "withdraw-again", ct);
        narrator.Same("a second withdrawal", (HttpStatusCode.Conflict, "APP-00004"), (again.Status, again.Code));
    }
}
