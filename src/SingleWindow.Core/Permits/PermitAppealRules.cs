using SingleWindow.Core.Appeals;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Permits;

/// <summary>
/// The challenge of a withdrawal by the employer or the worker, of an opposition by the new employer or the worker, and its result
/// (Charter of Fundamental Rights art. 47; Dir. 2024/1233 art. 8(2); HMS § 71). An appeal suspends nothing: what is annulled falls away from that day.
/// </summary>
internal static class PermitAppealRules
{
    public static Decision<PermitEvent> Appeal(Permit permit, PermitCommand.Appeal appeal, CommandContext context, Scheme scheme)
    {
        var opposed = appeal.OfOpposition ? permit.Changes.FindLast(change => change.Opposition is not null) : null;
        var employer = appeal.ByHolder ? (EmployerId?)null : appeal.OfOpposition ? permit.Changes is [.., var last] ? last.Proposed.Employer : null : permit.Employer;
        if (!appeal.ByHolder && (employer is not { } party || !context.Actor.ActsFor(party.ToString(), permit.Grant!.Scheme))) return PermitProblems.Unknown;
        if (!appeal.ByHolder && opposed is not null && opposed.Proposed.Employer != employer) opposed = null;
        var until = appeal.OfOpposition ? opposed?.Opposition!.AppealUntil : permit.Withdrawal?.Decision?.AppealUntil;
        if (until is not { } lastDay) return PermitProblems.NothingDecided;
        var (change, withdrawal) = (opposed?.Proposed.Change, appeal.OfOpposition ? (int?)null : permit.Withdrawals);
        if (permit.Appeals.Exists(made => made.Employer == employer && (made.Change, made.Withdrawal) == (change, withdrawal))) return PermitProblems.UnderAppeal;
        var today = scheme.DayOf(context.At);
        if (today > lastDay) return PermitProblems.AppealTooLate;
        if (string.IsNullOrWhiteSpace(appeal.Text)) return PermitProblems.Invalid.At(new FieldError("/text", "required", "What is challenged, and why."));
        return new PermitEvent.OfAppeal.Appealed(permit.Appeals.Count + 1, appeal.ByHolder, today, appeal.Text, context.At, change, employer);
    }

    /// <summary>The holder contests what the employer said about the end of his work: until the authority confirms it, it does not count.</summary>
    public static Decision<PermitEvent> Contest(Permit permit, PermitCommand.Contest contest, CommandContext context, Scheme scheme)
    {
        if (!contest.ByHolder) return PermitProblems.Unknown;
        if (permit.EndNotice is not { ContestBy: { } until } notice) return PermitProblems.NothingToContest;
        if (permit.Contested is not null) return PermitProblems.UnderAppeal;
        if (notice.IsConfirmed) return PermitProblems.EndConfirmed;
        var today = scheme.DayOf(context.At);
        if (permit.IsOver(today)) return PermitProblems.Over;
        if (today > until) return PermitProblems.AppealTooLate;
        if (string.IsNullOrWhiteSpace(contest.Text)) return PermitProblems.Invalid.At(new FieldError("/text", "required", "What is contested, and why."));
        return new PermitEvent.OfAppeal.Appealed(permit.Appeals.Count + 1, true, today, contest.Text, context.At, Notice: notice.Number);
    }

    /// <summary>Who decided keeps the file and records what the court or the head of the authority said.</summary>
    public static Decision<PermitEvent> Decide(Permit permit, PermitCommand.DecideAppeal result, CommandContext context, Scheme scheme)
    {
        if (permit.Appeals.Find(appeal => appeal.Number == result.Number) is not { } made || !WithdrawalRules.MayAct(result.Official, context, scheme)) return AppealProblems.Unknown;
        if (made.Outcome is not null) return AppealProblems.Decided;
        if (result.Official is not { } official) return PermitProblems.NotSigned.At(new FieldError("/official", "required", "The id of the official who records it."));
        if (string.IsNullOrWhiteSpace(result.Reasons)) return PermitProblems.Invalid.At(new FieldError("/reasons", "required", "The reasons in words."));
        var today = scheme.DayOf(context.At);
        var annulled = result.Result == AppealResult.Annulled;
        var first = annulled ? FirstDay(permit, made, today) : null;
        var reopens = annulled && made.Notice is null && (made.Change is null ? permit.Closed == PermitStatus.Revoked && made.Withdrawal == permit.Withdrawals : first is not null && permit.Closed is not null);
        var decided = new PermitEvent.OfAppeal.Decided(
            made.Number, result.Result, today, result.Reasons, official.Id, context.At, reopens, first, first is { } day ? StatutoryClock.EndOf(day.AddDays(-1), scheme.Zone) : null);
        return !annulled && permit.EndNotice is { IsConfirmed: false } notice && made.Notice == notice.Number && !permit.IsOver(today)
            ? (PermitEvent[])[decided, .. NoticeRules.Stands(permit, notice.On, today, context.At, scheme)]
            : decided;
    }

    // An annulled opposition lets the change come, on the day that was meant or today, unless the worker has gone another way since or the permit is over for another reason.
    private static DateOnly? FirstDay(Permit permit, PermitAppeal made, DateOnly today)
    {
        if (permit.Changes is not [.., { Opposition: not null, Answer.EffectiveOn: { } meant } last] || made.Change != last.Proposed.Change) return null;
        if (permit.Closed is not null && permit.EndCause != Permit.JobSearchOver) return null;
        var first = meant > today ? meant : today;
        return first <= permit.Grant!.ValidTo ? first : null;
    }
}
