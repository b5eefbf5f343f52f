using SingleWindow.Core.Appeals;
using SingleWindow.Core.Authorities;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Permits;

/// <summary>
/// How the authority that decided withdraws a permit: on coded grounds, after employer and worker were heard, by a named official, with reasons
/// (HMS §§ 40, 54-56; Charter of Fundamental Rights art. 41, 47; Dir. 2024/1233 art. 8).
/// </summary>
internal static class WithdrawalRules
{
    public static Decision<PermitEvent> Withdraw(Permit permit, PermitCommand.Withdraw withdraw, CommandContext context, Scheme scheme)
    {
        if (!MayAct(withdraw.Official, context, scheme)) return PermitProblems.Unknown;
        var today = scheme.DayOf(context.At);
        if (permit.IsOver(today)) return PermitProblems.Over;
        return (withdraw.Act ?? (permit.Withdrawal is null ? WithdrawalAct.Intend : WithdrawalAct.Decide)) switch
        {
            WithdrawalAct.Intend => Intend(permit, withdraw, today, context.At, scheme),
            WithdrawalAct.Decide => Decide(permit, withdraw, today, context.At, scheme),
            WithdrawalAct.Drop when permit.Withdrawal is null => PermitProblems.NoHearing,
            WithdrawalAct.Drop => new PermitEvent.OfWithdrawal.Dropped(withdraw.Official?.Id, context.At),
        };
    }

    public static Decision<PermitEvent> Reply(Permit permit, PermitCommand.Reply reply, CommandContext context, Scheme scheme)
    {
        if (!Concerns(permit, reply.ByHolder, context)) return PermitProblems.Unknown;
        var today = scheme.DayOf(context.At);
        if (permit.Withdrawal is not { Decision: null } open) return PermitProblems.NothingToReply;
        if (today > open.ReplyBy || (reply.ByHolder ? open.Holder is not null : open.Employer?.Employer == permit.Employer)) return PermitProblems.NothingToReply;
        if (string.IsNullOrWhiteSpace(reply.Text)) return PermitProblems.Invalid.At(new FieldError("/text", "required", "The reply in words."));
        return new PermitEvent.OfWithdrawal.Replied(reply.ByHolder, today, reply.Text, context.At);
    }

    private static bool Concerns(Permit permit, bool byHolder, CommandContext context) => byHolder || permit.IsOf(context.Actor);

    /// <summary>The authority that decides under the scheme, and an official of the caller's unit.</summary>
    public static bool MayAct(Official? signs, CommandContext context, Scheme scheme) =>
        context.Actor.Party == scheme.DecidingStep.Authority && signs?.WorksFor(context.Actor) is not false;

    private static Decision<PermitEvent> Intend(Permit permit, PermitCommand.Withdraw withdraw, DateOnly today, DateTimeOffset at, Scheme scheme)
    {
        if (permit.Withdrawal is not null) return PermitProblems.HearingOpen;
        if (Bad(withdraw, scheme) is { IsEmpty: false } errors) return PermitProblems.NoGrounds.At(errors.All);
        for (var i = 0; i < withdraw.Grounds.Count; i++)
            if (withdraw.Grounds[i] == WithdrawalGround.NotStarted && permit.NotStartedOn is null)
                return PermitProblems.NoGrounds.At(new FieldError($"/grounds/{i}", "no-notice", "Nobody has given notice that the work did not begin."));
        if (!WorkCalendar.Covers(today.AddDays(scheme.Horizon))) return SchemeProblems.NoCalendar;
        return new PermitEvent.OfWithdrawal.Intended(withdraw.Grounds, today, StatutoryClock.Due(scheme.WorkCalendar, scheme.Decision.HearingPeriod, today), withdraw.Official?.Id, withdraw.Text, at);
    }

    // It stands on what employer and worker could answer to, and on nothing else.
    private static Decision<PermitEvent> Decide(Permit permit, PermitCommand.Withdraw withdraw, DateOnly today, DateTimeOffset at, Scheme scheme)
    {
        if (permit.Withdrawal is not { } open) return PermitProblems.NoHearing;
        if (!open.WasHeard(today, permit.Employer)) return PermitProblems.AwaitsReply;
        if (withdraw.Official is not { } official) return PermitProblems.NotSigned.At(new FieldError("/official", "required", "The id of the official who signs."));
        var errors = Bad(withdraw, scheme);
        for (var i = 0; i < withdraw.Grounds.Count; i++) errors.Require(open.Grounds.Contains(withdraw.Grounds[i]), $"/grounds/{i}", "not-heard", "Nobody has been heard on this ground.");
        if (!errors.IsEmpty) return PermitProblems.NoGrounds.At(errors.All);
        if (!WorkCalendar.Covers(today.AddDays(scheme.Horizon))) return SchemeProblems.NoCalendar;
        return new PermitEvent.OfWithdrawal.Revoked(
            withdraw.Grounds, [.. scheme.LegalBasis, .. WithdrawalGround.Of(scheme).Where(ground => withdraw.Grounds.Contains(ground.Code)).Select(ground => ground.LegalBasis).Distinct()],
            withdraw.Text, official.Id, $"{official.Name}, {official.Position}", scheme.DecidingStep.Authority!, today,
            scheme.Decision.Appeal.Body, Service.AppealUntil(scheme, Service.Latest(today)), at);
    }

    private static FieldErrors Bad(PermitCommand.Withdraw withdraw, Scheme scheme)
    {
        var errors = new FieldErrors();
        var known = WithdrawalGround.Of(scheme).Select(ground => ground.Code).ToHashSet();
        errors.Require(withdraw.Grounds.Count > 0, "/grounds", "required", "At least one ground.");
        for (var i = 0; i < withdraw.Grounds.Count; i++) errors.Require(known.Contains(withdraw.Grounds[i]), $"/grounds/{i}", "one-of", "A ground for withdrawal, or one on which the scheme refuses.");
        errors.Require(!string.IsNullOrWhiteSpace(withdraw.Text), "/text", "required", "The reasons in words.");
        return errors;
    }
}

/// <summary>Grounds on which a permit is withdrawn: what would have been a ground to refuse it, and what can only come later.</summary>
internal static class WithdrawalGround
{
    public const string NotStarted = "WDR-NOT-STARTED";

    private static readonly Ground[] Later =
    [
        new(NotStarted, "The work did not begin", "Administrative Procedure Act (HMS) §§ 64-66", "withdrawn"),
        new("WDR-FALSE", "The permit was got by false information or documents", "Administrative Procedure Act (HMS) §§ 64-66", "withdrawn"),
        new("WDR-CONDITIONS", "The conditions of the permit are not kept", "Administrative Procedure Act (HMS) §§ 64-66", "withdrawn"),
    ];

    public static IEnumerable<Ground> Of(Scheme scheme) => [.. Later, .. scheme.Decision.Grounds.Where(ground => ground.Outcome == "refused")];
}
