using System.Globalization;
using SingleWindow.Core.Applications;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Applications;

/// <summary>Schedules what the law does by the passing of time: steps that time out, questions that lapse, the statutory period itself.</summary>
internal sealed class ApplicationDeadlines : IProjection
{
    public string Name => "application-deadlines";

    public IReadOnlyList<Type> Follows => [typeof(ApplicationEvent)];

    public int Revision => 1;

    public IReadOnlyList<string> Tables => [];

    public string Schema => "";

    public ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
    {
        var app = happened.Stream;
        return happened.Event switch
        {
            ApplicationEvent.TaskOpened { DueAt: { } due } e => views.Schedule($"{app}/task/{e.Task}", due, ApplicationClock.KindName, app, $"task/{e.Task}"),
            ApplicationEvent.TaskPaused e => views.Cancel($"{app}/task/{e.Task}"),
            ApplicationEvent.TaskResumed e => views.Schedule($"{app}/task/{e.Task}", e.DueAt, ApplicationClock.KindName, app, $"task/{e.Task}"),
            ApplicationEvent.TaskDone { StaleAt: { } stale } e => views.Schedule($"{app}/task/{e.Task}", stale, ApplicationClock.KindName, app, "test"),
            ApplicationEvent.TaskDone e => views.Cancel($"{app}/task/{e.Task}"),
            ApplicationEvent.InquiryOpened e => views.Schedule($"{app}/inquiry/{e.Inquiry}", e.LapsesAt, ApplicationClock.KindName, app, $"inquiry/{e.Inquiry}"),
            // Of two sides the other may still be silent; a clock that rings for what is settled changes nothing.
            ApplicationEvent.InquiryAnswered { Side: null } e => views.Cancel($"{app}/inquiry/{e.Inquiry}"),
            ApplicationEvent.DueSet { DueAt: { } due } => views.Schedule($"{app}/period", due, ApplicationClock.KindName, app, "period"),
            ApplicationEvent.DueSet => views.Cancel($"{app}/period"),
            ApplicationEvent.Decided or ApplicationEvent.Withdrawn or ApplicationEvent.Discontinued => views.Cancel($"{app}/period"),
            _ => ValueTask.CompletedTask,
        };
    }
}

/// <summary>Tells the application that a time has passed; the application knows whether it still matters.</summary>
internal sealed class ApplicationClock(IGrainFactory grains, LegalClock clock) : IDueWorkHandler
{
    public const string KindName = "application";

    public string Kind => KindName;

    public async Task Run(DueWork work, CancellationToken ct)
    {
        var parts = work.Payload!.Split('/');
        ApplicationCommand command = parts[0] switch
        {
            "task" => new ApplicationCommand.TimeOut(int.Parse(parts[1], CultureInfo.InvariantCulture)),
            "inquiry" => new ApplicationCommand.Lapse(int.Parse(parts[1], CultureInfo.InvariantCulture)),
            "test" => new ApplicationCommand.RepeatTest(),
            "period" => new ApplicationCommand.PassPeriod(),
            _ => throw new InvalidOperationException($"No clock for '{parts[0]}'."),
        };
        var context = work.Command(clock);
        var outcome = await grains.GetGrain<IApplicationGrain>(work.Stream.Value).Handle(command, context, ct);
        // Settled matters change nothing and are no problem. A refusal is one that time may mend, such as holidays not known yet: it is tried again.
        if (outcome.Problem is { } problem) throw new InvalidOperationException($"A clock was refused: {problem.Code}.");
    }
}
