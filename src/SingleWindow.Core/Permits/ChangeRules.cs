using SingleWindow.Core.Appeals;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Permits;

/// <summary>
/// How a holder goes to another employer: the new employer registers it, the worker agrees, and the deciding authority may oppose for some days, with coded grounds signed by a
/// named official; its silence is consent (Dir. 2024/1233 art. 11(2)-(3); Dir. 2021/1883 art. 15). The other ways end with what is to be done instead.
/// </summary>
public static class ChangeRules
{
    /// <summary>For how many days a worker may think.</summary>
    public const int DaysToAnswer = 30;

    /// <summary>Which way the scheme leaves, when it is not a registration with this permit; null: it is.</summary>
    public static Problem? OtherWay(Scheme scheme) => scheme.ChangeEmployer?.Mode switch
    {
        ChangeEmployerMode.EmployerRegistersChange or ChangeEmployerMode.Notify => null,
        ChangeEmployerMode.NewApplication or ChangeEmployerMode.NewRegistration or ChangeEmployerMode.ExtensionWithNewEmployer => PermitProblems.ApplyAnew,
        ChangeEmployerMode.TransferWithPermissionOfPartner => PermitProblems.AskPartner,
        _ => PermitProblems.Bound,
    };

    internal static Decision<PermitEvent> Propose(Permit permit, PermitCommand.ProposeChange propose, CommandContext context, Scheme scheme)
    {
        if (!context.Actor.ActsFor(propose.Employer.ToString(), permit.Grant!.Scheme)) return PermitProblems.Unknown;
        if (OtherWay(scheme) is { } other) return other;
        var today = scheme.DayOf(context.At);
        if (permit.IsOver(today)) return PermitProblems.Over;
        if (permit.Employer == propose.Employer) return PermitProblems.SameEmployer;
        if (permit.Changes is [.., var last] && last.On(today) is EmployerChangeStatus.AwaitsWorker or EmployerChangeStatus.Confirmed) return PermitProblems.ChangeOpen;
        if (propose.From < today || propose.From > permit.Grant.ValidTo) return PermitProblems.Invalid.At(new FieldError("/employment/plannedStart", "outside", "From today to the last day of the permit."));
        if (BoundUntil(permit, scheme.ChangeEmployer!, propose.SeriousBreach) is { } bound && propose.From <= bound)
            return PermitProblems.StillBound.At(new FieldError("/employment/plannedStart", "bound", $"After {bound:yyyy-MM-dd}."));
        return new PermitEvent.OfEmployer.ChangeProposed(permit.Changes.Count + 1, propose.Employer, propose.From, today, today.AddDays(DaysToAnswer), propose.Unproven, propose.Post, propose.Terms.Under(permit.Terms?.Conditions), context.At);
    }

    internal static Decision<PermitEvent> Answer(Permit permit, PermitCommand.AnswerChange answer, CommandContext context, Scheme scheme)
    {
        if (!answer.ByHolder) return PermitProblems.Unknown;
        var today = scheme.DayOf(context.At);
        if (permit.IsOver(today)) return PermitProblems.Over;
        if (permit.Changes is not [.., var change]) return PermitProblems.NothingToAnswer;
        // A worker may think better of it until he works there.
        if (!answer.Accept) return change.On(today) is EmployerChangeStatus.AwaitsWorker or EmployerChangeStatus.Confirmed ? Answered(change, false, today, context) : PermitProblems.NothingToAnswer;
        if (change.On(today) != EmployerChangeStatus.AwaitsWorker) return PermitProblems.NothingToAnswer;
        // At most so many days, so they do not roll (art. 11(2)): it is the authority's time, and the worker waits.
        DateOnly? oppose = MayOppose(permit, scheme.ChangeEmployer!, today) is { } days ? today.AddDays(days) : null;
        var first = Later(Later(change.Proposed.From, today), oppose?.AddDays(1));
        if (first > permit.Grant!.ValidTo) return PermitProblems.ChangeTooLate;
        return Answered(change, true, today, context) with { OpposeUntil = oppose, EffectiveOn = first, EffectiveAt = StatutoryClock.EndOf(first.AddDays(-1), scheme.Zone) };
    }

    internal static Decision<PermitEvent> Oppose(Permit permit, PermitCommand.OpposeChange oppose, CommandContext context, Scheme scheme)
    {
        if (!WithdrawalRules.MayAct(oppose.Official, context, scheme)) return PermitProblems.Unknown;
        var today = scheme.DayOf(context.At);
        if (permit.IsOver(today)) return PermitProblems.Over;
        if (permit.Changes is not [.., { IsRunning: true, Answer.OpposeUntil: { } until } change] || today > until) return PermitProblems.NothingToOppose;
        if (oppose.Official is not { } official) return PermitProblems.NotSigned.At(new FieldError("/official", "required", "The id of the official who signs."));
        var known = scheme.Decision.Grounds.Where(ground => ground.Outcome == "refused").ToArray();
        var errors = new FieldErrors();
        errors.Require(oppose.Grounds.Count > 0, "/grounds", "required", "At least one ground.");
        for (var i = 0; i < oppose.Grounds.Count; i++) errors.Require(Array.Exists(known, ground => ground.Code == oppose.Grounds[i]), $"/grounds/{i}", "one-of", "A ground on which the scheme refuses.");
        errors.Require(!string.IsNullOrWhiteSpace(oppose.Text), "/text", "required", "The reasons in words.");
        if (!errors.IsEmpty) return PermitProblems.NoGrounds.At(errors.All);
        if (!WorkCalendar.Covers(today.AddDays(scheme.Horizon))) return SchemeProblems.NoCalendar;
        var opposed = new PermitEvent.OfEmployer.ChangeOpposed(
            change.Proposed.Change, oppose.Grounds, [.. scheme.LegalBasis, .. known.Where(ground => oppose.Grounds.Contains(ground.Code)).Select(ground => ground.LegalBasis).Distinct()], oppose.Text, official.Id,
            $"{official.Name}, {official.Position}", scheme.DecidingStep.Authority!, today, scheme.Decision.Appeal.Body, Service.AppealUntil(scheme, Service.Latest(today)), context.At);
        // The time to look for other work had stood still for the authority; if it is over, so is the permit.
        return Permit.Evolve(permit, opposed).On(today) == PermitStatus.Ended
            ? (PermitEvent[])[opposed, new PermitEvent.Ended(today, Permit.JobSearchOver, context.At)]
            : opposed;
    }

    /// <summary>What the day brings: silence past the last day is consent.</summary>
    internal static PermitEvent.OfEmployer.Changed? Due(Permit permit, DateOnly today, DateTimeOffset at, Scheme scheme) =>
        !permit.IsOver(today) && permit.Changes is [.., { IsRunning: true, Answer.EffectiveOn: { } first } change] && today >= first
            ? new(change.Proposed.Change, permit.Employer, change.Proposed.Employer, first, change.Proposed.Terms?.Under(permit.Terms?.Conditions), at, HearUntil(permit, today, scheme))
            : null;

    // Who has not been asked has not been heard: the new employer has the whole time, and where nobody can count it, that of the permit.
    private static DateOnly? HearUntil(Permit permit, DateOnly today, Scheme scheme) =>
        permit.Withdrawal is not { Decision: null } ? null
        : WorkCalendar.Covers(today.AddDays(scheme.Horizon)) ? StatutoryClock.Due(scheme.WorkCalendar, scheme.Decision.HearingPeriod, today)
        : permit.Grant!.ValidTo;

    private static PermitEvent.OfEmployer.ChangeAnswered Answered(EmployerChange change, bool accepted, DateOnly today, CommandContext context) => new(change.Proposed.Change, accepted, today, null, null, null, context.At);

    // The worker may be bound to the first employer for some months; not to one that breaks the terms, nor to one that does not employ him any more.
    private static DateOnly? BoundUntil(Permit permit, ChangeEmployerRule rule, bool breach) =>
        rule.MaxFirstEmploymentMonths is { } months && permit.Employments.Count == 1 && permit.EndedOn is null && permit.NotStartedOn is null && !(breach && rule.SeriousBreachFrees)
            ? permit.Grant!.ValidFrom.AddMonths(months).AddDays(-1)
            : null;

    // For a Blue Card only in the first months; afterwards a notice is enough.
    private static int? MayOppose(Permit permit, ChangeEmployerRule rule, DateOnly today) =>
        rule.FirstMonths is { } months && today >= permit.Grant!.ValidFrom.AddMonths(months) ? null : rule.OppositionDays;

    private static DateOnly Later(DateOnly one, DateOnly? other) => other > one ? other.Value : one;
}
