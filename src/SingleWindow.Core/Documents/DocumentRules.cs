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

    internal static Decision<ApplicationEvent> Decide(Application app, ApplicationCommand.OfDocument command, CommandContext context, Scheme scheme) => command switch
    {
        ApplicationCommand.OfDocument.Add add => Add(app, add, context, scheme),
        ApplicationCommand.OfDocument.Delete delete => Delete(app, delete, context, scheme),
        ApplicationCommand.OfDocument.Scan scan => Scan(app, scan, context),
        ApplicationCommand.OfDocument.Expire expire => Expire(app, expire, context),
        _ => throw new UnreachableException(),
    };

    private static Decision<ApplicationEvent> Add(Application app, ApplicationCommand.OfDocument.Add add, CommandContext context, Scheme scheme)
    {
        if (CannotAdd(app, add.Type, context, scheme) is { } problem) return problem;
        var added = new ApplicationEvent.OfDocument.Added(add.Document, add.Type, add.MediaType, add.Size, add.Sha256, add.FileName, context.At);
        return add.Unscanned ? new ApplicationEvent[] { added, new ApplicationEvent.OfDocument.Scanned(add.Document, DocumentStatus.Clean, context.At, true) } : added;
    }

    private static Decision<ApplicationEvent> Delete(Application app, ApplicationCommand.OfDocument.Delete delete, CommandContext context, Scheme scheme)
    {
        if (!ApplicantRules.Owns(app, context)) return ApplicationProblems.Unknown;
        if (app.Document(delete.Document) is not { } document) return DocumentProblems.Unknown;
        if (InvitationRules.IsOthers(app, app.SideOf(context.Actor), document.Type, scheme)) return DocumentProblems.OtherSide;
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

    /// <summary>A clock rang: it may be early, because a later document or a reopened case moved it, and it never rings while a court may still ask for the file.</summary>
    private static Decision<ApplicationEvent> Expire(Application app, ApplicationCommand.OfDocument.Expire expire, CommandContext context)
    {
        if (context.Actor != Actor.Hub) return DocumentProblems.Unknown;
        var kept = app.Documents.FindAll(document => document.IsKept);
        if (kept.Count == 0 || app.UnderAppeal || !(app.HasEnded || app.Status == ApplicationStatus.Draft)) return Decision<ApplicationEvent>.Nothing;
        if (expire.After is { } end && end != (app.Decision?.Outcome ?? app.Status)) return Decision<ApplicationEvent>.Nothing;
        var last = app.HasEnded ? app.History.FindLast(IsEnd)!.At : kept[^1].AddedAt;
        return last.AddDays(expire.Days) > context.At ? Decision<ApplicationEvent>.Nothing : new ApplicationEvent.OfDocument.Destroyed([.. kept.Select(document => document.Id)], context.At);
    }

    // What else happens after the end, such as a late step or a late scan, does not make the retention longer.
    private static bool IsEnd(Moment moment) => moment.Code is "decided" or "withdrawn" or "discontinued" or "appeal-decided";
}
