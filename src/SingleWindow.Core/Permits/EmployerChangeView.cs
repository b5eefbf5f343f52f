using SingleWindow.Core.Employers;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Permits;

/// <summary>A change of employer.</summary>
/// <param name="Permit">The permit.</param>
/// <param name="Employer">The new employer.</param>
/// <param name="Status">Where it stands today; absent when the way is an application.</param>
/// <param name="Application">The draft with which the new employer applies, where the scheme extends the permit with a new employer.</param>
/// <param name="From">From which day the worker is wanted.</param>
/// <param name="Isco">Occupation, ISCO-08.</param>
/// <param name="Post">The post.</param>
/// <param name="Unproven">Evidence about the new employer that no register proves.</param>
/// <param name="AnswerBy">Last legal day for the worker to agree.</param>
/// <param name="AnsweredOn">Legal day on which he answered.</param>
/// <param name="OpposeUntil">Last legal day for the authority to oppose; absent: it may not.</param>
/// <param name="EffectiveOn">First day for the new employer.</param>
/// <param name="OpposedOn">Legal day of the opposition.</param>
/// <param name="Grounds">Coded.</param>
/// <param name="Reasons">In words.</param>
/// <param name="SignedBy">Name and position of the official.</param>
/// <param name="LegalBasis">Acts and paragraphs.</param>
/// <param name="AppealTo">Where the opposition can be challenged.</param>
/// <param name="AppealUntil">Last legal day for that.</param>
/// <param name="Appeals">The new employer's challenges of the opposition.</param>
[GenerateSerializer, Immutable]
public sealed record EmployerChangeView(
    PermitId Permit, EmployerId Employer, EmployerChangeStatus? Status, ApplicationId? Application = null, DateOnly? From = null, string? Isco = null, PermitPost? Post = null,
    IReadOnlyList<string>? Unproven = null, DateOnly? AnswerBy = null, DateOnly? AnsweredOn = null, DateOnly? OpposeUntil = null, DateOnly? EffectiveOn = null, DateOnly? OpposedOn = null,
    IReadOnlyList<string>? Grounds = null, string? Reasons = null, string? SignedBy = null, IReadOnlyList<string>? LegalBasis = null, string? AppealTo = null, DateOnly? AppealUntil = null,
    IReadOnlyList<PermitAppealView>? Appeals = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

public sealed partial record Permit
{
    /// <summary>The newest change of employer as it stands on a day, or null.</summary>
    public EmployerChangeView? ChangeView(DateOnly today) => Changes is not [.., var change] ? null : new(
        Grant!.Permit, change.Proposed.Employer, change.On(today), null, change.Proposed.From, change.Proposed.Terms?.Isco, change.Proposed.Post, change.Proposed.Unproven, change.Proposed.AnswerBy,
        change.Answer?.On, change.Answer?.OpposeUntil, change.Answer?.EffectiveOn, change.Opposition?.On, change.Opposition?.Grounds, change.Opposition?.Reasons, change.Opposition?.SignedBy,
        change.Opposition?.LegalBasis, change.Opposition?.AppealTo, change.Opposition?.AppealUntil,
        Appeals.Where(appeal => appeal.Change == change.Proposed.Change && appeal.Employer is not null).Select(appeal => appeal.View(Grant.Permit)).ToArray() is { Length: > 0 } made ? made : null);
}
