using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Permits;

/// <summary>
/// The obligations of a scheme, dated by what happened and ticked off by what registers and notices say: nobody is asked for what a register knows
/// (once-only; the scheme names the record that shows it). A fact that comes late is told as late.
/// </summary>
public static class Obligations
{
    private const string Notice = "notice";

    /// <summary>Every obligation of a permit on every occasion that is known.</summary>
    /// <param name="permit">The permit.</param>
    /// <param name="scheme">Its scheme.</param>
    /// <param name="facts">Every version of every record about the holder, oldest first.</param>
    public static IReadOnlyList<PermitObligation> Of(Permit permit, Scheme scheme, IReadOnlyList<RegisteredFact> facts) =>
    [
        .. scheme.Obligations.SelectMany(rule => permit.Employments.SelectMany(employment =>
        {
            var spell = new WorkSpell(permit, employment, facts, scheme);
            return Occasions(rule, spell).Select(occasion => Dated(rule, spell, occasion));
        })),
    ];

    /// <summary>True when obligations of some scheme are dated or ticked off by records of this type; whoever keeps what they rest on keeps no others.</summary>
    public static bool RestOn(string recordType, IEnumerable<Scheme> schemes) =>
        recordType is WorkSpell.Entry or WorkSpell.Address || schemes.Any(scheme => scheme.Obligations.Any(rule => rule.SatisfiedBy == recordType));

    private static PermitObligation Dated(Obligation rule, WorkSpell spell, Occasion occasion)
    {
        var due = occasion.Due ?? (occasion.Since is { } since ? Due(rule.Deadline, since, spell.Scheme) : null);
        // What must be done before something happens can be done from the grant on.
        var opens = rule.Deadline.Relation == Relation.Before && due is not null ? spell.GrantedOn : occasion.Since;
        return new(rule.Code, rule.Who, rule.To, spell.Employment.Employer, opens, occasion.Since, due, rule.SatisfiedBy is not null || occasion.TellsNotice, occasion.Told, occasion.By,
            // Ten euros with the rent taken off are declared too: of a month's pay only an alert rule can say that it was right.
            rule.Trigger == ObligationTrigger.MonthEnd);
    }

    private static IEnumerable<Occasion> Occasions(Obligation rule, WorkSpell spell) => rule.Trigger switch
    {
        ObligationTrigger.Arrival => spell.IsFirst ? [Arrival(rule, spell)] : [],
        ObligationTrigger.Return => spell.IsLast ? [new(spell.Permit.OverOn)] : [],
        ObligationTrigger.WorkStart => [Shown(rule, spell.StartsOn, spell.First(rule.SatisfiedBy, fact => spell.Overlaps(fact)))],
        ObligationTrigger.WorkEnd => [Shown(rule, spell.EndsOn, spell.First(rule.SatisfiedBy, fact => fact.To is not null && spell.Overlaps(fact)))],
        ObligationTrigger.MonthEnd => spell.MonthEnds.Select(last => Shown(rule, last, spell.First(rule.SatisfiedBy, fact => IsOf(fact, last))) with { Due = PayDay(last, spell.Scheme) }),
        ObligationTrigger.NoticeEvent => [Event(rule, spell)],
        ObligationTrigger.HousingChange => Moves(rule, spell),
        ObligationTrigger.EmployerChange => spell.IsFirst ? [] : [new(spell.Employment.From, null, spell.Employment.RegisteredOn, Notice, true)],
        ObligationTrigger.WholeStay => [Shown(rule, spell.Employment.From, spell.First(rule.SatisfiedBy, spell.Overlaps)) with { Due = spell.LastDay }],
        // Nothing tells the hub of it yet.
        ObligationTrigger.AdmissionChange => [new(null)],
    };

    private static Occasion Arrival(Obligation rule, WorkSpell spell)
    {
        var since = spell.ArrivedOn;
        return IsNotified(rule, spell) ? new(since, null, spell.Permit.ArrivedToldOn(spell.Scheme), Notice, true) : Shown(rule, since, spell.First(rule.SatisfiedBy, fact => !(fact.To < since)));
    }

    // The work did not begin, or ended before the permit does: told by a notice, or by the entry of the end in the register.
    private static Occasion Event(Obligation rule, WorkSpell spell)
    {
        var since = spell.Employment.NotStartedOn ?? (spell.EndsOn < spell.Permit.Grant!.ValidTo ? spell.EndsOn : null);
        var notice = spell.Employment.ToldAt is { } at && since is not null ? spell.Scheme.DayOf(at) : (DateOnly?)null;
        var entry = since is null ? null : spell.First(rule.SatisfiedBy, fact => fact.To is not null && spell.Overlaps(fact));
        return IsNotified(rule, spell) && notice is not null && !(entry < notice) ? new(since, null, notice, Notice, true) : Shown(rule, since, entry) with { TellsNotice = IsNotified(rule, spell) };
    }

    // The first housing is that of the application; every later one is a change.
    private static Occasion[] Moves(Obligation rule, WorkSpell spell)
    {
        Occasion[] housing = [.. spell.Records(rule.SatisfiedBy, spell.Overlaps).OrderBy(one => one.From).Skip(1).Select(one => Shown(rule, one.From, one.Told))];
        return housing is [] ? [new(null)] : housing;
    }

    private static Occasion Shown(Obligation rule, DateOnly? since, DateOnly? told) => since is null ? new(null) : new(since, null, told, told is null ? null : rule.SatisfiedBy);

    private static bool IsNotified(Obligation rule, WorkSpell spell) => rule.To == spell.Scheme.DecidingStep.Authority;

    private static bool IsOf(RegisteredFact fact, DateOnly month) => fact.From is { } from && (from.Year, from.Month) == (month.Year, month.Month);

    // A month's pay is paid by the end of the next, and declared by the tenth after that (TLS § 33; income tax return; rule LRA-03): before, nothing can show it.
    private static DateOnly PayDay(DateOnly month, Scheme scheme) => Rolled(new DateOnly(month.Year, month.Month, 10).PlusMonths(2), scheme);

    private static DateOnly Due(ObligationDeadline deadline, DateOnly since, Scheme scheme)
    {
        if (deadline.Relation == Relation.On || deadline.Amount == 0) return since;
        if (deadline.Relation == Relation.Before) return Plainly(since, deadline.Unit, -deadline.Amount);
        var end = Plainly(since, deadline.Unit, deadline.Amount);
        return WorkCalendar.Covers(end.PlusMonths(1)) ? StatutoryClock.Due(scheme.WorkCalendar, new(deadline.Amount, deadline.Unit), since) : end;
    }

    // Where holidays are not known yet, working days are counted as seven for five, and nothing rolls.
    private static DateOnly Plainly(DateOnly since, PeriodUnit unit, int amount) => unit switch
    {
        PeriodUnit.CalendarDays => since.PlusDays(amount),
        PeriodUnit.WorkingDays => since.PlusDays(amount * 7 / 5),
        PeriodUnit.Months => since.PlusMonths(amount),
        PeriodUnit.Years => since.PlusMonths(12L * amount),
    };

    private static DateOnly Rolled(DateOnly day, Scheme scheme) => WorkCalendar.Covers(day.PlusMonths(1)) ? scheme.WorkCalendar.RollForward(day) : day;

    /// <param name="Since">What makes it due happened on that day; null: not yet.</param>
    /// <param name="Due">Its last day, where the deadline does not say it.</param>
    /// <param name="Told">Day on which the hub was told that it was done.</param>
    /// <param name="By">By what.</param>
    /// <param name="TellsNotice">True when a notice can tell it.</param>
    private sealed record Occasion(DateOnly? Since, DateOnly? Due = null, DateOnly? Told = null, string? By = null, bool TellsNotice = false);
}
