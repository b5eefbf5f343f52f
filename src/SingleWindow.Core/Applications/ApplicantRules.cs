using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>What the applicant may do.</summary>
internal static class ApplicantRules
{
    private static Problem Duplicate => ApplicationProblems.Duplicate.At(new FieldError("/employment/plannedStart", "duplicate", "The days overlap with those of the other application."));

    public static Decision<ApplicationEvent> Draft(Application app, ApplicationCommand.Draft draft, CommandContext context, SchemeCatalog schemes)
    {
        if (app.Scheme.Length > 0) return ApplicationProblems.NotDraft;
        if (!context.Actor.ActsFor(draft.ByWorker ? draft.Holder.ToString()! : draft.Employer.ToString(), draft.Scheme)) return ApplicationProblems.Unknown;
        if (schemes.Newest(draft.Scheme) is not { } newest) return ApplicationProblems.Invalid.At(new FieldError("/scheme", "unknown", "No such scheme."));
        var today = newest.DayOf(context.At);
        if (schemes.InForce(draft.Scheme, today) is not { } scheme) return SchemeProblems.NotInForce;
        if (draft.ByWorker && !MayBegin(draft, scheme)) return InvitationProblems.EmployerBegins;
        if (!WorkCalendar.Covers(today.AddDays(scheme.Horizon))) return SchemeProblems.NoCalendar;
        if (ApplicationFormRules.CheckDraft(draft.Form, scheme, today) is { IsEmpty: false } errors) return ApplicationProblems.Invalid.At(errors.All);
        var drafted = new ApplicationEvent.Drafted(draft.Application, draft.Employer, draft.Scheme, draft.Form.Reference, draft.Form, context.At, draft.Renews, draft.ChangesEmployer ? true : null, draft.ByWorker ? true : null);
        return draft.Holder is { } holder && scheme.Applicant != ApplicantRule.Employer ? (ApplicationEvent[])[drafted, new ApplicationEvent.OfWorker.Claimed(holder, context.At)] : drafted;
    }

    public static Decision<ApplicationEvent> Save(Application app, ApplicationCommand.SaveDraft save, CommandContext context, Scheme scheme)
    {
        if (!Owns(app, context)) return ApplicationProblems.Unknown;
        if (app.HasEnded) return ApplicationProblems.Ended;
        if (app.Status != ApplicationStatus.Draft) return ApplicationProblems.NotDraft;
        if (ApplicationFormRules.CheckDraft(save.Form, scheme, scheme.DayOf(context.At)) is { IsEmpty: false } errors) return ApplicationProblems.Invalid.At(errors.All);
        if (InvitationRules.Trespass(app, app.SideOf(context.Actor), save.Form, scheme) is { IsEmpty: false } trespass) return ApplicationProblems.Invalid.At(trespass.All);
        var confirms = app.AwaitsEmployer && app.SideOf(context.Actor) == ApplicantSide.Employer;
        if (!confirms && save.Form.SameAs(app.Form)) return Decision<ApplicationEvent>.Nothing;
        return new ApplicationEvent.DraftSaved(save.Form.Reference, save.Form, context.At, confirms ? true : null);
    }

    /// <summary>May it be submitted? Asked before the worker and the registers are looked up, and again when they are known.</summary>
    public static Problem? CannotSubmit(Application app, CommandContext context, Scheme scheme, SchemeCatalog schemes)
    {
        if (!Owns(app, context)) return ApplicationProblems.Unknown;
        if (app.HasEnded) return ApplicationProblems.Ended;
        if (app.Status != ApplicationStatus.Draft) return ApplicationProblems.NotDraft;
        if (InvitationRules.NotYours(app.SideOf(context.Actor), scheme) is { } notYours) return notYours;
        if (app.AwaitsEmployer && app.SideOf(context.Actor) == ApplicantSide.Worker) return InvitationProblems.EmployerSilent;
        if (!schemes.Takes(scheme, scheme.DayOf(context.At))) return SchemeProblems.NotInForce;
        return SubmissionRules.Check(app.Form ?? new(), scheme, scheme.DayOf(context.At), app.Facts(scheme)) is { IsEmpty: false } errors ? ApplicationProblems.Invalid.At(errors.All) : null;
    }

    public static Decision<ApplicationEvent> Submit(Application app, ApplicationCommand.Submit submit, CommandContext context, Scheme scheme, SchemeCatalog schemes)
    {
        if (CannotSubmit(app, context, scheme, schemes) is { } problem) return problem;
        if (RenewalRules.CannotFile(app, submit, scheme.DayOf(context.At)) is { } cannot) return cannot;
        var planned = app.Form!.Employment!.Days()!.Value;
        if (StayRules.TooMuch(planned, submit.Stays, scheme.Stay, app.Facts(scheme)) is { } tooMuch) return ApplicationProblems.Invalid.At(tooMuch);
        if (IsFiled(app, planned, submit.Filed)) return Duplicate;
        var story = new Story(app, scheme, context.At)
            .Then(new ApplicationEvent.Submitted(submit.Worker, scheme.Version, submit.Evidence.Bare(), scheme.DayOf(context.At), app.Form, context.At, app.HasTwoSides ? app.SideOf(context.Actor) : null, submit.Evidence.Copies()));
        if (app.Renews is { } renewed) story.Then(new ApplicationEvent.OfPermit.RenewalFiled(renewed, story.Today, context.At, app.ChangesEmployer ? true : null));
        return story
            .Enter(submit.Quota, context.At)
            .OpenNextSteps()
            .Told;
    }

    public static Decision<ApplicationEvent> Answer(Application app, ApplicationCommand.Answer answer, CommandContext context, Scheme scheme)
    {
        if (!Owns(app, context)) return ApplicationProblems.Unknown;
        if (app.HasEnded) return ApplicationProblems.Ended;
        var side = app.SideOf(context.Actor);
        if (app.Inquiry(answer.Inquiry) is not { } inquiry || !inquiry.MayAnswer(side, context.At)) return ApplicationProblems.NothingToAnswer;
        if (inquiry.Kind == InquiryKind.Information && InvitationRules.NotYours(side, scheme) == InvitationProblems.EmployerFiles) return InvitationProblems.EmployerFiles;
        if (string.IsNullOrWhiteSpace(answer.Text)) return ApplicationProblems.Invalid.At(new FieldError("/text", "required", "The answer in words."));
        var form = answer.Amend(app.Form);
        var judged = form is null ? null : answer.Judged;
        if (form is not null && InvitationRules.Trespass(app, side, form, scheme) is { IsEmpty: false } trespass) return ApplicationProblems.Invalid.At(trespass.All);
        // The day of filing stays the yardstick: an answer is not judged against a later today.
        if (form is not null && SubmissionRules.Check(form, scheme, app.SubmittedOn!.Value, app.FactsWith(form, scheme)) is { IsEmpty: false } errors) return ApplicationProblems.Invalid.At(errors.All);
        if (form is not null && RenewalRules.Gap(app, form) is { } gap) return gap;
        if (form?.Employment?.Days() is { } planned && planned != app.Form?.Employment?.Days() && IsFiled(app, planned, answer.Filed)) return Duplicate;
        var story = new Story(app, scheme, context.At)
            .Then(new ApplicationEvent.InquiryAnswered(inquiry.Number, scheme.DayOf(context.At), answer.Text, form, context.At, judged?.Bare(), app.HasTwoSides ? side : null, judged?.Copies()))
            .Resume(app.Task(inquiry.Task));
        if (form is not null && (app.ChecksLeftOut || form.Employment != app.Form?.Employment)) story.RepeatChecks(inquiry.Task);
        // Other facts may need other checks.
        if (form is not null && app.CompleteOn is not null) story.OpenNextSteps();
        return story.SetDueAfter(inquiry).Told;
    }

    /// <summary>A step that is the employer's own, such as the notice that the worker has arrived.</summary>
    public static Decision<ApplicationEvent> Report(Application app, ApplicationCommand.Report report, CommandContext context, Scheme scheme)
    {
        if (!Owns(app, context)) return ApplicationProblems.Unknown;
        if (app.SideOf(context.Actor) != ApplicantSide.Employer) return ApplicationProblems.NothingToReport;
        if (app.Tasks.Find(task => task.Step == report.Step && !task.IsFinished) is not { } task || scheme.Step(task.Step) is not { Actor: Party.Employer } step) return ApplicationProblems.NothingToReport;
        if (!step.Outcomes.Contains(report.Outcome)) return ApplicationProblems.NoSuchOutcome.At(new FieldError("/outcome", "one-of", $"One of: {string.Join(", ", step.Outcomes)}."));
        var story = new Story(app, scheme, context.At).Then(new ApplicationEvent.TaskDone(task.Number, report.Outcome, null, report.Text, context.At));
        return step.On[report.Outcome] == StepEffect.EndDiscontinued
            ? story.Then(new ApplicationEvent.Discontinued(step.Code, story.Today, context.At)).Told
            : story.OpenNextSteps().Told;
    }

    public static Decision<ApplicationEvent> Withdraw(Application app, ApplicationCommand.Withdraw withdraw, CommandContext context, Scheme scheme)
    {
        if (!Owns(app, context)) return ApplicationProblems.Unknown;
        if (app.HasEnded) return ApplicationProblems.Ended;
        // A draft is given up by anybody who writes it; what was filed is taken back by who filed it.
        var side = app.SideOf(context.Actor);
        if ((app.SubmittedOn is not null || scheme.Applicant == ApplicantRule.Employer) && InvitationRules.NotYours(side, scheme) is { } notYours) return notYours;
        if (app.FiledBy is { } filer && filer != side) return side == ApplicantSide.Worker ? InvitationProblems.EmployerFiles : InvitationProblems.WorkerFiles;
        return new ApplicationEvent.Withdrawn(withdraw.Reason, context.At);
    }

    internal static bool Owns(Application app, CommandContext context) => app.SideOf(context.Actor) is not null;

    // Where the worker files, he is invited once: for the permit that he holds he needs no other invitation.
    private static bool MayBegin(ApplicationCommand.Draft draft, Scheme scheme) =>
        scheme.Applicant == ApplicantRule.Either || (scheme.Applicant == ApplicantRule.WorkerOnInvitation && draft.Renews is not null);

    // A renewal overlaps what it renews.
    private static bool IsFiled(Application app, Stay planned, IReadOnlyList<Stay>? filed) => app.Renews is null && filed?.Any(planned.Overlaps) is true;

    private static Story SetDueAfter(this Story story, Inquiry inquiry) => inquiry.Kind == InquiryKind.Information ? story.SetDue() : story;
}
