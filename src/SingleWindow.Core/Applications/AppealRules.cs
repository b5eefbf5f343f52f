using SingleWindow.Core.Appeals;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>The challenge of a decision and its result (Charter of Fundamental Rights art. 47; Dir. 2024/1233 art. 8(2)).</summary>
internal static class AppealRules
{
    public static Decision<ApplicationEvent> Appeal(Application app, ApplicationCommand.Appeal appeal, CommandContext context, Scheme scheme)
    {
        if (!ApplicantRules.Owns(app, context)) return ApplicationProblems.Unknown;
        if (app.Decision is not { } decision) return ApplicationProblems.NothingDecided;
        var side = app.SideOf(context.Actor)!.Value;
        if (app.Appeals.Exists(made => made.Side == side && made.Decision == app.Decisions)) return ApplicationProblems.UnderAppeal;
        var today = scheme.DayOf(context.At);
        if (today > decision.AppealableUntil(side)) return ApplicationProblems.AppealTooLate;
        if (string.IsNullOrWhiteSpace(appeal.Text)) return ApplicationProblems.Invalid.At(new FieldError("/text", "required", "What is challenged, and why."));
        return new ApplicationEvent.Appealed(app.Appeals.Count + 1, today, appeal.Text, context.At, app.HasTwoSides ? side : null);
    }

    /// <summary>Who decided keeps the case file and records what the court or the head of the authority said.</summary>
    public static Decision<ApplicationEvent> Decide(Application app, ApplicationCommand.DecideAppeal result, CommandContext context, Scheme scheme)
    {
        if (app.Appeals.Find(appeal => appeal.Number == result.Number) is not { } made || !WithdrawalRules.MayAct(result.Official, context, scheme)) return AppealProblems.Unknown;
        if (made.Result is not null) return AppealProblems.Decided;
        if (result.Official is not { } official) return ApplicationProblems.NotSigned.At(new FieldError("/official", "required", "The id of the official who records it."));
        if (string.IsNullOrWhiteSpace(result.Reasons)) return ApplicationProblems.Invalid.At(new FieldError("/reasons", "required", "The reasons in words."));
        // Both sides may have challenged it: what is annulled already, or decided anew, is not annulled by the second result.
        var isGone = result.Result == AppealResult.Annulled && (app.Decision is null || made.Decision != app.Decisions);
        var decided = new ApplicationEvent.AppealDecided(made.Number, result.Result, scheme.DayOf(context.At), result.Reasons, official.Id, context.At, isGone ? false : null);
        var story = new Story(app, scheme, context.At).Then(decided);
        return decided.TakesAgain ? story.OpenNextSteps().SetDue().Told : story.Told;
    }
}
