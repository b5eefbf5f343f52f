using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>
/// The next permit of a worker who has one: filed within its days, it goes on from the day after the last (Dir. 2014/36 art. 18(2): whoever files in time stays
/// until the decision); and what an annulled grant means for its permit.
/// </summary>
public static class RenewalRules
{
    /// <summary>What is known already, for the next permit: nobody is asked for it again. What has changed the applicant corrects in the draft.</summary>
    /// <param name="known">The form of the application that led to the permit.</param>
    /// <param name="validTo">The permit's last day.</param>
    /// <param name="scheme">The law of today.</param>
    public static ApplicationForm Prefill(ApplicationForm known, DateOnly validTo, Scheme scheme)
    {
        var start = validTo.AddDays(1);
        var days = known.Employment is { PlannedStart: { } first, PlannedEnd: { } last } ? last.DayNumber - first.DayNumber : (int?)null;
        var end = days is { } length && StayRules.TooLong(new(start, start.AddDays(length)), scheme.Stay, known.Facts(scheme) with { Renewal = true }) is null ? start.AddDays(length) : (DateOnly?)null;
        var staysOnIt = scheme.CombinedTitle && scheme.ApplyFrom.Intersect([ApplyFrom.LegalStay, ApplyFrom.ResidencePermit]).Any();
        return known with
        {
            Reference = null,
            Employment = known.Employment is { } post ? post with { PlannedStart = start, PlannedEnd = end } : null,
            LegalStay = staysOnIt ? new("residence-permit", null, validTo) : known.LegalStay,
        };
    }

    internal static Problem? CannotFile(Application app, ApplicationCommand.Submit submit, DateOnly today)
    {
        if (app.Renews is null) return null;
        if (submit.Renewed is not { } permit || permit.IsOver || today > permit.ValidTo) return ApplicationProblems.RenewalTooLate;
        if (permit.IsPending) return ApplicationProblems.RenewalPending;
        if (permit.Holder != submit.Worker) return ApplicationProblems.RenewsAnothers.At(new FieldError("/worker", "holder", "The holder of the permit."));
        var start = app.Form!.Employment!.PlannedStart!.Value;
        return app.ChangesEmployer
            ? (start > permit.ValidTo.AddDays(1) ? ApplicationProblems.Invalid.At(new FieldError("/employment/plannedStart", "gap", "At the latest the day after the last of the permit.")) : null)
            : start != permit.ValidTo.AddDays(1) ? ApplicationProblems.Invalid.At(new FieldError("/employment/plannedStart", "continues", "The day after the last of the permit.")) : null;
    }

    /// <summary>Its first day was measured by the permit when it was filed: an answer moves no renewal away from it, and no change of employer beyond it.</summary>
    internal static Problem? Gap(Application app, ApplicationForm amended)
    {
        if (app.Renews is null || app.Form?.Employment?.PlannedStart is not { } filed || amended.Employment?.PlannedStart is not { } start) return null;
        return start == filed || (app.ChangesEmployer && start < filed) ? null
            : ApplicationProblems.Invalid.At(new FieldError("/employment/plannedStart", "continues", FormattableString.Invariant($"{filed:yyyy-MM-dd}, as filed: it follows the permit that stands.")));
    }

    /// <summary>Whatever ends an application, also what nobody has thought of yet, is told to the permits that it concerns.</summary>
    internal static Decision<ApplicationEvent> Settle(Application app, Decision<ApplicationEvent> decision, CommandContext context, SchemeCatalog schemes)
    {
        if (decision.Events.Count == 0) return decision;
        var after = decision.Events.Aggregate(app, Application.Evolve);
        if (!after.HasEnded || (after.AnnulledPermit is null && !after.IsPendingRenewal) || after.SchemeFor(context.At, schemes) is not { } scheme) return decision;
        var (events, today) = (decision.Events.ToList(), scheme.DayOf(context.At));
        if (after.IsPendingRenewal) events.Add(new ApplicationEvent.OfPermit.RenewalSettled(after.Renews!.Value, after.Status, after.Decision?.Grant?.Permit, after.Decision?.Grant?.From, today, context.At));
        if (after.AnnulledPermit is { } annulled) events.Add(new ApplicationEvent.OfPermit.GrantReplaced(annulled, after.Status, today, context.At));
        return events;
    }
}
