using SingleWindow.Core.Appeals;
using SingleWindow.Core.Authorities;
using SingleWindow.Core.Fees;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Applications;

/// <summary>Shows an application to those who may see it.</summary>
public static class ApplicationViews
{
    /// <summary>For the applicant, on the side on which he stands; null sees no more than the employer.</summary>
    public static ApplicationView View(this Application app, Scheme scheme, ApplicantSide? side = null) => new(
        app.Id, app.Scheme, app.SchemeVersion, app.Status, app.Reference, app.Employer, app.Worker, app.Form, [.. app.Evidence.Select(item => item.ShownTo(side, scheme))],
        app.SubmittedOn, app.CompleteOn, app.DueOn, app.Overdue,
        [.. app.Inquiries.Select(inquiry => inquiry.View(app, inquiry.AnsweredBy(side, app.HasTwoSides)))],
        app.SubmittedOn is null ? [] : [.. scheme.Steps.Concat(scheme.Former).Where(step => app.Tasks.Exists(task => task.Step == step.Code) || scheme.Needs(step, app.Facts(scheme))).Select(step => app.StepView(step, side ?? ApplicantSide.Employer))],
        app.Decision?.Grant?.Permit,
        [.. app.History.Select(moment => new TimelineEntry(moment.At, moment.Code, Timeline.Tell(moment, scheme, side ?? ApplicantSide.Employer)))],
        app.Decision?.Conditions ?? [], [.. app.Appeals.Where(appeal => appeal.Side == (side ?? ApplicantSide.Employer)).Select(appeal => app.Appeal(appeal.Number))], app.Renews, app.Quota, app is { AwaitsEmployer: true, Status: ApplicationStatus.Draft } ? true : null);

    /// <summary>The decision, as it is served on one side; null before there is one.</summary>
    public static DecisionView? DecisionView(this Application app, Scheme scheme, ApplicantSide side = ApplicantSide.Employer) => app.Decision is not { } decision ? null : new(
        app.Id, decision.Outcome, decision.On, decision.Authority, decision.SignedBy,
        [.. decision.Grounds.Select(code => new GroundView(code, scheme.Decision.Grounds.FirstOrDefault(ground => ground.Code == code)?.Title ?? code))],
        decision.Reasons, decision.LegalBasis, decision.AppealTo, decision.AppealableUntil(side), decision.Grant?.Permit, decision.Conditions ?? [],
        decision.ServedOn(side) ?? Service.Latest(decision.On), scheme.Title);

    /// <summary>The fees, for the applicant.</summary>
    public static FeesView FeesView(this Application app, Scheme scheme)
    {
        var dues = app.Dues(scheme);
        return new(app.Id, scheme.Id, scheme.Version, dues.All(due => due.Missing is null), [.. dues.Select(due => due.View(app.Id, scheme))]);
    }

    /// <summary>The appeal with this number.</summary>
    public static AppealView Appeal(this Application app, int number) =>
        View(app.Id, app.Appeals[number - 1]);

    private static AppealView View(ApplicationId app, AppealMade appeal) => new(new(AppealAgainst.Decision, app.Value, appeal.Number), appeal.On, appeal.Text, appeal.Result, appeal.DecidedOn, appeal.Reasons);

    internal static InquiryView View(this Inquiry inquiry, Application app, DateOnly? answeredOn) =>
        new(inquiry.Number, inquiry.Kind, app.Task(inquiry.Task)?.Authority ?? "", inquiry.Items, inquiry.Text, inquiry.RequestedOn, inquiry.ReplyBy, answeredOn);

    internal static StepView StepView(this Application app, SchemeStep step, ApplicantSide side)
    {
        var task = app.Tasks.Find(task => task.Step == step.Code);
        return new(step.Code, step.Title, step.Doer, AuthorityNames.Of(step.Doer), task?.Status, step.IsHiddenFrom(side) ? null : task?.Outcome, task is null ? null : step.Decides ? app.DueOn : task.DueOn);
    }

    // What an authority found about the worker himself is not his employer's to read, as with evidence (ADR 0013): that it is done, yes.
    internal static bool IsHiddenFrom(this SchemeStep step, ApplicantSide side) => side == ApplicantSide.Employer && step.About == Party.Worker;
}
