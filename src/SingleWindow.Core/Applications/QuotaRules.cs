using SingleWindow.Core.Quotas;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>
/// Where the number of admissions is limited (TFEU art. 79(5)): an application enters the year's book and is granted only with a place. A full book refuses
/// nobody; only an official decides that an application without a place is inadmissible. See the README of the quotas.
/// </summary>
public static class QuotaRules
{
    /// <summary>The book of an application that was filed: of the year of that legal day. Null where its scheme counts no places.</summary>
    public static QuotaKey? Book(Application app, Scheme scheme) => scheme.Quota is { } quota && app.SubmittedOn is { } filed ? new(quota.Id, filed.Year) : null;

    /// <summary>True when the law asks for no place in this case.</summary>
    public static bool IsExempt(Application app, Scheme scheme) => scheme.Quota!.Exempt.Exempt(app.Facts(scheme));

    /// <summary>What the application asks of the book; its submission decides its turn.</summary>
    public static QuotaClaim Claim(Application app) => new(app.Id, app.Employer, app.History.First(moment => moment.Code == "submitted").At);

    /// <summary>
    /// True when this answer of an authority must not be judged before the book has been asked: a decision that depends on a place, or the step at whose
    /// end the scheme reserves one.
    /// </summary>
    public static bool AsksBook(Application app, ApplicationCommand.Complete complete, Scheme scheme)
    {
        if (scheme.Quota is not { } quota || app.HasEnded || app.Task(complete.Task) is not { } task) return false;
        var step = scheme.Step(task.Step);
        if (!step.On.TryGetValue(complete.Outcome, out var effect)) return false;
        return step.Decides ? effect is StepEffect.EndGranted or StepEffect.EndInadmissibleQuota : step.Code == quota.ReserveAt && app.Quota is null && effect is StepEffect.Continue;
    }

    internal static Decision<ApplicationEvent> Enter(Application app, QuotaStanding standing, DateTimeOffset at)
    {
        if (app.SubmittedOn is null || app.HasEnded || app.Quota is { } known && (known.Id, known.Year, known.Place) == (standing.Id, standing.Year, standing.Place)) return Decision<ApplicationEvent>.Nothing;
        var entered = new ApplicationEvent.OfQuota.QuotaEntered(standing.Id, standing.Year, standing.Place, at);
        if (app.Quota is not { Place: QuotaPlace.Reserved or QuotaPlace.Waiting or QuotaPlace.Used } held) return entered;
        // Corrected facts may need no place, and another law may count in another book: what it had goes to the next.
        if (standing.Place == QuotaPlace.Exempt || (held.Id, held.Year) != (standing.Id, standing.Year))
            return (ApplicationEvent[])[Released(app, held, standing.Place == QuotaPlace.Exempt ? "exempt" : "other-quota", at), entered];
        return held.Place == QuotaPlace.Waiting && standing.Place == QuotaPlace.Reserved ? new ApplicationEvent.OfQuota.QuotaPlaceGiven(standing.Id, standing.Year, at) : entered;
    }

    // News comes late or twice: only who still waits in that book takes the place.
    internal static Decision<ApplicationEvent> Take(Application app, ApplicationCommand.TakePlace take, DateTimeOffset at) =>
        !app.HasEnded && app.Quota is { Place: QuotaPlace.Waiting } waits && (waits.Id, waits.Year) == (take.Quota, take.Year)
            ? new ApplicationEvent.OfQuota.QuotaPlaceGiven(waits.Id, waits.Year, at)
            : Decision<ApplicationEvent>.Nothing;

    internal static Story Enter(this Story story, QuotaStanding? standing, DateTimeOffset at) =>
        standing is null ? story : story.Then(new ApplicationEvent.OfQuota.QuotaEntered(standing.Id, standing.Year, standing.Place, at));

    /// <summary>Where the law of completeness counts no places, what it had goes to the next.</summary>
    internal static Story Leave(this Story story, Scheme law, DateTimeOffset at) =>
        law.Quota is null && story.App.Quota is { Place: QuotaPlace.Reserved or QuotaPlace.Waiting } held ? story.Then(Released(story.App, held, "no-quota", at)) : story;

    private static ApplicationEvent.OfQuota.QuotaSettled Released(Application app, QuotaStanding held, string cause, DateTimeOffset at) => new(held.Id, held.Year, QuotaPlace.Released, app.Employer, cause, at);

    /// <summary>Why the decision does not fit what the application has, or null.</summary>
    internal static Problem? Forbidden(Application app, ApplicationStatus outcome, Scheme scheme)
    {
        if (scheme.Quota is null) return null;
        // Of a grant that was annulled the place is still used up: the next grant needs no other. A place in another book is none in this one.
        var has = app.Quota is { Place: QuotaPlace.Reserved or QuotaPlace.Exempt or QuotaPlace.Used } held && Book(app, scheme) == new QuotaKey(held.Id, held.Year);
        return DecisionRules.IsGrant(outcome) && !has ? QuotaProblems.NoPlace
            : outcome == ApplicationStatus.InadmissibleQuota && has ? QuotaProblems.HasPlace
            : null;
    }

    /// <summary>Whatever ends an application, also what nobody has thought of yet, settles its place.</summary>
    internal static Decision<ApplicationEvent> Settle(Application app, Decision<ApplicationEvent> decision, DateTimeOffset at)
    {
        if (app.Quota is null || decision.Events.Count == 0) return decision;
        var after = decision.Events.Aggregate(app, Application.Evolve);
        if (after.Quota is not { Place: QuotaPlace.Reserved or QuotaPlace.Waiting or QuotaPlace.Used } held || !after.HasEnded) return decision;
        var place = after.Decision?.Grant is not null && after.Status != ApplicationStatus.Discontinued ? QuotaPlace.Used : QuotaPlace.Released;
        if (place == held.Place) return decision;
        ApplicationEvent settled = new ApplicationEvent.OfQuota.QuotaSettled(held.Id, held.Year, place, app.Employer, WireName.Of(after.Status), at);
        return (ApplicationEvent[])[.. decision.Events, settled];
    }
}
