using System.Diagnostics;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

public sealed partial record Application
{
    /// <summary>The application after one more event. Total: it never refuses and never throws on an event of the catalogue.</summary>
    public static Application Evolve(Application app, ApplicationEvent happened) => happened switch
    {
        ApplicationEvent.Drafted e => app with { Id = e.Application, Employer = e.Employer, Scheme = e.Scheme, Reference = e.Reference, Form = e.Form, Renews = e.Renews, ChangesEmployer = e.ChangesEmployer is true, AwaitsEmployer = e.ByWorker is true, DraftedAt = e.At, SavedAt = e.At },
        ApplicationEvent.DraftSaved e => app with { Reference = e.Reference, Form = e.Form, AwaitsEmployer = app.AwaitsEmployer && e.Confirms is not true, SavedAt = e.At },
        ApplicationEvent.Expired e => app.Told(new(e.At, "expired")) with { Form = null, Evidence = app.Evidence.Bare(), IsExpired = true },
        ApplicationEvent.Submitted e => app.Told(new(e.At, "submitted")) with
        {
            Worker = e.Worker,
            SchemeVersion = e.SchemeVersion,
            Evidence = e.Evidence.With(e.Said),
            SubmittedOn = e.On,
            Form = e.Form,
            FiledBy = e.By ?? (app.Claimant is null ? ApplicantSide.Employer : null),
        },
        // A check that is opened is awaited: nothing is left out any more.
        ApplicationEvent.TaskOpened { Decides: false } e when app.ChecksLeftOut => Evolve(app with { LeftOutBy = null }, e),
        ApplicationEvent.TaskOpened e => app.Task(e.Task) is { } again
            ? (again.IsFinished ? app.Told(new(e.At, "task-reopened", e.Step, Until: e.DueOn)) : app).With(again with
            {
                Status = again.ClaimedBy is null ? StepStatus.Open : StepStatus.Claimed,
                DueOn = e.DueOn,
                DueAt = e.DueAt,
                Left = null,
                Overdue = false,
                Outcome = null,
                Findings = null,
                ServesUntil = null,
            })
            : app.Told(new(e.At, "task-opened", e.Step, Until: e.DueOn)) with
            {
                Tasks = app.Tasks.Add(new(e.Task, e.Step, e.Authority, e.Decides, StepStatus.Open, e.At, e.DueOn, e.DueAt) { SchemeVersion = e.SchemeVersion ?? app.SchemeVersion }),
            },
        ApplicationEvent.TaskClaimed e => app.Change(e.Task, task => task with { Status = StepStatus.Claimed, ClaimedBy = e.Official }),
        ApplicationEvent.InquiryOpened e => app.Change(e.Task, task => task with { Status = StepStatus.AwaitingApplicant })
            .Told(new(e.At, e.Kind == InquiryKind.Hearing ? "hearing-opened" : "information-requested", app.Task(e.Task)?.Step, Until: e.ReplyBy)) with
        {
            Inquiries = app.Inquiries.Add(new(e.Inquiry, e.Kind, e.Task, e.Items, e.Text, e.On, e.ReplyBy, e.LapsesAt)),
        },
        ApplicationEvent.InquiryAnswered e => app.Change(e.Inquiry, inquiry => inquiry.With(e, app.HasTwoSides))
            .Told(new(e.At, app.Inquiry(e.Inquiry)?.Kind == InquiryKind.Hearing ? "hearing-answered" : "information-received")) with
        {
            Form = e.Form ?? app.Form,
            Evidence = e.Evidence?.With(e.Said) ?? app.Evidence,
        },
        ApplicationEvent.InquiryLapsed e => app.Change(e.Inquiry, inquiry => inquiry with { Lapsed = true })
            .Change(app.Inquiry(e.Inquiry)?.Task ?? 0, task => task.Status == StepStatus.AwaitingApplicant ? task with { Status = task.ClaimedBy is null ? StepStatus.Open : StepStatus.Claimed } : task)
            .Told(new(e.At, "no-answer", Until: app.Inquiry(e.Inquiry)?.ReplyBy)),
        ApplicationEvent.Completed e => app.Told(new(e.At, "complete", Until: e.On)) with
        {
            CompleteOn = e.On,
            SchemeVersion = e.SchemeVersion,
            Evidence = e.Evidence?.With(e.Said) ?? app.Evidence,
            Inquiries = app.Inquiries.ConvertAll(inquiry => inquiry with { Waived = inquiry.Lapsed && inquiry.AnsweredOn is null }),
        },
        ApplicationEvent.EvidenceUpdated e => app.Told(new(e.At, "evidence-updated")) with
        {
            Evidence = app.Evidence.Updated(e.Evidence.With(e.Said)),
        },
        ApplicationEvent.ChecksLeftOut e => app.LeftOut().Told(new(e.At, "checks-left-out", e.Step)) with { LeftOutBy = e.Step },
        ApplicationEvent.Extended e => app.Told(new(e.At, "extended")) with { Extension = e.By },
        ApplicationEvent.DueSet e => app.Told(e.DueOn is null ? null : new(e.At, "due", Until: e.DueOn)) with { DueOn = e.DueOn },
        ApplicationEvent.Overdue e => app.Told(new(e.At, "overdue", Until: e.DueOn)) with { Overdue = true },
        ApplicationEvent.TaskDone e => app.Change(e.Task, task => task with { Status = StepStatus.Done, Outcome = e.Outcome, Findings = e.Findings, PassedAt = e.At, ServesUntil = e.ServesUntil })
            .Told(new(e.At, "task-done", app.Task(e.Task)?.Step, e.Outcome)) with
        {
            Inquiries = app.Inquiries.ConvertAll(inquiry => e.Objects is true && inquiry.Kind == InquiryKind.Hearing ? inquiry with { Outdated = true } : Cure(inquiry, e.Task)),
        },
        ApplicationEvent.TaskTimedOut e => app.Change(e.Task, task => task with { Overdue = true, Status = e.NoObjection ? StepStatus.NoObjection : task.Status, PassedAt = e.NoObjection ? e.At : task.PassedAt })
            .Told(new(e.At, e.NoObjection ? "no-objection" : "task-overdue", app.Task(e.Task)?.Step)) with
        {
            Inquiries = e.NoObjection ? app.Inquiries.ConvertAll(inquiry => Cure(inquiry, e.Task)) : app.Inquiries,
        },
        ApplicationEvent.TaskPaused e => app.Change(e.Task, task => task with { DueOn = null, DueAt = null, Left = e.Left }),
        ApplicationEvent.TaskResumed e => app.Change(e.Task, task => task with { DueOn = e.DueOn, DueAt = e.DueAt, Left = null })
            .Told(new(e.At, "task-resumed", app.Task(e.Task)?.Step, Until: e.DueOn)),
        ApplicationEvent.Decided e => app.Closed().Told(new(e.At, "decided", Outcome: WireName.Of(e.Outcome), Until: e.AppealUntil)) with
        {
            Decisions = app.Decisions + 1,
            Decision = new(e.Outcome, e.Grounds, e.LegalBasis, e.Reasons, e.Official, e.SignedBy, e.Authority, e.On, e.AppealTo, e.AppealUntil, e.Grant, e.Terms?.Conditions),
        },
        // No moment of the timeline: when one side reads is not the other's matter.
        ApplicationEvent.Served e => app with { Decision = app.Decision is { } decision ? decision with { Served = decision.Served.Add(e) } : null },
        ApplicationEvent.Discontinued e => app.Closed().Told(new(e.At, "discontinued", e.Step)) with { IsDiscontinued = true },
        ApplicationEvent.Appealed e => app.Told(new(e.At, "appealed")) with { Appeals = app.Appeals.Add(new(e.Appeal, e.On, e.Text) { Side = e.Side ?? ApplicantSide.Employer, Decision = app.Decisions }) },
        ApplicationEvent.AppealDecided e => app.Reopened(e.TakesAgain, e.On).Told(new(e.At, "appeal-decided", Outcome: WireName.Of(e.Result))) with
        {
            Appeals = app.Appeals.ConvertAll(appeal => appeal.Number == e.Appeal ? appeal with { Result = e.Result, DecidedOn = e.On, Reasons = e.Reasons } : appeal),
        },
        ApplicationEvent.Withdrawn e => app.Closed().Told(new(e.At, "withdrawn")) with { IsWithdrawn = true },
        ApplicationEvent.OfQuota e => app.After(e),
        ApplicationEvent.OfPermit e => app.After(e),
        ApplicationEvent.OfDocument e => app.After(e),
        ApplicationEvent.OfWorker e => app.After(e),
        ApplicationEvent.OfFee e => app.After(e),
        _ => throw new UnreachableException(),
    };

    /// <summary>The inquiry with this number, or null.</summary>
    public Inquiry? Inquiry(int number) => Inquiries.Find(inquiry => inquiry.Number == number);

    private Application Told(Moment? moment) => moment is null ? this : this with { History = History.Add(moment) };

    private Application With(AuthorityTask changed) => this with { Tasks = Tasks.ConvertAll(task => task.Number == changed.Number ? changed : task) };

    private Application Change(int number, Func<AuthorityTask, AuthorityTask> change) =>
        this with { Tasks = Tasks.ConvertAll(task => task.Number == number ? change(task) : task) };

    private Application Change(int number, Func<Inquiry, Inquiry> change) =>
        this with { Inquiries = Inquiries.ConvertAll(inquiry => inquiry.Number == number ? change(inquiry) : inquiry) };

    private static Inquiry Cure(Inquiry inquiry, int finished) => inquiry.Task == finished && inquiry is { Lapsed: true, AnsweredOn: null } ? inquiry with { Cured = true } : inquiry;

    // What was decided is decided again: by the same checks, with the time that the law gives, and after a new hearing.
    private Application Reopened(bool annulled, DateOnly on) => !annulled ? this : this with
    {
        Decision = null,
        AnnulledPermit = Decision?.Grant?.Permit ?? AnnulledPermit,
        Overdue = false,
        Extension = null,
        AnnulledOn = on,
        LeftOutBy = null,
        // The decision is open again, and so is the check that had cut the others short; those that were cut short come back when their turn is.
        Tasks = Closed().Tasks.ConvertAll(task => task.Decides || task.Step == LeftOutBy ? task with { Status = StepStatus.Cancelled } : task),
        Inquiries = Inquiries.ConvertAll(inquiry => inquiry with { Outdated = true, Waived = true }),
    };

    // The decision goes on; what the checks had asked is asked no more.
    private Application LeftOut() => this with
    {
        Tasks = Tasks.ConvertAll(task => task.IsFinished || task.Decides ? task : task with { Status = StepStatus.Cancelled }),
        Inquiries = Inquiries.ConvertAll(inquiry => inquiry.IsOpen && Task(inquiry.Task) is { Decides: false } ? inquiry with { Lapsed = true, Waived = true } : inquiry),
    };

    private Application Closed() => this with { Tasks = Tasks.ConvertAll(task => task.IsFinished ? task : task with { Status = StepStatus.Cancelled }) };
}
