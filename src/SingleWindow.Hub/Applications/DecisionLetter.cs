using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Authorities;

namespace SingleWindow.Hub.Applications;

/// <summary>
/// The decision as a letter that can be read and printed without a program: one page of HTML that loads nothing. It says what a written decision must say:
/// who decided, on what, on which grounds and law, and where and until when it can be challenged (Dir. 2024/1233 art. 8; HMS §§ 55-57).
/// </summary>
internal static class DecisionLetter
{
    /// <summary>What the letter is.</summary>
    public const string MediaType = "text/html";

    /// <summary>True when a letter is liked best of all that the caller accepts.</summary>
    public static bool IsAskedFor(HttpRequest request) =>
        request.GetTypedHeaders().Accept.MaxBy(range => range.Quality ?? 1)?.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The letter to the side that reads it.</summary>
    /// <param name="decision">What was decided.</param>
    /// <param name="application">On what, as this side sees it.</param>
    /// <param name="employer">The employer's name in the register.</param>
    public static IResult Of(DecisionView decision, ApplicationView? application, string? employer) => TypedResults.Text(Html(decision, application?.Form, employer), $"{MediaType}; charset=utf-8");

    internal static string Html(DecisionView decision, ApplicationForm? form, string? employer)
    {
        var outcome = Outcome(decision.Outcome);
        return $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>Decision of {decision.DecidedOn:yyyy-MM-dd}</title></head>
            <body>
            <p>{Text(Capital(AuthorityNames.Of(decision.Authority)))}</p>
            <h1>Decision: {outcome}</h1>
            <dl>
            <dt>Application</dt><dd>{Text(decision.Application.ToString())}</dd>
            {Item("Scheme", decision.SchemeTitle)}
            {Item("Worker", form?.Worker is { } worker ? $"{worker.GivenNames} {worker.FamilyName}, born {worker.BirthDate:yyyy-MM-dd}" : null)}
            {Item("Employer", employer)}
            {Item("Work", form?.Employment is { } post ? $"{post.JobTitle}, from {post.PlannedStart:yyyy-MM-dd} to {post.PlannedEnd:yyyy-MM-dd}" : null)}
            <dt>Decided on</dt><dd><time>{decision.DecidedOn:yyyy-MM-dd}</time></dd>
            {Item("Permit", decision.Permit?.ToString())}
            </dl>
            {List("Conditions", decision.Conditions)}
            {List("Grounds", [.. decision.Grounds.Select(ground => $"{ground.Title} ({ground.Code})")])}
            {Part("Reasons", decision.Reasons)}
            {List("Legal basis", decision.LegalBasis)}
            <h2>If you do not agree</h2>
            <p>You can challenge this decision until <time>{decision.AppealUntil:yyyy-MM-dd}</time>: {Text(decision.AppealTo)}. It was served on you on <time>{decision.ServedOn:yyyy-MM-dd}</time>.</p>
            {Part("Signed", decision.SignedBy)}
            </body>
            </html>
            """;
    }

    private static string Outcome(ApplicationStatus outcome) => outcome switch
    {
        ApplicationStatus.Granted => "granted",
        ApplicationStatus.GrantedWithConditions => "granted with conditions",
        ApplicationStatus.Refused => "refused",
        ApplicationStatus.InadmissibleQuota => "inadmissible, because no place is left in the quota",
        ApplicationStatus.NotReviewed => "not reviewed",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Item(string term, string? text) => text is { Length: > 0 } ? $"<dt>{term}</dt><dd>{Text(text)}</dd>" : "";

    private static string Part(string title, string? text) =>
        text is { Length: > 0 } ? $"<h2>{title}</h2>\n<p>{string.Join("<br>", text.ReplaceLineEndings("\n").Split('\n').Select(Text))}</p>" : "";

    private static string List(string title, IReadOnlyList<string> items) =>
        items.Count > 0 ? $"<h2>{title}</h2>\n<ul>{string.Concat(items.Select(item => $"<li>{Text(item)}</li>"))}</ul>" : "";

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
