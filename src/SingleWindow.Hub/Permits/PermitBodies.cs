using SingleWindow.Core.Authorities;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Permits;

/// <summary>A permit in a list.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Scheme">Scheme id.</param>
/// <param name="Application">The application that led to it.</param>
/// <param name="Employer">The employer.</param>
/// <param name="Holder">The worker.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day.</param>
/// <param name="Status">Where it stands now.</param>
public sealed record PermitRow(string Id, string Scheme, string Application, string Employer, string Holder, DateOnly ValidFrom, DateOnly ValidTo, PermitStatus Status);

/// <summary>A notice of the employer.</summary>
/// <param name="Kind">arrived, not-started or ended; not-ended takes the notice of an end back.</param>
/// <param name="On">Day of arrival, day on which work should have begun, or last day of work; of not-ended, any day of the permit so far.</param>
/// <param name="Reason">In words, up to 2000 characters; needed when the work did not begin.</param>
public sealed record NoticeBody(NoticeKind? Kind, DateOnly? On, string? Reason = null);

/// <summary>A withdrawal by the authority: first intended, then decided.</summary>
/// <param name="Grounds">Coded: WDR-NOT-STARTED, WDR-FALSE, WDR-CONDITIONS, or a ground on which the scheme refuses.</param>
/// <param name="Text">The reasons in words, up to 8000 characters.</param>
/// <param name="Official">Who signs; may be left out while it is only intended.</param>
/// <param name="Act">intend, decide or drop; left out: intend when nothing is intended yet, else decide.</param>
public sealed record WithdrawalBody(IReadOnlyList<string>? Grounds = null, string? Text = null, OfficialId? Official = null, WithdrawalAct? Act = null);

/// <summary>A change of employer that an authority may still oppose.</summary>
/// <param name="Permit">The permit.</param>
/// <param name="Scheme">Scheme id.</param>
/// <param name="Employer">The new employer.</param>
/// <param name="OpposeUntil">Last legal day to oppose it; silence is consent.</param>
/// <param name="EffectiveOn">First day for the new employer.</param>
public sealed record EmployerChangeRow(string Permit, string Scheme, string Employer, DateOnly OpposeUntil, DateOnly EffectiveOn);

/// <summary>Whether the worker wants a change of employer.</summary>
/// <param name="Accept">Yes or no.</param>
public sealed record ChangeAnswerBody(bool? Accept);

/// <summary>An opposition to a change of employer.</summary>
/// <param name="Grounds">Coded: those on which the scheme refuses.</param>
/// <param name="Text">The reasons in words, up to 8000 characters.</param>
/// <param name="Official">Who signs.</param>
public sealed record OppositionBody(IReadOnlyList<string>? Grounds, string? Text, OfficialId? Official);

/// <summary>A reply to an intended withdrawal, or a challenge of one that was decided, of an opposition, or of a notice.</summary>
/// <param name="Text">In words, up to 8000 characters.</param>
public sealed record StatementBody(string? Text)
{
    internal static Problem? Unsaid(StatementBody body) =>
        body.Text is { Length: > 0 and <= 8000 } ? null : PermitProblems.Invalid.At(new FieldError("/text", "length", "1 to 8000 characters."));
}
