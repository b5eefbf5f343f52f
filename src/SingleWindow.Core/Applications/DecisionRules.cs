using SingleWindow.Core.Appeals;
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
        // One hearing, one intended outcome: that of its first ground.
        var intended = scheme.Decision.Grounds.Any(ground => intent.Grounds.Count > 0 && ground.Code == intent.Grounds[0] && ground.Outcome == WireName.Of(ApplicationStatus.InadmissibleQuota)) ? ApplicationStatus.InadmissibleQuota : ApplicationStatus.Refused;
        if (BadGrounds(intent.Grounds, intent.Text, "/text", intended, scheme) is { } bad) return bad;
        if (QuotaRules.Forbidden(app, intended, scheme) is { } place) return place;
        return AuthorityRules.Ask(new Story(app, scheme, context.At), task, InquiryKind.Hearing, intent.Grounds, intent.Text!, scheme.Decision.HearingPeriod, scheme, context.At).Told;
    }

    public static Decision<ApplicationEvent> Decide(
        Application app, AuthorityTask task, ApplicationCommand.Complete complete, StepEffect effect, CommandContext context, Scheme scheme)
    {
        if (complete.Official is not { } official) return ApplicationProblems.NotSigned.At(new FieldError("/official", "required", "The id of the official who signs."));
        var outcome = effect switch
        {
            StepEffect.EndGranted => complete.Conditions is { Count: > 0 } ? ApplicationStatus.GrantedWithConditions : ApplicationStatus.Granted,
            StepEffect.EndRefused => ApplicationStatus.Refused,
            StepEffect.EndInadmissibleQuota => ApplicationStatus.InadmissibleQuota,
            StepEffect.EndNotReviewed => ApplicationStatus.NotReviewed,
            _ => throw new InvalidOperationException($"The scheme {scheme.Id} has no meaning for '{effect}'."),
        };
        if (Forbidden(app, complete, outcome, scheme, scheme.DayOf(context.At)) is { } problem) return problem;

        var story = new Story(app, scheme, context.At);
        var grounds = scheme.Decision.Grounds.Where(ground => complete.Grounds.Contains(ground.Code)).ToArray();
        story.Then(new ApplicationEvent.TaskDone(task.Number, complete.Outcome, official.Id, null, context.At));
        var grant = IsGrant(outcome) ? Grant(app, complete, story.Today, scheme) : null;
        string[] longer = grant?.To > app.Form!.Employment!.PlannedEnd ? [scheme.Stay.ShorterContract!.LegalBasis] : [];
        story.Then(new ApplicationEvent.Decided(
            outcome, complete.Grounds, [.. scheme.LegalBasis, .. grounds.Select(ground => ground.LegalBasis).Distinct(), .. longer], complete.Findings, official.Id, $"{official.Name}, {official.Position}",
            task.Authority, story.Today, scheme.Decision.Appeal.Body, Service.AppealUntil(scheme, Service.Latest(story.Today)),
            grant, grant is null ? null : Terms(app, complete, scheme), context.At));
        return grant is not null ? story.OpenNextSteps().Told : story.Told;
    }

    /// <summary>More time, once, for a reason that the applicant is told (Dir. 2024/1233 art. 5(2)).</summary>
    public static Decision<ApplicationEvent> Extend(Application app, ApplicationCommand.Extend extend, CommandContext context, Scheme scheme)
    {
        if (!AuthorityRules.TryOpen(app, extend.Task, context, extend.Official, out var task, out var problem)) return problem;
        if (!task.Decides) return ApplicationProblems.NotDeciding;
        if (extend.Official is not { } official) return ApplicationProblems.NotSigned.At(new FieldError("/official", "required", "The id of the official who signs."));
        if (scheme.Decision.Extension is not { } extension || app.Extension is not null || app.Overdue || app.DueOn is null) return ApplicationProblems.NoExtension;
        if (string.IsNullOrWhiteSpace(extend.Reason)) return ApplicationProblems.Invalid.At(new FieldError("/reason", "required", "The reason in words."));
        return new Story(app, scheme, context.At)
            .Then(new ApplicationEvent.Extended(new(extension.Amount, extension.Unit), official.Id, extend.Reason, context.At))
            .SetDue().Told;
    }

    internal static bool IsGrant(ApplicationStatus outcome) => outcome is ApplicationStatus.Granted or ApplicationStatus.GrantedWithConditions;

    private static Problem? Forbidden(Application app, ApplicationCommand.Complete complete, ApplicationStatus outcome, Scheme scheme, DateOnly today)
    {
        if (!IsGrant(outcome) && complete.Conditions is { Count: > 0 }) return ApplicationProblems.NoConditions.At(new FieldError("/conditions", "not-allowed", "Only a grant can carry conditions."));
        if (outcome == ApplicationStatus.NotReviewed)
            return WentUnanswered(app) ? BadGrounds(complete.Grounds, complete.Findings, "/findings", outcome, scheme) : ApplicationProblems.NothingLapsed;
        if (AnyCheckOpen(app, scheme)) return ApplicationProblems.ChecksOpen;
        if (QuotaRules.Forbidden(app, outcome, scheme) is { } place) return place;
        if (IsGrant(outcome)) return CannotGrant(app, complete, scheme, today);
        return BadGrounds(complete.Grounds, complete.Findings, "/findings", outcome, scheme) ?? NotHeard(app, complete.Grounds, today);
    }

    private static bool AnyCheckOpen(Application app, Scheme scheme) =>
        !app.ChecksLeftOut && scheme.Checks.Any(step => scheme.Needs(step, app.Facts(scheme)) && !app.Tasks.Exists(task => task.Step == step.Code && task.IsPassed));

    private static Problem? CannotGrant(Application app, ApplicationCommand.Complete complete, Scheme scheme, DateOnly today) =>
        complete.Grounds.Count > 0 ? ApplicationProblems.NoGrounds.At(new FieldError("/grounds", "not-allowed", "A grant has no grounds for refusal."))
        : app.ChecksLeftOut ? ApplicationProblems.ChecksLeftOut
        : app.Tasks.Exists(task => task.ServesUntil < today && scheme.Needs(scheme.Step(task.Step), app.Facts(scheme))) ? ApplicationProblems.TestTooOld
        : CompletenessRules.Lacking(app, scheme) is { } lacking ? lacking
        : IsGivenAgainst(app, scheme) && string.IsNullOrWhiteSpace(complete.Findings) ? ApplicationProblems.NoGrounds.At(new FieldError("/findings", "required", "A register speaks against the grant: why it is given all the same, in words."))
        : app.Form!.Employment!.PlannedEnd < today ? ApplicationProblems.PeriodOver
        : StayRules.TooMuch(Granted(app, today, scheme), complete.Stays, scheme.Stay, app.Facts(scheme)) is not null ? ApplicationProblems.StayTooLong
        : null;

    // What a register says an official weighs, and says how.
    private static bool IsGivenAgainst(Application app, Scheme scheme) =>
        app.Evidence.Any(item => item is { IsOfRegister: true, Result: EvidenceResult.NotMet } && scheme.Evidence.Any(rule => rule.Mandatory && rule.Type == item.Type && rule.AppliesTo(app.Facts(scheme))));

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
        var heard = app.Inquiries.Where(inquiry => inquiry is { Kind: InquiryKind.Hearing, Outdated: false } && (inquiry.IsHeard || today > inquiry.ReplyBy)).SelectMany(inquiry => inquiry.Items).ToHashSet();
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

    private static PermitGrant Grant(Application app, ApplicationCommand.Complete complete, DateOnly today, Scheme scheme)
    {
        var days = Granted(app, today, scheme);
        return new(complete.Permit, app.Worker!.Value, app.Employer, app.Scheme, app.SchemeVersion!, days.From, days.To, app.Renews);
    }

    // A permit never reaches back: what began before the decision was not permitted. A renewal does: until it was decided the old one held.
    private static Stay Granted(Application app, DateOnly today, Scheme scheme)
    {
        var post = app.Form!.Employment!;
        var work = new Stay(post.PlannedStart!.Value > today || app is { Renews: not null, ChangesEmployer: false } ? post.PlannedStart.Value : today, post.PlannedEnd!.Value);
        return StayRules.Permitted(work, scheme.Stay, app.Facts(scheme), app.Form.Worker?.TravelDocument?.Expires);
    }

    private static PermitTerms Terms(Application app, ApplicationCommand.Complete complete, Scheme scheme) =>
        new(app.Form!.Employment!.Isco!, SubmissionRules.RequiredPay(app.Form, scheme, app.Facts(scheme)), complete.Conditions is { Count: > 0 } conditions ? conditions : null);
}
