using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Permits;

/// <summary>
/// What an employer gives notice of. Its word is a statement and ends nothing at once, nor does the entry in the employment register, which is the employer's word too. The holder may contest it; undisputed
/// it stands when the time for that has passed, contested when the authority says so (Charter of Fundamental Rights art. 41, 47; Dir. 2024/1233 art. 11(4); ADR 0017).
/// </summary>
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
            NoticeKind.Arrived when permit is { NotStartedOn: null, ArrivedOn: { } told } && told == notice.On => PermitProblems.NoticeGiven,
            NoticeKind.NotStarted when permit.NotStartedOn == notice.On => PermitProblems.NoticeGiven,
            NoticeKind.Arrived or NoticeKind.NotStarted when permit.EndNotice is not null => PermitProblems.NoticeGiven,
            NoticeKind.Arrived => new PermitEvent.OfNotice.Arrived(notice.On, notice.Reason, context.At),
            NoticeKind.NotStarted => new PermitEvent.OfNotice.NotStarted(notice.On, notice.Reason, context.At),
            NoticeKind.Ended when permit.NotStartedOn is not null => PermitProblems.NeverStarted,
            NoticeKind.Ended when permit.Contested is not null => PermitProblems.NoticeContested,
            NoticeKind.Ended when permit.EndNotice is { } told && (told.IsConfirmed || told.On == notice.On) => PermitProblems.NoticeGiven,
            NoticeKind.Ended => Ended(permit, notice, today, context.At, scheme),
            NoticeKind.NotEnded when permit.EndNotice is null => PermitProblems.NothingToRetract,
            NoticeKind.NotEnded when permit.EndNotice.IsConfirmed => PermitProblems.EndConfirmed,
            NoticeKind.NotEnded => new PermitEvent.OfNotice.Retracted(notice.Reason, context.At),
        };
    }

    /// <summary>The end of the work stands from today on. Where the scheme gives time to look for other work, it runs from today; else the permit ends.</summary>
    public static PermitEvent[] Stands(Permit permit, DateOnly lastDay, DateOnly today, DateTimeOffset at, Scheme scheme)
    {
        var until = permit.On(today) == PermitStatus.RenewalPending ? null
            : scheme.Unemployment is { } rule ? SeekUntil(permit, Later(lastDay, today), rule) : (DateOnly?)null;
        var confirmed = new PermitEvent.OfNotice.EndConfirmed(lastDay, today, null, until, EndOf(until, scheme), at);
        return until is null && permit.On(today) != PermitStatus.RenewalPending ? [confirmed, new PermitEvent.Ended(today, Permit.WorkOver, at)] : [confirmed];
    }

    private static FieldError? Wrong(Permit permit, PermitCommand.GiveNotice notice, DateOnly today) =>
        notice.On > today ? new("/on", "future", "Not after today.")
        : notice.On < permit.Grant!.ValidFrom || (notice.On > permit.Grant.ValidTo && permit.On(today) != PermitStatus.RenewalPending) ? new("/on", "outside", "Within the days of the permit.")
        : notice.Kind == NoticeKind.Ended && notice.On < permit.ArrivedOn ? new("/on", "before-arrival", "Not before the day of arrival.")
        : notice.Kind is NoticeKind.NotStarted && notice.Reason is null ? new("/reason", "required", "Why, in words.")
        : null;

    // Who may challenge the loss of a permit for so many days is heard for as long before it: an employer's word has not even an official's signature.
    private static Decision<PermitEvent> Ended(Permit permit, PermitCommand.GiveNotice notice, DateOnly today, DateTimeOffset at, Scheme scheme)
    {
        // Beyond its last day the permit holds for the pending renewal only: there is no time left to look for other work, and the decision ends it.
        if (permit.On(today) is PermitStatus.RenewalPending or PermitStatus.Expired) return new PermitEvent.OfNotice.EmploymentEnded(notice.On, null, null, notice.Reason, at, today);
        // Where nobody can count the days yet he has those of the permit: the duty to give notice does not wait for a calendar.
        var contestBy = WorkCalendar.Covers(today.AddDays(scheme.Horizon)) ? StatutoryClock.Due(scheme.WorkCalendar, scheme.Decision.Appeal.Period, today) : permit.Grant!.ValidTo;
        // A correction gives the time to contest anew, and not the time to look for work.
        var told = permit.EndNotice?.ToldOn ?? today;
        var until = scheme.Unemployment is { } rule ? Earlier(Later(SeekUntil(permit, Later(notice.On, told), rule), contestBy), permit.Grant!.ValidTo) : (DateOnly?)null;
        return new PermitEvent.OfNotice.EmploymentEnded(notice.On, until, EndOf(until, scheme), notice.Reason, at, told, contestBy, EndOf(contestBy, scheme));
    }

    /// <summary>More months where a register shows that the worker was exploited (Dir. 2024/1233 art. 11(6)): once, and only at his own wish, for it tells the authority what he went through.</summary>
    public static Decision<PermitEvent> Extend(Permit permit, PermitCommand.ExtendSearch extend, CommandContext context, Scheme scheme)
    {
        if (!extend.ByHolder) return PermitProblems.Unknown;
        if (permit.IsOver(scheme.DayOf(context.At))) return PermitProblems.Over;
        if (scheme.Unemployment is not { ExploitationExtraMonths: > 0 } rule || permit.WithoutWorkSince is not { } last || permit.SearchExtended) return PermitProblems.NothingToExtend;
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

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static DateTimeOffset? EndOf(DateOnly? day, Scheme scheme) => day is { } last ? StatutoryClock.EndOf(last, scheme.Zone) : null;
}
