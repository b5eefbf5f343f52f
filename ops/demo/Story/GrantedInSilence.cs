using System.Net;
using SingleWindow.Demo.Country;
using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Story;

/// <summary>An authority that does not answer in time does not hold up the others.</summary>
internal static class GrantedInSilence
{
    public static async Task Play(Tale tale, string reference)
    {
        var (land, narrator, ct) = (tale.Land, tale.Narrator, tale.Ct);
        var id = (await land.B.Draft(Forms.Of(reference, Firm.B, Worker.Ion, tale.Today, "Gardener", "6113", 2200m), ct)).Must<Application>(HttpStatusCode.Created).Id;
        await land.B.Submit(id, ct);
        var asked = await tale.Works(land.Police, land.B, id, "the police ask for the fee", app => app.Inquiries.Count == 1);
        narrator.SameList("what is asked for", ["fee:1"], asked.Inquiries[0].Items);
        narrator.Same("the day of completeness while the fee is unpaid", null, asked.CompleteOn);
        await land.B.Pay(id, ct);
        await tale.Sees(land.B, id, "the payment is the answer", app => app.Inquiries[0].AnsweredOn is not null);
        await tale.IsFoundComplete(land.B, id);
        var checkedByOne = await tale.Works(land.Labour, land.B, id, "the labour inspectorate has checked", app => app.Step("labour-check").IsOver);
        await land.Calendar.PassBeyond(checkedByOne.Step("tax-check").DueOn!.Value, ct);
        var silent = await tale.Sees(land.B, id, "silence counts", app => app.Step("tax-check").IsOver);
        narrator.Same("the tax board's check", "no-objection", silent.Step("tax-check").Status);
        narrator.Check(silent.Told.Contains("no-objection"), "the timeline says so");
        await tale.HasPermit("b", land.B, await tale.IsDecided(land.B, id, "granted"));
    }
}
