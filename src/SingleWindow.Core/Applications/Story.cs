using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>Events of one command as they follow from each other: each is decided on the state after the one before.</summary>
internal sealed class Story(Application app, Scheme scheme, DateTimeOffset at)
{
    private readonly List<ApplicationEvent> events = [];

    /// <summary>The application so far.</summary>
    public Application App { get; private set; } = app;

    /// <summary>Today, by the scheme's own midnight.</summary>
    public DateOnly Today { get; } = scheme.DayOf(at);

    /// <summary>What happened.</summary>
    public Decision<ApplicationEvent> Told => events;

    /// <summary>Adds an event.</summary>
    public Story Then(ApplicationEvent happened)
    {
        events.Add(happened);
        App = Application.Evolve(App, happened);
        return this;
    }

    /// <summary>Opens every step whose predecessors are finished and that was not opened before.</summary>
    public Story OpenNextSteps()
    {
        foreach (var step in scheme.Steps.Where(step => !App.Tasks.Exists(task => task.Step == step.Code) && step.After.All(IsFinished)))
            Open(step);
        return this;
    }

    /// <summary>Gives the step to its authority, once.</summary>
    public Story Open(SchemeStep step)
    {
        if (App.Tasks.Exists(task => task.Step == step.Code)) return this;
        return Then(Opened(App.Tasks.Count + 1, step));
    }

    /// <summary>Gives the task back to its authority with its full time, after the applicant's answer or silence; unless the authority has asked again.</summary>
    public Story Resume(AuthorityTask? task) =>
        task is null or { IsFinished: true } || App.Inquiries.Exists(inquiry => inquiry.Task == task.Number && inquiry.IsOpen)
            ? this
            : Then(Opened(task.Number, scheme.Step(task.Step)));

    /// <summary>
    /// Gives every check, finished or not, its full time: what was cleared, or was about to count as cleared by silence, were other facts than those that
    /// are decided on now. A check that asked the applicant and is still open has it already.
    /// </summary>
    public Story RepeatChecks(int asking)
    {
        foreach (var check in App.Tasks.Where(task => task is { Decides: false, Status: not StepStatus.AwaitingApplicant } && (task.IsFinished || task.Number != asking) && scheme.Step(task.Step).After.Count > 0))
            Then(Opened(check.Number, scheme.Step(check.Step)));
        return this;
    }

    /// <summary>Says the last day of the decision anew, once the clock runs.</summary>
    public Story SetDue()
    {
        if (App.CompleteOn is not { } complete) return this;
        var due = StatutoryClock.Due(scheme.WorkCalendar, scheme.Decision.Period, complete, scheme.Decision.SuspendWhileInformationMissing ? App.Suspensions : []);
        return Then(new ApplicationEvent.DueSet(due, due is { } day ? StatutoryClock.EndOf(day, scheme.Zone) : null, at));
    }

    private ApplicationEvent.TaskOpened Opened(int number, SchemeStep step)
    {
        if (step.Sla.From == "complete") return new(number, step.Code, step.Authority, step.Decides, null, null, at);
        var due = StatutoryClock.Due(scheme.WorkCalendar, new Period(step.Sla.Amount, step.Sla.Unit), Today);
        return new(number, step.Code, step.Authority, step.Decides, due, StatutoryClock.EndOf(due, scheme.Zone), at);
    }

    private bool IsFinished(string step) => App.Tasks.Exists(task => task.Step == step && task.IsFinished);
}
