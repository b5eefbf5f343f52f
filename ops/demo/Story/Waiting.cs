using SingleWindow.Demo.Country;

namespace SingleWindow.Demo.Story;

/// <summary>An application that a visitor finds waiting for an answer.</summary>
internal static class Waiting
{
    public static async Task Play(Tale tale, string reference)
    {
        var form = Forms.Of(reference, Firm.A, Worker.Aigul, tale.Today, "Machine-tool setter", "7223", 2600m).WithThinQualification();
        var id = (await tale.Land.A.File(form, tale.Ct)).Id;
        var asked = await tale.Works(tale.Land.Police, tale.Land.A, id, "the police ask", app => app.Inquiries.Count == 1);
        tale.Narrator.Same("the status", "incomplete", asked.Status);
    }
}
