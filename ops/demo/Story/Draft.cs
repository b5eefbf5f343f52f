using System.Net;
using SingleWindow.Demo.Country;
using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Story;

/// <summary>A rule that a machine can judge is told to the applicant at once, not after ten days by an official.</summary>
internal static class Draft
{
    public static async Task Play(Tale tale, string reference)
    {
        var (land, narrator, ct) = (tale.Land, tale.Narrator, tale.Ct);
        var form = Forms.Of(reference, Firm.A, Worker.Luka, tale.Today, "Metal polisher", "7224", 1200m);
        var draft = (await land.A.Draft(form, ct)).Must<Application>(HttpStatusCode.Created);
        var filed = await land.A.Hub.Post($"applications/{draft.Id}/submit", new { }, "submit-underpaid", ct);
        narrator.Same("filing with pay below the threshold", (HttpStatusCode.UnprocessableEntity, "APP-00002"), (filed.Status, filed.Code));
        narrator.Check(filed.Text.Contains("/employment/wageMonthly/amount", StringComparison.Ordinal), "the answer points at the pay");
        narrator.Same("the status", "draft", (await land.A.Read(draft.Id, ct)).Status);
        await Narrator.Until("the draft is in A's list", () => land.A.Find(reference, ct), row => row is { Status: "draft" }, ct);
    }
}
