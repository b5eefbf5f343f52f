using SingleWindow.Core.Applications;
using SingleWindow.Core.Authorities;

namespace SingleWindow.Hub.Applications;

/// <summary>A new draft.</summary>
/// <param name="Scheme">Id of the scheme, such as <c>ee-short-term-employment</c>.</param>
/// <param name="Form">What is known already; may be left out.</param>
/// <param name="Employer">Registry code of the employer, when the worker begins where the scheme lets either apply; an employer leaves it out.</param>
public sealed record NewApplication(string? Scheme, ApplicationForm? Form = null, string? Employer = null);

/// <summary>An answer to the authority, or the report of a step that is the applicant's own: <c>inquiry</c> and <c>text</c>, or <c>step</c> and <c>outcome</c>.</summary>
/// <param name="Inquiry">Number of the inquiry.</param>
/// <param name="Text">In words, up to 4000 characters; may be left out in a report.</param>
/// <param name="Employment">The post, corrected; replaces the former one.</param>
/// <param name="LegalStay">The basis of stay, corrected.</param>
/// <param name="Evidence">All declarations, corrected.</param>
/// <param name="Step">The scheme's code of the applicant's own step.</param>
/// <param name="Outcome">One of that step's outcomes.</param>
public sealed record AnswerBody(
    int? Inquiry = null, string? Text = null, EmploymentForm? Employment = null, LegalStayForm? LegalStay = null, IReadOnlyList<EvidenceStatement>? Evidence = null,
    string? Step = null, string? Outcome = null);

/// <summary>A challenge of the decision.</summary>
/// <param name="Text">What is challenged and why, up to 8000 characters.</param>
public sealed record AppealBody(string? Text);

/// <summary>More time for the decision, once.</summary>
/// <param name="Reason">In words, up to 2000 characters; the applicant reads it.</param>
/// <param name="Official">Who signs.</param>
public sealed record ExtensionBody(string? Reason, OfficialId? Official);

/// <summary>A withdrawal.</summary>
/// <param name="Reason">In words, up to 2000 characters; may be left out.</param>
public sealed record WithdrawBody(string? Reason = null);

/// <summary>An official takes a task on.</summary>
/// <param name="Official">Id of an official of the authority.</param>
/// <param name="From">The colleague who hands it over, when it is claimed already.</param>
public sealed record ClaimBody(OfficialId? Official, OfficialId? From = null);

/// <summary>What is missing.</summary>
/// <param name="Items">Evidence types, JSON pointers into the form, or fees that are not paid, such as <c>fee:1</c>.</param>
/// <param name="Text">In words, up to 4000 characters.</param>
/// <param name="Official">Who asks; may be left out. A claimed task is refused to any other official.</param>
public sealed record InformationBody(IReadOnlyList<string>? Items, string? Text, OfficialId? Official = null);

/// <summary>An intended refusal, on which the applicant is heard.</summary>
/// <param name="Grounds">Coded grounds of the scheme.</param>
/// <param name="Text">The reasons in words, up to 4000 characters.</param>
/// <param name="Official">Who intends it; may be left out. A claimed task is refused to any other official.</param>
public sealed record IntentBody(IReadOnlyList<string>? Grounds, string? Text, OfficialId? Official = null);

/// <summary>What the authority answers.</summary>
/// <param name="Outcome">One of the step's outcomes.</param>
/// <param name="Findings">In words, up to 8000 characters; the reasons, when it decides.</param>
/// <param name="Grounds">Coded grounds, for an adverse decision.</param>
/// <param name="Items">What is missing, for the outcome <c>deficient</c>.</param>
/// <param name="Official">Who answers; who signs, when it decides.</param>
/// <param name="Conditions">Conditions of a grant, in words: at most 20 of 500 characters.</param>
public sealed record OutcomeBody(string? Outcome, string? Findings = null, IReadOnlyList<string>? Grounds = null, IReadOnlyList<string>? Items = null, OfficialId? Official = null, IReadOnlyList<string>? Conditions = null);
