using SingleWindow.Demo.Country;

namespace SingleWindow.Demo.Story;

/// <summary>An authority that does not answer in time does not hold up the others.</summary>
internal static class GrantedInSilence
{
    public static async Task Play(Tale tale, string reference)
    {
        var (land, narrator, ct) = (tale.Land, tale.Narrator, tale.Ct);
        var id = (await land.B.File(Forms.Of(reference, Firm.B, Worker.Ion, tale.Today, "Gardener", "6113", 2200m), ct)).Id;
        await tale.IsFoundComplete(land.B, id);
        var checkedByOne = await tale.Works(land.Labour, land.B, id, "the labour inspectorate has checked", app => app.Step("labour-check").IsOver);
        await land.Calendar.PassBeyond(checkedByOne.Step("tax-check").DueOn!.Value, ct);
        var silent = await tale.Sees(land.B, id, "silence counts", app => app.Step("tax-check").IsOver);
        narrator.Same("the tax board's check", "no-objection", silent.Step("tax-check").Status);
        narrator.Check(silent.Told.Contains("no-objection"), "the timeline says so");
        await tale.HasPermit("b", land.B, await tale.IsDecided(land.B, id, "granted"));
    }
}
