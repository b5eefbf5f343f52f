using SingleWindow.Demo.Country;

namespace SingleWindow.Demo.Story;

/// <summary>A question before the decision: while the answer is awaited, the statutory clock stands still.</summary>
internal static class GrantedAfterQuestion
{
    public static async Task Play(Tale tale, string reference)
    {
        var (land, narrator, ct) = (tale.Land, tale.Narrator, tale.Ct);
        var form = Forms.Of(reference, Firm.A, Worker.Luka, tale.Today, "Metal polisher", "7224", 2210m).WithoutVisaNumber();
        var id = (await land.A.File(form, ct)).Id;
        var complete = await tale.IsFoundComplete(land.A, id);
        narrator.Check(complete.DueOn is not null, "a last day for the decision is known");
        await tale.IsChecked(land.A, id);

        var asked = await tale.Works(land.Police, land.A, id, "the police ask", app => app.Inquiries.Count == 1);
        narrator.Same("the status while the answer is awaited", "incomplete", asked.Status);
        narrator.Same("the last day while the answer is awaited", null, asked.DueOn);
        narrator.SameList("what is asked for", ["/legalStay/number"], asked.Inquiries[0].Items);
        narrator.SameList("what the police do while they wait", [], await land.Police.Server.Work(ct));

        // Five days in a row are never all free days in Estonia, so the last day must move.
        await land.Calendar.Pass(5, ct);
        var stay = form.LegalStay! with { Number = "DEMO-D-0002" };
        var answered = await land.A.Answer(id, new { inquiry = asked.Inquiries[0].Number, text = "Here is the number.", legalStay = stay }, ct);
        narrator.Check(answered.DueOn > complete.DueOn, "the last day moved by the days in which the clock stood still");
        var granted = await tale.IsDecided(land.A, id, "granted");
        narrator.Check(granted.Told.Contains("information-requested") && granted.Told.Contains("information-received"), "question and answer stand in the timeline");
        narrator.Check(granted.Permit is not null, "the grant names a permit");
    }
}
