using System.Text.Json.Serialization;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;

namespace SingleWindow.Core.Permits;

/// <summary>Where a permit stands.</summary>
[JsonConverter(typeof(KebabCaseEnum<PermitStatus>))]
public enum PermitStatus
{
    /// <summary>Its first day is still to come.</summary>
    NotYetValid,

    /// <summary>In force.</summary>
    Active,

    /// <summary>Its last day has passed.</summary>
    Expired,

    /// <summary>In force; the work is over, and the holder may look for another employer, or contest what the employer says.</summary>
    Unemployed,

    /// <summary>It ended with the time to look for other work; where there is none, when the authority or the holder's silence confirmed that the work is over.</summary>
    Ended,

    /// <summary>The authority has withdrawn it.</summary>
    Revoked,

    /// <summary>Its last day has passed; a renewal that was filed in time is not decided, and stay and work go on as before.</summary>
    RenewalPending,
}

/// <summary>A permit.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Scheme">Scheme id.</param>
/// <param name="SchemeVersion">Version that was in force when the application was complete.</param>
/// <param name="Application">The application that led to it.</param>
/// <param name="Holder">The worker.</param>
/// <param name="Employer">The employer for whom he works now.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day.</param>
/// <param name="Isco">Occupation, ISCO-08.</param>
/// <param name="WageMonthlyRequired">The least gross monthly pay, or null.</param>
/// <param name="Status">Where it stands today.</param>
/// <param name="ArrivedOn">Day of arrival.</param>
/// <param name="NotStartedOn">Day on which work should have begun and did not.</param>
/// <param name="EndedOn">Last day of work.</param>
/// <param name="SeekUntil">Last day on which the holder may look for another employer.</param>
/// <param name="Withdrawal">A withdrawal that the authority intends or has decided.</param>
/// <param name="Obligations">What it obliges to, as registers and notices have ticked it off; shown when it is read.</param>
/// <param name="Renews">The permit that it follows.</param>
/// <param name="Renewals">Applications for the next permit, oldest first.</param>
/// <param name="Change">The newest change of employer; shown to the worker, to the authority, and to the new employer.</param>
/// <param name="Appeals">Challenges of a withdrawal, of an opposition or of a notice; to worker and employer their own.</param>
/// <param name="EndNotice">The employer's notice that the work is over, and until when the worker may contest it.</param>
/// <param name="Conditions">Conditions of the grant, in words; absent: none.</param>
[GenerateSerializer, Immutable]
public sealed record PermitView(
    PermitId Id, string Scheme, string SchemeVersion, ApplicationId Application, WorkerId Holder, EmployerId Employer,
    DateOnly ValidFrom, DateOnly ValidTo, string? Isco, Money? WageMonthlyRequired, PermitStatus Status,
    DateOnly? ArrivedOn = null, DateOnly? NotStartedOn = null, DateOnly? EndedOn = null, DateOnly? SeekUntil = null, WithdrawalView? Withdrawal = null,
    IReadOnlyList<ObligationView>? Obligations = null, PermitId? Renews = null, IReadOnlyList<PermitRenewal>? Renewals = null, EmployerChangeView? Change = null,
    IReadOnlyList<PermitAppealView>? Appeals = null, EndNoticeView? EndNotice = null, IReadOnlyList<string>? Conditions = null)
{
    /// <summary>
    /// What an employer may see of it: whether the worker means to leave is not the present employer's matter until he has left, and what the former one said is not the new one's;
    /// nor is it how long the worker may look for other work, for that tells what he went through.
    /// </summary>
    public PermitView For(EmployerId employer) => this with
    {
        Change = Change?.Employer == employer ? Change : null,
        Renewals = Some(Renewals?.Where(renewal => !renewal.ChangesEmployer)),
        Appeals = Some(Appeals?.Where(appeal => appeal.Employer == employer)),
        SeekUntil = null,
        Withdrawal = Withdrawal is not { } shown ? null : (shown.RepliedEmployer == employer ? shown : shown with { EmployerReply = null, RepliedEmployer = null }) with
        {
            // What the worker says for himself may tell of a complaint, of which the employer never learns (corrections, section 1).
            HolderReply = null,
            AppealedOn = [.. Appeals?.Where(appeal => appeal.Employer == employer && shown.AppealedOn.Contains(appeal.On)).Select(appeal => appeal.On) ?? []],
        },
    };

    /// <summary>What the holder may see of it.</summary>
    public PermitView ForHolder() => this with { Appeals = Some(Appeals?.Where(appeal => appeal.Employer is null)) };

    /// <summary>True while an application for the next permit waits for its decision.</summary>
    internal bool IsRenewalPending => Renewals?.Any(renewal => renewal.Outcome is null) is true;

    private static T[]? Some<T>(IEnumerable<T>? list) => list?.ToArray() is { Length: > 0 } some ? some : null;

    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>A withdrawal that the authority intends or has decided.</summary>
/// <param name="Decided">True when it is decided; the permit is over then.</param>
/// <param name="Grounds">Coded.</param>
/// <param name="Reasons">In words.</param>
/// <param name="IntendedOn">Legal day on which it was intended.</param>
/// <param name="ReplyBy">Last legal day to reply.</param>
/// <param name="EmployerReply">What the employer replied.</param>
/// <param name="HolderReply">What the worker replied.</param>
/// <param name="DecidedOn">Legal day of the decision.</param>
/// <param name="SignedBy">Name and position of the official.</param>
/// <param name="LegalBasis">Acts and paragraphs.</param>
/// <param name="AppealTo">Where it can be challenged.</param>
/// <param name="AppealUntil">Last legal day for that.</param>
/// <param name="AppealedOn">Legal days of the challenges.</param>
/// <param name="RepliedEmployer">The employer that replied.</param>
[GenerateSerializer, Immutable]
public sealed record WithdrawalView(
    bool Decided, IReadOnlyList<string> Grounds, string? Reasons, DateOnly IntendedOn, DateOnly ReplyBy, string? EmployerReply, string? HolderReply,
    DateOnly? DecidedOn, string? SignedBy, IReadOnlyList<string>? LegalBasis, string? AppealTo, DateOnly? AppealUntil, IReadOnlyList<DateOnly> AppealedOn,
    EmployerId? RepliedEmployer = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

public sealed partial record Permit
{
    /// <summary>The permit as it stands on a day.</summary>
    public PermitView? View(DateOnly today) => Grant is not { } grant ? null : new(
        grant.Permit, grant.Scheme, grant.SchemeVersion, grant.Application, grant.Holder, Employer, grant.ValidFrom, grant.ValidTo, Terms?.Isco, Terms?.WageMonthlyRequired,
        On(today), ArrivedOn, NotStartedOn, EndedOn, SeekUntil, Shown(), null, grant.Renews, Renewals.IsEmpty ? null : Renewals, ChangeView(today), Appeals.IsEmpty ? null : [.. Appeals.Select(appeal => appeal.View(grant.Permit))],
        EndNotice is { } notice ? new(notice.On, notice.ToldOn, notice.ContestBy, notice.IsConfirmed, Appeals.FindLast(appeal => appeal.Notice == notice.Number)?.On, notice.Reason) : null, Terms?.Conditions);

    private WithdrawalView? Shown() => Withdrawal is not { } open ? null : new(
        open.Decision is not null, open.Decision?.Grounds ?? open.Grounds, open.Decision?.Reasons ?? open.Text, open.On, open.ReplyBy, open.Employer?.Text, open.Holder?.Text,
        open.Decision?.On, open.Decision?.SignedBy, open.Decision?.LegalBasis, open.Decision?.AppealTo, open.Decision?.AppealUntil, [.. Appeals.Where(appeal => appeal.Withdrawal == Withdrawals).Select(appeal => appeal.On)],
        open.Employer?.Employer);
}
