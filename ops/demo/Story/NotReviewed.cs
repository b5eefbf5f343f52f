using SingleWindow.Demo.Country;

namespace SingleWindow.Demo.Story;

/// <summary>A request for information that nobody answers.</summary>
internal static class NotReviewed
{
    public static async Task Play(Tale tale, string reference)
    {
        var (land, narrator, ct) = (tale.Land, tale.Narrator, tale.Ct);
        var form = Forms.Of(reference, Firm.B, Worker.Maria, tale.Today, "Greenhouse gardener", "6113", 2180m).WithThinQualification();
        var id = (await land.B.File(form, ct)).Id;
        var asked = await tale.Works(land.Police, land.B, id, "the police ask", app => app.Inquiries.Count == 1);
        narrator.Same("the status while the answer is awaited", "incomplete", asked.Status);
        narrator.SameList("what is asked for", ["qualification-or-experience"], asked.Inquiries[0].Items);
        narrator.Check(asked.Inquiries[0].ReplyBy >= asked.Inquiries[0].RequestedOn.AddDays(10), "there are ten days to answer");

        await land.Calendar.PassBeyond(asked.Inquiries[0].ReplyBy, ct);
        await tale.Sees(land.B, id, "the hub notices that no answer came", app => app.Told.Contains("no-answer"));
        var ended = await tale.IsDecided(land.B, id, "not-reviewed");
        narrator.Check(ended.Permit is null, "no permit follows");
        var decision = await land.B.Decision(id, ct);
        narrator.SameList("the ground", ["NR-NO-ANSWER"], decision.Grounds.Select(ground => ground.Code));
        narrator.Check(decision.SignedBy is not null, "an official signed, not the clock");
    }
}
