using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Permits;

/// <summary>What an employer gives notice of, and what follows: an end of the work ends the permit, or begins the time to look for another employer (Dir. 2024/1233 art. 11(4)).</summary>
internal static class NoticeRules
{
    public static Decision<PermitEvent> Give(Permit permit, PermitCommand.GiveNotice notice, CommandContext context, Scheme scheme)
    {
        if (!permit.IsOf(context.Actor)) return PermitProblems.Unknown;
        var today = scheme.DayOf(context.At);
        // Registers learn of an end days late: a permit that has expired still takes the notice, with no further consequence.
        if (permit.IsOver(today) && !(permit.On(today) == PermitStatus.Expired && notice.Kind == NoticeKind.Ended)) return PermitProblems.Over;
        if (Wrong(permit, notice, today) is { } error) return PermitProblems.Invalid.At(error);
        return notice.Kind switch
        {
            NoticeKind.Arrived when permit.ArrivedOn is not null || permit.EndedOn is not null => PermitProblems.NoticeGiven,
            NoticeKind.NotStarted when permit.NotStartedOn is not null || permit.EndedOn is not null => PermitProblems.NoticeGiven,
            NoticeKind.Ended when permit.EndedOn is not null => PermitProblems.NoticeGiven,
            NoticeKind.Ended when permit.NotStartedOn is not null => PermitProblems.NeverStarted,
            NoticeKind.Arrived => new PermitEvent.OfNotice.Arrived(notice.On, notice.Reason, context.At),
            NoticeKind.NotStarted => new PermitEvent.OfNotice.NotStarted(notice.On, notice.Reason, context.At),
            NoticeKind.Ended => Ended(permit, notice, today, context.At, scheme),
        };
    }

    private static FieldError? Wrong(Permit permit, PermitCommand.GiveNotice notice, DateOnly today) =>
        notice.On > today ? new("/on", "future", "Not after today.")
        : notice.On < permit.Grant!.ValidFrom || (notice.On > permit.Grant.ValidTo && permit.On(today) != PermitStatus.RenewalPending) ? new("/on", "outside", "Within the days of the permit.")
        : notice.Kind == NoticeKind.Ended && notice.On < permit.ArrivedOn ? new("/on", "before-arrival", "Not before the day of arrival.")
        : notice.Kind is NoticeKind.NotStarted && notice.Reason is null ? new("/reason", "required", "Why, in words.")
        : null;

    private static Decision<PermitEvent> Ended(Permit permit, PermitCommand.GiveNotice notice, DateOnly today, DateTimeOffset at, Scheme scheme)
    {
        // Beyond its last day the permit holds for the pending renewal only: there is no time left to look for other work, and the decision ends it.
        if (permit.On(today) == PermitStatus.RenewalPending) return new PermitEvent.OfNotice.EmploymentEnded(notice.On, null, null, notice.Reason, at);
        var until = scheme.Unemployment is { } rule ? SeekUntil(permit, notice.On, rule) : (DateOnly?)null;
        var ended = new PermitEvent.OfNotice.EmploymentEnded(notice.On, until, until is { } day ? StatutoryClock.EndOf(day, scheme.Zone) : null, notice.Reason, at);
        return until is null && !permit.IsOver(today) ? new PermitEvent[] { ended, new PermitEvent.Ended(notice.On, "employment-ended", at) } : ended;
    }

    /// <summary>More months where a register shows that the worker was exploited (Dir. 2024/1233 art. 11(6)): once, and only at his own wish, for it tells the authority what he went through.</summary>
    public static Decision<PermitEvent> Extend(Permit permit, PermitCommand.ExtendSearch extend, CommandContext context, Scheme scheme)
    {
        if (!extend.ByHolder) return PermitProblems.Unknown;
        if (permit.IsOver(scheme.DayOf(context.At))) return PermitProblems.Over;
        if (scheme.Unemployment is not { ExploitationExtraMonths: > 0 } rule || permit.EndedOn is not { } last || permit.SearchExtended) return PermitProblems.NothingToExtend;
        if (extend.Finding is not { } finding) return PermitProblems.NoFinding;
        var until = SeekUntil(permit, last, rule, rule.ExploitationExtraMonths);
        return new PermitEvent.OfNotice.SearchExtended(finding, until, StatutoryClock.EndOf(until, scheme.Zone), context.At);
    }

    // The first day without work is the day after the last with it; more months after two years with the permit; in total, so what was used before is gone; never beyond the permit itself.
    private static DateOnly SeekUntil(Permit permit, DateOnly lastDay, UnemploymentRule rule, int extraMonths = 0)
    {
        var months = (permit.Grant!.ValidFrom.AddYears(2) <= lastDay ? rule.MonthsAfterTwoYears : rule.Months) + (permit.SearchExtended ? rule.ExploitationExtraMonths : extraMonths);
        var until = lastDay.AddDays(1).AddMonths(months).AddDays(-1 - permit.SeekDaysUsed);
        return until > permit.Grant.ValidTo ? permit.Grant.ValidTo : until > lastDay ? until : lastDay;
    }
}
