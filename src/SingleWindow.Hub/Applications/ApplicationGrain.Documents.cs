using SingleWindow.Core.Applications;
using SingleWindow.Core.Audit;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Audit;

namespace SingleWindow.Hub.Applications;

internal sealed partial class ApplicationGrain
{
    public async Task<Outcome<DocumentList>> Documents(Actor actor, CancellationToken ct) =>
        State.SideOf(await Standing(actor, ct)) is { } side
            ? new DocumentList([.. State.Documents.Select(document => DocumentRules.MayRead(document, side, SchemeOf(State, default)) ? document.View() : document.Outline(side))])
            : ApplicationProblems.Unknown;

    public async Task<Outcome<DocumentView>> ReadDocument(DocumentId document, Actor actor, CancellationToken ct)
    {
        if (State.SideOf(await Standing(actor, ct)) is not { } side) return ApplicationProblems.Unknown;
        if (State.Document(document) is not { } found) return DocumentProblems.Unknown;
        if (!DocumentRules.MayRead(found, side, SchemeOf(State, default))) return DocumentProblems.NotForYou;
        return found.CannotBeRead is { } problem ? problem : found.View();
    }

    public async Task<Outcome<DocumentList>> MayAddDocument(string type, CommandContext context, CancellationToken ct)
    {
        context = await Standing(context, ct);
        return Owns(context.Actor) && DocumentRules.CannotAdd(State, type, context, SchemeOf(State, context.At)) is { } problem ? problem : await Documents(context.Actor, ct);
    }

    public Task<Outcome<DocumentList>> HasDocument(DocumentId document, CancellationToken ct) =>
        Task.FromResult<Outcome<DocumentList>>(new DocumentList(State.Document(document) is { } known ? [known.View()] : []));

    // A repeated upload carries a document of its own, and hears of the first one: the last of the version that the command led to.
    public async Task<Outcome<Versioned<DocumentView>>> HandleDocument(ApplicationCommand.OfDocument command, CommandContext context, CancellationToken ct)
    {
        context = await Standing(context, ct);
        return await Run(app => Application.Decide(app, command, context, schemes), app => (command switch
        {
            ApplicationCommand.OfDocument.Delete delete => app.Document(delete.Document)!,
            ApplicationCommand.OfDocument.Scan scan => app.Document(scan.Document)!,
            _ => app.Documents[^1],
        }).View(), context, ct);
    }

    public async Task<Outcome<DocumentView>> ReadTaskDocument(int number, DocumentId document, CommandContext context, IReadOnlyList<string> purposes, CancellationToken ct)
    {
        if (Show(State, number, context, purposes) is not { } shown) return ApplicationProblems.UnknownTask;
        if (shown.Task.Documents?.Any(listed => listed.Id == document) is not true || State.Document(document) is not { } found) return DocumentProblems.Unknown;
        if (found.CannotBeRead is { } problem) return problem;
        var act = new AuditAct(
            AuditLog.NewXid(context.At), "document.read", context.At, context.Actor, shown.Task.Purpose, shown.Row.Id, [found.Type], "allowed",
            $$"""{"application":"{{State.Id}}","document":"{{document}}"}""");
        await audit.Record(act, State.Worker.ToString()!, ct);
        return found.View();
    }
}
