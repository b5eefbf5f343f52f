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
    public Decision<ApplicationEvent> Told => KeepTime().events;

    /// <summary>Adds an event.</summary>
    public Story Then(ApplicationEvent happened)
    {
        events.Add(happened);
        App = Application.Evolve(App, happened);
        return this;
    }

    /// <summary>
    /// Opens every step that this case needs, whose predecessors are finished and that was not opened before, and again what has grown too old for a decision;
    /// after the decision only what a grant opens.
    /// </summary>
    public Story OpenNextSteps()
    {
        var facts = App.Facts(scheme);
        foreach (var step in scheme.Steps.Where(step => scheme.Needs(step, facts)))
            if (IsWanted(App.Tasks.Find(task => task.Step == step.Code)) && (App.ChecksLeftOut ? step.Decides : step.After.All(Passed(facts).Contains)))
                Reopen(step);
        // Where the period begins with the deciding step, it begins when the last check is in, also if that step was opened before.
        return scheme.Decision.StartsOn == ClockStart.StepStart && App is { DueOn: null, AnnulledOn: null } && From is not null ? SetDue() : this;
    }

    /// <summary>Gives the step to its authority, once.</summary>
    public Story Open(SchemeStep step)
    {
        if (App.Tasks.Exists(task => task.Step == step.Code)) return this;
        return Then(Opened(App.Tasks.Count + 1, step));
    }

    private bool IsWanted(AuthorityTask? task) => task is null or { Status: StepStatus.Cancelled } || (!App.HasEnded && task.ServesUntil < Today);

    private Story Reopen(SchemeStep step) => App.Tasks.Find(task => task.Step == step.Code) is { } task ? Then(Opened(task.Number, step)) : Open(step);

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
        foreach (var check in App.Tasks.Where(task => task is { Decides: false, Status: not StepStatus.AwaitingApplicant } && (task.IsFinished || task.Number != asking) && IsRepeated(scheme.Step(task.Step))))
            Then(Opened(check.Number, scheme.Step(check.Step)));
        return this;
    }

    /// <summary>Says the last day of the decision anew, once the clock runs.</summary>
    public Story SetDue()
    {
        if (From is not { } from) return this;
        var due = StatutoryClock.Due(
            scheme.WorkCalendar, scheme.Decision.PeriodFor(App.Facts(scheme)), from, scheme.Decision.SuspendWhileInformationMissing ? App.Suspensions : [], App.Extension);
        return Then(new ApplicationEvent.DueSet(due, due is { } day ? StatutoryClock.EndOf(day, scheme.Zone) : null, at));
    }

    /// <summary>The period goes on when nothing is awaited any more: what only a check wanted to know that was left out.</summary>
    public Story RunAgain() => App is { DueOn: null, CompleteOn: not null } && !App.Inquiries.Exists(inquiry => inquiry.Awaits(InquiryKind.Information)) ? SetDue() : this;

    // The time of the checks stands still with that of the decision, and goes on with it: nobody falls silent while the applicant is asked.
    // The task that asked has its full time again when the answer is there.
    private Story KeepTime()
    {
        var stands = scheme.Decision.SuspendWhileInformationMissing && App.Inquiries.Exists(inquiry => inquiry.Awaits(InquiryKind.Information));
        foreach (var task in App.Tasks.Where(task => task is { IsFinished: false, Overdue: false, Status: not StepStatus.AwaitingApplicant }))
            if (stands && task.DueOn is { } due) Then(new ApplicationEvent.TaskPaused(task.Number, StatutoryClock.Left(scheme.WorkCalendar, scheme.Step(task.Step).Sla.Unit, Today, due), at));
            else if (!stands && task.Left is { } left) Then(Resumed(task.Number, StatutoryClock.Due(scheme.WorkCalendar, left, Today)));
        return this;
    }

    private ApplicationEvent.TaskResumed Resumed(int number, DateOnly due) => new(number, due, StatutoryClock.EndOf(due, scheme.Zone), at);

    // From which day the statutory period counts: of an annulled decision anew.
    private DateOnly? From =>
        App.AnnulledOn
        ?? (scheme.Decision.StartsOn == ClockStart.Complete ? App.CompleteOn
            : App.CompleteOn is not null && App.Tasks.Exists(task => task.Decides) && Checks.All(task => task?.PassedAt is not null) ? Checks.Max(task => scheme.DayOf(task!.PassedAt!.Value))
            : null);

    // The tasks of the checks that this case needs; null for one that was not opened yet.
    private IEnumerable<AuthorityTask?> Checks => scheme.Checks.Where(step => scheme.Needs(step, App.Facts(scheme))).Select(step => App.Tasks.Find(task => task.Step == step.Code));

    // Neither completeness, which is of another kind, nor what the employer did himself.
    private bool IsRepeated(SchemeStep step) =>
        step.Actor is null && !step.DeclaresComplete && !scheme.FollowsDecision(step) && scheme.Needs(step, App.Facts(scheme));

    private ApplicationEvent.TaskOpened Opened(int number, SchemeStep step)
    {
        // A task that was opened before keeps the law under which it was.
        var version = number > App.Tasks.Count && scheme.Version != App.SchemeVersion ? scheme.Version : null;
        // The decision has the statutory period, which suspensions and more time move; no time of its own beside it.
        if (step.Decides || step.Sla.From == ClockStart.Complete) return new(number, step.Code, step.Doer, step.Decides, null, null, at, version);
        var due = StatutoryClock.Due(scheme.WorkCalendar, new Period(step.Sla.Amount, step.Sla.Unit), Today);
        return new(number, step.Code, step.Doer, step.Decides, due, StatutoryClock.EndOf(due, scheme.Zone), at, version);
    }

    // What is answered, and what this case does not need and would come after nothing but that.
    private HashSet<string> Passed(CaseFacts facts)
    {
        var passed = App.Tasks.Where(task => task.IsPassed).Select(task => task.Step).ToHashSet();
        for (var before = -1; before < passed.Count;)
        {
            before = passed.Count;
            passed.UnionWith(scheme.Steps.Where(step => !passed.Contains(step.Code) && !scheme.Needs(step, facts) && step.After.All(passed.Contains)).Select(step => step.Code).ToArray());
        }
        return passed;
    }
}
