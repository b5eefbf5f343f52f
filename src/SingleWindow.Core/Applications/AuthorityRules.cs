using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>What an authority may do with its task.</summary>
internal static class AuthorityRules
{
    public static Decision<ApplicationEvent> Claim(Application app, ApplicationCommand.Claim claim, CommandContext context)
    {
        // A hand-over names the colleague, so two officials cannot take the task from each other unseen.
        if (!TryOpen(app, claim.Task, context, claim.Official, out var task, out var problem, claim.From)) return problem;
        if (task.ClaimedBy == claim.Official.Id) return Decision<ApplicationEvent>.Nothing;
        return new ApplicationEvent.TaskClaimed(task.Number, claim.Official.Id, context.At);
    }

    public static Decision<ApplicationEvent> RequestInformation(Application app, ApplicationCommand.RequestInformation request, CommandContext context, Scheme scheme, SchemeCatalog schemes)
    {
        if (!TryOpen(app, request.Task, context, request.Official, out var task, out var problem)) return problem;
        if (app.HasEnded) return ApplicationProblems.Ended;
        if (BadItems(request.Items, app, scheme, app.FeeLaw(context.At, scheme, schemes)) is { IsEmpty: false } errors) return ApplicationProblems.EmptyRequest.At(errors.All);
        return Ask(new Story(app, scheme, context.At), task, InquiryKind.Information, request.Items, request.Text, scheme.Decision.InformationDeadline, scheme, context.At).SetDue().Told;
    }

    public static Decision<ApplicationEvent> Complete(Application app, ApplicationCommand.Complete complete, CommandContext context, Scheme scheme, SchemeCatalog schemes)
    {
        if (!TryOpen(app, complete.Task, context, complete.Official, out var task, out var problem)) return problem;
        var step = scheme.Step(task.Step);
        if (!step.Outcomes.Contains(complete.Outcome)) return ApplicationProblems.NoSuchOutcome.At(new FieldError("/outcome", "one-of", $"One of: {string.Join(", ", step.Outcomes)}."));
        var effect = step.On[complete.Outcome];
        if (effect == StepEffect.RequestInformation)
            return RequestInformation(app, new(complete.Task, complete.Items, complete.Findings ?? "", complete.Official), context, scheme, schemes);
        if (step.Decides) return DecisionRules.Decide(app, task, complete, effect, context, scheme);

        if (complete.Conditions is { Count: > 0 }) return ApplicationProblems.NoConditions.At(new FieldError("/conditions", "not-allowed", "Only a grant can carry conditions."));
        var objects = effect is StepEffect.ToDecision or StepEffect.EndRefused;
        var serves = effect == StepEffect.Continue ? scheme.ServesUntil(step, scheme.DayOf(context.At)) : null;
        var done = new ApplicationEvent.TaskDone(
            task.Number, complete.Outcome, complete.Official?.Id, complete.Findings, context.At, objects ? true : null, serves, serves is { } last ? StatutoryClock.EndOf(last, scheme.Zone) : null);
        if (done.Objects is true && string.IsNullOrWhiteSpace(complete.Findings))
            return ApplicationProblems.EmptyObjection.At(new FieldError("/findings", "required", "What is objected to, in words."));
        if (effect == StepEffect.DeclareComplete) return DeclareComplete(app, done, complete.Judged, context, scheme, schemes);
        var story = new Story(app, scheme, context.At).Then(done);
        return effect switch
        {
            // Nobody is refused without a hearing and a signature: the check only clears the way to them.
            StepEffect.EndRefused => story.Then(new ApplicationEvent.ChecksLeftOut(step.Code, context.At)).RunAgain().OpenNextSteps().Told,
            StepEffect.EndDiscontinued => story.Then(new ApplicationEvent.Discontinued(step.Code, story.Today, context.At)).Told,
            _ => story.OpenNextSteps().Told,
        };
    }

    /// <summary>The task, if it is this authority's, open, and not another official's, unless that one hands it over.</summary>
    public static bool TryOpen(Application app, int number, CommandContext context, Authorities.Official? official, out AuthorityTask task, out Problem problem, Authorities.OfficialId? handedOverBy = null)
    {
        task = app.Task(number)!;
        problem =
            task is null || task.Authority != context.Actor.Party || official?.WorksFor(context.Actor) is false ? ApplicationProblems.UnknownTask
            : task.IsFinished ? ApplicationProblems.TaskClosed
            : task.ClaimedBy is { } owner && owner != official?.Id && owner != handedOverBy ? ApplicationProblems.TaskClaimed.At(new FieldError("/official", official is null ? "required" : "claimed", "The id of the official who has claimed the task."))
            : task.Status == StepStatus.AwaitingApplicant ? ApplicationProblems.AwaitsApplicant
            : null!;
        return problem is null;
    }

    private static FieldErrors BadItems(IReadOnlyList<string> items, Application app, Scheme scheme, Scheme feeLaw)
    {
        var errors = new FieldErrors();
        errors.Require(items.Count > 0, "/items", "required", "At least one thing that is missing.");
        for (var i = 0; i < items.Count; i++)
            errors.Require(scheme.Evidence.Any(rule => rule.Type == items[i]) || FormPointers.Exists(items[i]) || FeeRules.CanBeAskedFor(items[i], app, feeLaw), $"/items/{i}", "one-of", "An evidence type of the scheme, a JSON pointer into the form, or a fee that is not paid, such as fee:1.");
        return errors;
    }

    /// <summary>Asks the applicant; the task waits.</summary>
    public static Story Ask(
        Story story, AuthorityTask task, InquiryKind kind, IReadOnlyList<string> items, string text, Period period, Scheme scheme, DateTimeOffset at)
    {
        var replyBy = StatutoryClock.Due(scheme.WorkCalendar, period, story.Today);
        return story.Then(new ApplicationEvent.InquiryOpened(
            story.App.Inquiries.Count + 1, kind, task.Number, items, story.Today, replyBy, StatutoryClock.EndOf(replyBy, scheme.Zone), text, at));
    }

    // Complete is the day on which the last required thing came in, not the day on which an official noticed:
    // the statutory period protects the applicant (Dir. 2024/1233 art. 5(2)). The law of that day governs all that follows.
    private static Decision<ApplicationEvent> DeclareComplete(
        Application app, ApplicationEvent.TaskDone done, IReadOnlyList<EvidenceItem>? judged, CommandContext context, Scheme scheme, SchemeCatalog schemes)
    {
        var (on, law) = CompletenessRules.Since(app, scheme, scheme.DayOf(context.At), schemes);
        if (CompletenessRules.Lacking(app, law, judged) is { } lacking) return lacking;
        return new Story(app, law, context.At).Then(done).Then(new ApplicationEvent.Completed(on, law.Version, context.At, judged?.Bare(), judged?.Copies())).Leave(law, context.At).SetDue().OpenNextSteps().Told;
    }
}
