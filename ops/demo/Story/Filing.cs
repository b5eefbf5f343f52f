using System.Net;
using SingleWindow.Demo.Country;
using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Story;

/// <summary>How an application comes in and is kept going, under whichever scheme.</summary>
internal static class Filing
{
    // Where the worker applies, the employer invites him: he shows the code and his passport, and files from home.
    public static async Task<string> File(Inhabitants land, Employer employer, string scheme, ApplicationForm form, string key, bool listed, CancellationToken ct)
    {
        if ((await employer.Hub.Get($"schemes/{scheme}", ct)).Must<SchemeRules>(HttpStatusCode.OK).Applicant != "worker-on-invitation")
            return (await employer.File(form, ct, scheme)).Id;
        var id = (await employer.Draft(form, ct, scheme)).Must<Application>(HttpStatusCode.Created).Id;
        var worker = await land.Registry.Enrol(Clients.WorkerOf(key, $"wrk_{Guid.CreateVersion7():N}"), ct, listed);
        var code = (await employer.Hub.Post($"applications/{id}/invitations", new { }, "invite", ct)).Must<Invitation>(HttpStatusCode.Created).Code;
        var claim = new { code, documentNumber = form.Worker!.TravelDocument.Number, birthDate = form.Worker.BirthDate };
        (await worker.Post("me/claim", claim, "claim", ct)).Must<Application>(HttpStatusCode.OK);
        (await worker.Post($"applications/{id}/submit", new { }, "submit", ct)).Must<Application>(HttpStatusCode.OK);
        return id;
    }

    /// <summary>The employer answers what he is asked, and does what is his to do.</summary>
    /// <param name="employer">Who.</param>
    /// <param name="id">The application.</param>
    /// <param name="knows">Evidence that he can declare when he is asked for it.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Application> Reply(Employer employer, string id, IReadOnlyList<string> knows, CancellationToken ct)
    {
        var app = await employer.Read(id, ct);
        if (app.Inquiries.FirstOrDefault(inquiry => inquiry is { AnsweredOn: null }) is { } asked)
        {
            Declaration[] said = [.. asked.Items.Where(knows.Contains).Select(Declared)];
            var evidence = said is [] ? null : (app.Form?.Evidence ?? []).Concat(said);
            var text = said is [] ? "We have nothing more to say than what is in the application." : "Here is what you asked for.";
            return await employer.Answer(id, new { inquiry = asked.Number, text, evidence }, ct, $"answer/{asked.Number}");
        }
        if (app.Steps.FirstOrDefault(step => step is { Authority: "employer", Status: "open" }) is { } own)
            return await employer.Answer(id, new { step = own.Code, outcome = own.Code == "arrival-notice" ? "notified" : "done", text = "The worker is here." }, ct, $"step/{own.Code}");
        return app;
    }

    /// <summary>Where the worker has claimed his place he is heard too, beside the employer.</summary>
    public static async Task<Application> WorkerReplies(Inhabitants land, Application app, string key, CancellationToken ct)
    {
        if (app.Status != "ready-for-decision" || !app.Told.Contains("place-claimed") || app.Inquiries is not [.., { Kind: "hearing" } hearing]) return app;
        var worker = await land.Registry.Enrol(Clients.WorkerOf(key, app.WorkerId!), ct);
        if ((await worker.Get($"applications/{app.Id}", ct)).Must<Application>(HttpStatusCode.OK).Inquiries[^1].AnsweredOn is null)
            (await worker.Post($"applications/{app.Id}/answers", new { inquiry = hearing.Number, text = "I should like to come all the same." }, $"heard/{hearing.Number}", ct)).Must<Application>(HttpStatusCode.OK);
        return app;
    }

    /// <summary>A statement that says enough.</summary>
    public static Declaration Declared(string type) => new(type, $"What is needed of the kind {type} is there and can be shown at any time.");
}
