using System.Diagnostics;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Documents;

/// <summary>What may be done with the documents of an application.</summary>
public static class DocumentRules
{
    /// <summary>How many documents an application may have at a time.</summary>
    public const int Most = 50;

    /// <summary>Why this caller may not add a document of this type, or null: asked before the content is taken in, and again when it is there.</summary>
    public static Problem? CannotAdd(Application app, string type, CommandContext context, Scheme scheme)
    {
        if (!ApplicantRules.Owns(app, context)) return ApplicationProblems.Unknown;
        if (app.HasEnded) return ApplicationProblems.Ended;
        if (type != Document.OtherType && scheme.Evidence.All(rule => rule.Type != type)) return DocumentProblems.UnknownType;
        if (InvitationRules.IsOthers(app, app.SideOf(context.Actor), type, scheme)) return DocumentProblems.OtherSide;
        return app.Documents.Count(document => document.IsKept) >= Most ? DocumentProblems.TooMany : null;
    }

    /// <summary>Whether a side may have the content: it uploaded it, or is the one whom it is about. Of all others it hears that they are there.</summary>
    public static bool MayRead(Document document, ApplicantSide side, Scheme scheme) =>
        document.Side == side || InvitationRules.IsAbout(side == ApplicantSide.Worker ? Party.Worker : Party.Employer, document.Type, scheme);

    internal static Decision<ApplicationEvent> Decide(Application app, ApplicationCommand.OfDocument command, CommandContext context, Scheme scheme) => command switch
    {
        ApplicationCommand.OfDocument.Add add => Add(app, add, context, scheme),
        ApplicationCommand.OfDocument.Delete delete => Delete(app, delete, context, scheme),
        ApplicationCommand.OfDocument.Scan scan => Scan(app, scan, context),
        _ => throw new UnreachableException(),
    };

    private static Decision<ApplicationEvent> Add(Application app, ApplicationCommand.OfDocument.Add add, CommandContext context, Scheme scheme)
    {
        if (CannotAdd(app, add.Type, context, scheme) is { } problem) return problem;
        var added = new ApplicationEvent.OfDocument.Added(add.Document, add.Type, add.MediaType, add.Size, add.Sha256, add.FileName, context.At, app.HasTwoSides ? app.SideOf(context.Actor) : null);
        return add.Unscanned ? new ApplicationEvent[] { added, new ApplicationEvent.OfDocument.Scanned(add.Document, DocumentStatus.Clean, context.At, true) } : added;
    }

    private static Decision<ApplicationEvent> Delete(Application app, ApplicationCommand.OfDocument.Delete delete, CommandContext context, Scheme scheme)
    {
        if (!ApplicantRules.Owns(app, context)) return ApplicationProblems.Unknown;
        if (app.Document(delete.Document) is not { } document) return DocumentProblems.Unknown;
        var side = app.SideOf(context.Actor);
        // Where the employer files the worker adds what is about him, and takes back nothing but that.
        if (InvitationRules.IsOthers(app, side, document.Type, scheme) || (InvitationRules.NotYours(side, scheme) == InvitationProblems.EmployerFiles && document.Side != side)) return DocumentProblems.OtherSide;
        if (!MayRead(document, side!.Value, scheme)) return DocumentProblems.NotForYou;
        if (document.Status == DocumentStatus.Deleted) return Decision<ApplicationEvent>.Nothing;
        if (!document.IsKept) return DocumentProblems.Gone;
        if (app.Status is not (ApplicationStatus.Draft or ApplicationStatus.Incomplete)) return DocumentProblems.Kept;
        return new ApplicationEvent.OfDocument.Deleted(document.Id, context.At);
    }

    // An answer may come late or twice: what is gone or was judged stays as it is.
    private static Decision<ApplicationEvent> Scan(Application app, ApplicationCommand.OfDocument.Scan scan, CommandContext context)
    {
        if (context.Actor != Actor.Hub) return DocumentProblems.Unknown;
        if (app.Document(scan.Document) is not { Status: DocumentStatus.Quarantined or DocumentStatus.ScanFailed } document || document.Status == scan.Result) return Decision<ApplicationEvent>.Nothing;
        return new ApplicationEvent.OfDocument.Scanned(document.Id, scan.Result, context.At);
    }
}
