using System.Text.Json;
using SingleWindow.Core.Schemes;
using Xunit.Abstractions;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>What holds in every story, whoever does what in whatever order. Judged from the events, not from the state that the rules keep.</summary>
public sealed class ApplicationProperties(ITestOutputHelper output)
{
    private static readonly Scheme ShortTerm = SchemeCatalog.Default.Newest(Cast.SchemeId)!;

    [Fact]
    public void Nothing_is_granted_before_every_check_has_answered_or_fallen_silent_by_law()
    {
        var seen = Check(ApplicationStatus.Granted, (before, decided) =>
        {
            var finished = before.OfType<ApplicationEvent.TaskDone>().Select(done => done.Task)
                .Concat(before.OfType<ApplicationEvent.TaskTimedOut>().Where(late => late.NoObjection).Select(late => late.Task)).ToHashSet();
            var steps = before.OfType<ApplicationEvent.TaskOpened>().Where(opened => finished.Contains(opened.Task)).Select(opened => opened.Step);
            return ShortTerm.Checks.Append(ShortTerm.DecidingStep).Select(step => step.Code).Except(steps).Any() is false && decided is { Grant: not null, Terms: not null, SignedBy.Length: > 0 };
        });

        seen.Should().BePositive("a rule about grants needs grants to be tried on");
    }

    [Fact]
    public void Nobody_is_refused_without_a_signature_grounds_reasons_and_a_hearing()
    {
        var seen = Check(ApplicationStatus.Refused, (before, decided) =>
            Reasoned(decided) && decided.Grounds.All(ground => before.Select((one, at) => (one, at)).Any(item =>
                item.one is ApplicationEvent.InquiryOpened { Kind: InquiryKind.Hearing } asked && asked.Items.Contains(ground)
                && (before.OfType<ApplicationEvent.InquiryAnswered>().Any(answer => answer.Inquiry == asked.Inquiry) || decided.On > asked.ReplyBy)
                && !before.Skip(item.at).OfType<ApplicationEvent.TaskDone>().Any(done => done.Objects is true))));

        seen.Should().BePositive();
    }

    [Fact]
    public void Nobody_is_left_unreviewed_without_a_signature_grounds_and_a_request_that_went_unanswered()
    {
        var seen = Check(ApplicationStatus.NotReviewed, (before, decided) =>
            Reasoned(decided) && before.OfType<ApplicationEvent.InquiryLapsed>().Any(lapsed =>
            {
                var asked = before.OfType<ApplicationEvent.InquiryOpened>().Single(one => one.Inquiry == lapsed.Inquiry);
                return !before.OfType<ApplicationEvent.InquiryAnswered>().Any(answer => answer.Inquiry == lapsed.Inquiry)
                    && !before.OfType<ApplicationEvent.InquiryOpened>().Any(later => later.Kind == InquiryKind.Information && later.Task == asked.Task && later.Inquiry > asked.Inquiry)
                    && !before[..^1].OfType<ApplicationEvent.TaskDone>().Any(done => done.Task == asked.Task);
            }));

        seen.Should().BePositive();
    }

    [Fact]
    public void A_story_ends_once_and_nothing_happens_after_its_end() =>
        Storyteller.Stories.Sample(story =>
        {
            var ends = story.Happened.Select((one, at) => (one, at)).Where(item => item.one is ApplicationEvent.Decided or ApplicationEvent.Withdrawn).ToArray();
            return ends.Length == 0 || (ends.Length == 1 && ends[0].at == story.Happened.Count - 1 && story.State.HasEnded
                && (ends[0].one is not ApplicationEvent.Withdrawn || story.State.Status == ApplicationStatus.Withdrawn));
        }, iter: 2000);

    [Fact]
    public void The_clock_stands_still_while_information_is_awaited_and_only_then() =>
        Storyteller.Stories.Sample(story => Moments(story).All(app =>
            app.CompleteOn is null || app.HasEnded || (app.DueOn is null) == app.Inquiries.Exists(inquiry => inquiry.Awaits(InquiryKind.Information))), iter: 2000);

    [Fact]
    public void No_check_falls_silent_while_information_is_awaited_nor_before_its_own_time_has_run_and_a_pause_takes_none_of_it()
    {
        var (silent, resumed) = (0, 0);
        Storyteller.Stories.Sample(story =>
        {
            for (var i = 0; i < story.Happened.Count; i++)
            {
                if (story.Happened[i] is ApplicationEvent.TaskTimedOut { NoObjection: true } lapse)
                {
                    Interlocked.Increment(ref silent);
                    var before = Ran(story.Happened.Take(i), lapse.Task, ShortTerm.DayOf(lapse.At).AddDays(-1));
                    if (before.Awaited || before.Days < before.Time) return false;
                }
                if (story.Happened[i] is ApplicationEvent.TaskResumed again)
                {
                    Interlocked.Increment(ref resumed);
                    if (again.DueOn != StatutoryClock.Due(ShortTerm.WorkCalendar, new(LeftBefore(story.Happened.Take(i), again.Task), PeriodUnit.WorkingDays), ShortTerm.DayOf(again.At))) return false;
                }
            }
            return true;
        }, iter: 4000);

        output.WriteLine($"{silent} checks fell silent, {resumed} went on after a pause");
        silent.Should().BePositive();
        resumed.Should().BePositive();
    }

    // Working days between the pause and the last day that was named before it.
    private static int LeftBefore(IEnumerable<ApplicationEvent> before, int task)
    {
        var happened = before.ToList();
        var pause = happened.FindLastIndex(one => one is ApplicationEvent.TaskPaused paused && paused.Task == task);
        var due = happened.Take(pause).Select(one => one switch
        {
            ApplicationEvent.TaskOpened opened when opened.Task == task => opened.DueOn,
            ApplicationEvent.TaskResumed resumed when resumed.Task == task => resumed.DueOn,
            _ => null,
        }).Last(day => day is not null)!.Value;
        var today = ShortTerm.DayOf(At(happened[pause]));
        return Enumerable.Range(1, Math.Max(0, due.DayNumber - today.DayNumber)).Count(after => ShortTerm.WorkCalendar.IsWorkingDay(today.AddDays(after)));
    }

    // How many working days of a check had run by the end of a day, since it was last opened: those after the day of a request, up to that of its end, did not.
    // A request ends with its answer or its time to reply, whatever comes first: a late answer is none that was awaited.
    private static (int Days, int Time, bool Awaited) Ran(IEnumerable<ApplicationEvent> before, int task, DateOnly day)
    {
        var happened = before.ToArray();
        var opened = happened.OfType<ApplicationEvent.TaskOpened>().Last(one => one.Task == task);
        var requests = happened.OfType<ApplicationEvent.InquiryOpened>().Where(asked => asked.Kind == InquiryKind.Information).Select(asked => (From: asked.On, To:
            happened.OfType<ApplicationEvent.InquiryAnswered>().Where(answer => answer.Inquiry == asked.Inquiry).Select(answer => ShortTerm.DayOf(answer.At))
                .Concat(happened.OfType<ApplicationEvent.InquiryLapsed>().Where(lapsed => lapsed.Inquiry == asked.Inquiry).Select(lapsed => ShortTerm.DayOf(lapsed.At)))
                .Min(end => (DateOnly?)end))).ToArray();
        var start = ShortTerm.DayOf(opened.At);
        var days = Enumerable.Range(1, Math.Max(0, day.DayNumber - start.DayNumber)).Select(start.AddDays)
            .Count(one => ShortTerm.WorkCalendar.IsWorkingDay(one) && !requests.Any(request => one > request.From && one <= (request.To ?? DateOnly.MaxValue)));
        return (days, ShortTerm.Step(opened.Step).Sla.Amount, requests.Any(request => request.To is null));
    }

    [Fact]
    public void The_last_day_is_counted_from_completeness_and_never_comes_nearer() =>
        Storyteller.Stories.Sample(story =>
        {
            var days = story.Happened.OfType<ApplicationEvent.DueSet>().Select(set => set.DueOn).OfType<DateOnly>().ToArray();
            return days.Length == 0 || (days.SequenceEqual(days.Order()) && days[0] >= StatutoryClock.Due(ShortTerm.WorkCalendar, ShortTerm.Decision.Period, story.State.CompleteOn!.Value));
        }, iter: 1000);

    [Fact]
    public void Nothing_is_complete_before_it_was_filed() =>
        Storyteller.Stories.Sample(story => Moments(story).All(app => app.CompleteOn is null || app.CompleteOn >= app.SubmittedOn), iter: 2000);

    [Fact]
    public void What_is_stored_tells_the_same_story_again() =>
        Storyteller.Stories.Sample(story =>
        {
            var stored = story.Happened.Select(one => (one.GetType(), JsonSerializer.Serialize(one, one.GetType(), EventJson.Options)));
            var again = stored.Aggregate(Application.Initial, (app, one) => Application.Evolve(app, (ApplicationEvent)JsonSerializer.Deserialize(one.Item2, one.Item1, EventJson.Options)!));
            return JsonSerializer.Serialize(again) == JsonSerializer.Serialize(story.State);
        }, iter: 300);

    [Fact]
    public void Every_story_can_be_shown_to_the_applicant_and_to_every_authority() =>
        Storyteller.Stories.Sample(story =>
        {
            var view = story.State.View(ShortTerm);
            return view.Timeline.All(entry => entry.Text.Length > 0 && !entry.Text.Contains("Koval", StringComparison.Ordinal))
                && story.State.Tasks.All(task => task.View(story.State, ShortTerm, ["employer"]).Data.Worker is null)
                && (story.State.DecisionView(ShortTerm) is null) == (story.State.Decision is null);
        }, iter: 300);

    [Fact]
    public void The_history_of_any_events_in_any_order_can_be_read() =>
        AnyEvents.Array[0, 40].Sample(events =>
        {
            var app = events.Aggregate(Application.Initial, Application.Evolve);
            _ = (app.Status, app.Suspensions, app.View(ShortTerm), app.DecisionView(ShortTerm));
        }, iter: 2000);

    private static Gen<ApplicationEvent> AnyEvents { get; } =
        Gen.Select(Gen.Int[0, Events.Samples.All.OfType<ApplicationEvent>().Count() - 1], Gen.Int[0, 4], Gen.Bool, (index, number, flag) => Events.Samples.All.OfType<ApplicationEvent>().ElementAt(index) switch
        {
            ApplicationEvent.TaskOpened e => e with { Task = number, Decides = flag },
            ApplicationEvent.TaskClaimed e => e with { Task = number },
            ApplicationEvent.InquiryOpened e => e with { Inquiry = number, Task = number, Kind = flag ? InquiryKind.Hearing : InquiryKind.Information },
            ApplicationEvent.InquiryAnswered e => e with { Inquiry = number, Form = flag ? e.Form : null },
            ApplicationEvent.InquiryLapsed e => e with { Inquiry = number },
            ApplicationEvent.DueSet e => e with { DueOn = flag ? e.DueOn : null },
            ApplicationEvent.TaskDone e => e with { Task = number },
            ApplicationEvent.TaskTimedOut e => e with { Task = number, NoObjection = flag },
            var other => other,
        });

    private int Check(ApplicationStatus outcome, Func<ApplicationEvent[], ApplicationEvent.Decided, bool> holds)
    {
        var seen = 0;
        Storyteller.Stories.Sample(story =>
        {
            if (story.Happened.OfType<ApplicationEvent.Decided>().SingleOrDefault(decided => decided.Outcome == outcome) is not { } decided) return true;
            Interlocked.Increment(ref seen);
            return holds([.. story.Happened.TakeWhile(one => one != (ApplicationEvent)decided)], decided);
        }, iter: 4000);
        output.WriteLine($"{seen} stories ended with {outcome}");
        return seen;
    }

    private static bool Reasoned(ApplicationEvent.Decided decided) =>
        decided is { SignedBy.Length: > 0, Grounds.Count: > 0, Grant: null } && !string.IsNullOrWhiteSpace(decided.Reasons)
        && decided.Grounds.All(code => ShortTerm.Decision.Grounds.Any(ground => ground.Code == code));

    // Between two events of one command nothing holds yet; the next command comes at another time.
    private static IEnumerable<Application> Moments(Case story)
    {
        var app = Application.Initial;
        for (var i = 0; i < story.Happened.Count; i++)
        {
            app = Application.Evolve(app, story.Happened[i]);
            if (i + 1 == story.Happened.Count || At(story.Happened[i]) != At(story.Happened[i + 1])) yield return app;
        }
    }

    private static DateTimeOffset At(ApplicationEvent one) => (DateTimeOffset)one.GetType().GetProperty("At")!.GetValue(one)!;
}
