using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

public abstract partial record ApplicationEvent
{
    /// <summary>Its retention is over: what it said about people is destroyed; that it was, and how it ended, stays.</summary>
    [EventName("application.expired", 1)]
    public sealed record Expired(DateTimeOffset At) : ApplicationEvent, IEndsRetention;
}

public abstract partial record ApplicationCommand
{
    /// <summary>The retention may be over: so many days after the end, or after the last change of a draft.</summary>
    /// <param name="Days">How many.</param>
    /// <param name="After">Only for a case that was decided, or ended without a decision, like this; null for any.</param>
    [GenerateSerializer, Immutable]
    public sealed record Expire(int Days, ApplicationStatus? After = null) : ApplicationCommand;
}

/// <summary>What is kept for how long: a forgotten draft and an ended case go, with their documents (GDPR art. 5(1)(e); corrections 3).</summary>
internal static class RetentionRules
{
    /// <summary>A clock rang: it may be early, because a later change or a reopened case moved it, and it never rings while a court may still ask for the file.</summary>
    public static Decision<ApplicationEvent> Expire(Application app, ApplicationCommand.Expire expire, CommandContext context)
    {
        if (context.Actor != Actor.Hub) return ApplicationProblems.Unknown;
        if (app.IsExpired || app.UnderAppeal || !(app.HasEnded || app.Status == ApplicationStatus.Draft)) return Decision<ApplicationEvent>.Nothing;
        if (expire.After is { } end && end != (app.Decision?.Outcome ?? app.Status)) return Decision<ApplicationEvent>.Nothing;
        var kept = app.Documents.FindAll(document => document.IsKept);
        var last = app.HasEnded ? app.History.FindLast(IsEnd)!.At : kept.Select(document => document.AddedAt).Append(app.SavedAt).Max();
        if (last.AddDays(expire.Days) > context.At) return Decision<ApplicationEvent>.Nothing;
        var events = new List<ApplicationEvent>();
        if (kept.Count > 0) events.Add(new ApplicationEvent.OfDocument.Destroyed([.. kept.Select(document => document.Id)], context.At));
        if (!app.HasEnded) events.Add(new ApplicationEvent.Withdrawn(null, context.At));
        events.Add(new ApplicationEvent.Expired(context.At));
        return events;
    }

    // What else happens after the end, such as a late step or a late scan, does not make the retention longer.
    private static bool IsEnd(Moment moment) => moment.Code is "decided" or "withdrawn" or "discontinued" or "appeal-decided";
}

public sealed partial record Application
{
    /// <summary>True when what it said about people is destroyed.</summary>
    public bool IsExpired { get; private init; }

    /// <summary>When the draft was last saved.</summary>
    public DateTimeOffset SavedAt { get; private init; }
}
