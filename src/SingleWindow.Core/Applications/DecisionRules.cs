using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>
/// How an application is decided: by a named official; against the applicant only with grounds, reasons and after a hearing
/// (HMS §§ 40, 54-56; Charter of Fundamental Rights art. 41; Dir. 2024/1233 art. 8).
/// </summary>
internal static class DecisionRules
{
    public static Decision<ApplicationEvent> IntendToRefuse(Application app, ApplicationCommand.IntendToRefuse intent, CommandContext context, Scheme scheme)
    {
        if (!AuthorityRules.TryOpen(app, intent.Task, context, intent.Official, out var task, out var problem)) return problem;
        if (!task.Decides) return ApplicationProblems.NotDeciding;
        // Before the checks are in there is nothing that the applicant could be heard on.
        if (AnyCheckOpen(app, scheme)) return ApplicationProblems.ChecksOpen;
        if (BadGrounds(intent.Grounds, intent.Text, "/text", ApplicationStatus.Refused, scheme) is { } bad) return bad;
        return AuthorityRules.Ask(new Story(app, scheme, context.At), task, InquiryKind.Hearing, intent.Grounds, intent.Text!, scheme.Decision.HearingPeriod, scheme, context.At).Told;
    }

    public static Decision<ApplicationEvent> Decide(
        Application app, AuthorityTask task, ApplicationCommand.Complete complete, string effect, CommandContext context, Scheme scheme)
    {
        if (complete.Official is not { } official) return ApplicationProblems.NotSigned.At(new FieldError("/official", "required", "The id of the official who signs."));
        var outcome = effect switch
        {
            "end:granted" => ApplicationStatus.Granted,
            "end:refused" => ApplicationStatus.Refused,
            "end:not-reviewed" => ApplicationStatus.NotReviewed,
            _ => throw new InvalidOperationException($"The scheme {scheme.Id} has no meaning for '{effect}'."),
        };
        if (Forbidden(app, complete, outcome, scheme, scheme.DayOf(context.At)) is { } problem) return problem;

        var story = new Story(app, scheme, context.At);
        var grounds = scheme.Decision.Grounds.Where(ground => complete.Grounds.Contains(ground.Code)).ToArray();
        story.Then(new ApplicationEvent.TaskDone(task.Number, complete.Outcome, official.Id, null, context.At));
        return story.Then(new ApplicationEvent.Decided(
            outcome, complete.Grounds, [.. scheme.LegalBasis, .. grounds.Select(ground => ground.LegalBasis).Distinct()], complete.Findings, official.Id, $"{official.Name}, {official.Position}",
            task.Authority, story.Today, scheme.Decision.Appeal.Body, StatutoryClock.Due(scheme.WorkCalendar, scheme.Decision.Appeal.Period, story.Today),
            outcome == ApplicationStatus.Granted ? Grant(app, complete, story.Today) : null, outcome == ApplicationStatus.Granted ? Terms(app, scheme) : null, context.At)).Told;
    }

    private static Problem? Forbidden(Application app, ApplicationCommand.Complete complete, ApplicationStatus outcome, Scheme scheme, DateOnly today)
    {
        if (outcome == ApplicationStatus.NotReviewed)
            return WentUnanswered(app) ? BadGrounds(complete.Grounds, complete.Findings, "/findings", outcome, scheme) : ApplicationProblems.NothingLapsed;
        if (AnyCheckOpen(app, scheme)) return ApplicationProblems.ChecksOpen;
        if (outcome == ApplicationStatus.Granted) return CannotGrant(app, complete, scheme, today);
        return BadGrounds(complete.Grounds, complete.Findings, "/findings", outcome, scheme) ?? NotHeard(app, complete.Grounds, today);
    }

    private static bool AnyCheckOpen(Application app, Scheme scheme) =>
        scheme.Steps.Any(step => !step.Decides && !app.Tasks.Exists(task => task.Step == step.Code && task.IsFinished));

    private static Problem? CannotGrant(Application app, ApplicationCommand.Complete complete, Scheme scheme, DateOnly today) =>
        complete.Grounds.Count > 0 ? ApplicationProblems.NoGrounds.At(new FieldError("/grounds", "not-allowed", "A grant has no grounds for refusal."))
        : app.Form is null ? ApplicationProblems.Erased
        : app.Form.Employment!.PlannedEnd < today ? ApplicationProblems.PeriodOver
        : !SubmissionRules.FitsWindow(Granted(app.Form.Employment, today), complete.Stays, scheme) ? ApplicationProblems.StayTooLong
        : null;

    // Silence is cured by what the applicant sent since, by what the authority asked for since, and by the authority that finished without it.
    private static bool WentUnanswered(Application app)
    {
        var requests = app.Inquiries.FindAll(inquiry => inquiry.Kind == InquiryKind.Information);
        return !requests.Exists(inquiry => inquiry.IsOpen)
            && requests.Exists(inquiry => inquiry is { Lapsed: true, AnsweredOn: null, Waived: false, Cured: false }
                && !requests.Exists(later => later.Task == inquiry.Task && later.Number > inquiry.Number));
    }

    // A refusal stands on what the applicant could answer to, and on nothing else (HMS § 40): neither on other grounds nor on what a check found afterwards.
    private static Problem? NotHeard(Application app, IReadOnlyList<string> grounds, DateOnly today)
    {
        var heard = app.Inquiries.Where(inquiry => inquiry is { Kind: InquiryKind.Hearing, Outdated: false } && (inquiry.AnsweredOn is not null || today > inquiry.ReplyBy)).SelectMany(inquiry => inquiry.Items).ToHashSet();
        var errors = new FieldErrors();
        for (var i = 0; i < grounds.Count; i++) errors.Require(heard.Contains(grounds[i]), $"/grounds/{i}", "not-heard", "The applicant has not been heard on this ground.");
        return errors.IsEmpty ? null : ApplicationProblems.NotHeard.At(errors.All);
    }

    private static Problem? BadGrounds(IReadOnlyList<string> grounds, string? reasons, string pointer, ApplicationStatus outcome, Scheme scheme)
    {
        var errors = new FieldErrors();
        errors.Require(grounds.Count > 0, "/grounds", "required", "At least one ground.");
        for (var i = 0; i < grounds.Count; i++)
        {
            errors.Require(scheme.Decision.Grounds.Any(ground => ground.Code == grounds[i] && ground.Outcome == WireName.Of(outcome)), $"/grounds/{i}", "one-of", "A ground that the scheme names for this outcome.");
            errors.Require(!grounds.Take(i).Contains(grounds[i]), $"/grounds/{i}", "duplicate", "Each ground once.");
        }
        errors.Require(!string.IsNullOrWhiteSpace(reasons), pointer, "required", "The reasons in words.");
        return errors.IsEmpty ? null : ApplicationProblems.NoGrounds.At(errors.All);
    }

    private static PermitGrant Grant(Application app, ApplicationCommand.Complete complete, DateOnly today)
    {
        var days = Granted(app.Form!.Employment!, today);
        return new(complete.Permit, app.Worker!.Value, app.Employer, app.Scheme, app.SchemeVersion!, days.From, days.To);
    }

    // A permit never reaches back: what began before the decision was not permitted.
    private static Stay Granted(EmploymentForm post, DateOnly today) => new(post.PlannedStart!.Value > today ? post.PlannedStart.Value : today, post.PlannedEnd!.Value);

    private static PermitTerms Terms(Application app, Scheme scheme) =>
        new(app.Form!.Employment!.Isco!, SubmissionRules.RequiredPay(app.Form.Employment, scheme.Remuneration));
}
