using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>What the passing of time does. A clock may ring late, twice or for something that is settled: then nothing happens.</summary>
internal static class ClockRules
{
    public static Decision<ApplicationEvent> TimeOut(Application app, ApplicationCommand.TimeOut timeOut, CommandContext context, Scheme scheme)
    {
        if (app.Task(timeOut.Task) is not { IsFinished: false, Overdue: false, Status: not StepStatus.AwaitingApplicant, DueAt: { } dueAt } task || context.At < dueAt)
            return Decision<ApplicationEvent>.Nothing;
        var effect = scheme.Step(task.Step).OnTimeout;
        var story = new Story(app, scheme, context.At).Then(new ApplicationEvent.TaskTimedOut(task.Number, effect == TimeoutEffect.TreatAsNoObjection, context.At));
        return effect == TimeoutEffect.Discontinue
            ? story.Then(new ApplicationEvent.Discontinued(task.Step, story.Today, context.At)).Told
            : story.OpenNextSteps().Told;
    }

    /// <summary>What a grant would have rested on has grown too old before the decision: it is asked for again.</summary>
    public static Decision<ApplicationEvent> RepeatTest(Application app, CommandContext context, Scheme scheme) =>
        !app.HasEnded && app.Tasks.Exists(task => task.ServesUntil < scheme.DayOf(context.At)) ? new Story(app, scheme, context.At).OpenNextSteps().Told : Decision<ApplicationEvent>.Nothing;

    public static Decision<ApplicationEvent> PassPeriod(Application app, CommandContext context, Scheme scheme)
    {
        if (app is { HasEnded: false, Overdue: false, DueOn: { } due } && context.At >= StatutoryClock.EndOf(due, scheme.Zone))
            return new ApplicationEvent.Overdue(due, context.At);
        return Decision<ApplicationEvent>.Nothing;
    }

    /// <summary>
    /// The hub prepares, an official decides: a lapsed request goes back to its authority with its full time,
    /// and opens the deciding task, where "not reviewed" may then be signed.
    /// </summary>
    public static Decision<ApplicationEvent> Lapse(Application app, ApplicationCommand.Lapse lapse, CommandContext context, Scheme scheme)
    {
        if (app.HasEnded || app.Inquiry(lapse.Inquiry) is not { AnsweredOn: null, Lapsed: false } inquiry || context.At < inquiry.LapsesAt)
            return Decision<ApplicationEvent>.Nothing;
        var story = new Story(app, scheme, context.At).Then(new ApplicationEvent.InquiryLapsed(inquiry.Number, context.At)).Resume(app.Task(inquiry.Task));
        if (inquiry.Kind == InquiryKind.Information) story.SetDue().Open(scheme.DecidingStep);
        return story.Told;
    }
}
