using System.Net;
using SingleWindow.Demo.Country;

namespace SingleWindow.Demo.Story;

/// <summary>An objection, a hearing, and only then a refusal, with a name under it.</summary>
internal static class Refused
{
    public static async Task Play(Tale tale, string reference)
    {
        var (land, narrator, ct) = (tale.Land, tale.Narrator, tale.Ct);
        var filed = await land.C.File(Forms.Of(reference, Firm.C, Worker.Amit, tale.Today, "Demolition worker", "9313", 2150m), ct);
        var id = filed.Id;
        narrator.Same("what the register says about C's taxes", "not-met", filed.Evidence.First(evidence => evidence.Type == "tax-standing").Result);
        await tale.IsFoundComplete(land.C, id);
        var ready = await tale.IsChecked(land.C, id);
        narrator.SameList("what the checks found", ["objection", "clear"], [ready.Step("tax-check").Outcome!, ready.Step("labour-check").Outcome!]);

        var refusal = new { outcome = "refused", findings = "Tax arrears.", grounds = new[] { "REF-ARREARS" }, official = land.Police.Official };
        var task = await tale.Task(land.Police, id, "decision");
        var hasty = await land.Police.Hub.Post($"tasks/{task.Id}/outcome", refusal, "hasty", ct);
        narrator.Same("a refusal without a hearing", (HttpStatusCode.Conflict, "TSK-00007"), (hasty.Status, hasty.Code));

        var heard = await tale.Works(land.Police, land.C, id, "C is heard", app => app.Inquiries.Count == 1);
        narrator.Same("the kind of the inquiry", "hearing", heard.Inquiries[0].Kind);
        narrator.SameList("the intended grounds", ["REF-ARREARS"], heard.Inquiries[0].Items);
        narrator.Check(heard.DueOn is not null, "a hearing does not stop the clock");
        var early = await land.Police.Hub.Post($"tasks/{task.Id}/outcome", refusal, "early", ct);
        narrator.Same("a refusal before the reply", HttpStatusCode.Conflict, early.Status);

        await land.Calendar.Pass(2, ct);
        await land.C.Answer(id, new { inquiry = heard.Inquiries[0].Number, text = "We shall pay when our customers pay us." }, ct);
        var refused = await tale.IsDecided(land.C, id, "refused");
        await IsWellFounded(tale, id);
        narrator.Check(refused.Permit is null, "no permit follows from a refusal");
        narrator.SameList("the end of the timeline", ["hearing-opened", "hearing-answered", "task-done", "decided"], refused.Told.TakeLast(4));
    }

    private static async Task IsWellFounded(Tale tale, string id)
    {
        var narrator = tale.Narrator;
        var decision = await tale.Land.C.Decision(id, tale.Ct);
        narrator.Check(decision.SignedBy == $"{Clerk.Police.Name}, {Clerk.Police.Position}", "the named official signed the refusal");
        narrator.SameList("the grounds of the refusal", ["REF-ARREARS"], decision.Grounds.Select(ground => ground.Code));
        narrator.Check(decision.Reasons is { Length: > 0 } && decision.LegalBasis.Count > 0, "reasons and law are given");
        narrator.Check(decision.AppealTo.Length > 0, "it is said where the refusal can be challenged");
    }
}
