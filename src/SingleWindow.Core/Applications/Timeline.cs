using SingleWindow.Core.Authorities;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Applications;

/// <summary>Tells what happened in words that anybody understands. No names, no codes.</summary>
internal static class Timeline
{
    public static string Tell(Moment moment, Scheme scheme, ApplicantSide side)
    {
        var step = moment.Step is null ? null : scheme.Steps.Concat(scheme.Former).FirstOrDefault(step => step.Code == moment.Step);
        var who = step is null ? "An authority" : Capital(AuthorityNames.Of(step.Doer));
        var title = Sentence(step?.Title ?? "");
        var day = moment.Until is { } until ? until.ToString("d MMMM yyyy") : "";
        return moment.Code switch
        {
            "submitted" => "The application was filed.",
            "task-opened" when step?.Decides is true => $"{who} can now decide.",
            "task-opened" => $"{who} has been asked to check: {title} An answer is expected by {day}.",
            "task-reopened" => $"This is checked again, because the facts have changed or the last answer has grown too old: {title} An answer is expected by {day}.",
            "task-resumed" => $"The clock runs again: {title} An answer is expected by {day}.",
            "information-requested" => $"{who} needs more information from the employer by {day}. The clock stands still until it is there. Without an answer the application may be left unreviewed.",
            "information-received" => "The applicant has answered.",
            "hearing-opened" => $"{who} intends to refuse. Before that the employer is heard: reply by {day}.",
            "hearing-answered" => "The applicant has replied to the intended refusal.",
            "no-answer" => $"No answer came by {day}.",
            "evidence-updated" => "A register has corrected what it holds. What the application proves was judged again, and the authorities see it.",
            "complete" => $"The application has been found complete. The statutory clock runs from {day}.",
            "due" => $"A decision is due by {day}.",
            "overdue" => $"The decision was due by {day} and has not been made.",
            "task-done" when step?.Decides is true => $"{who} has decided.",
            "task-done" => $"{who} has finished: {title} {(step?.IsHiddenFrom(side) is true ? "" : Outcome(moment.Outcome))}".TrimEnd(),
            "no-objection" => $"{who} did not answer in time. By law this counts as no objection.",
            "task-overdue" => $"{who} is late with: {title}",
            "decided" => $"Decision: {moment.Outcome}. The time to challenge it runs from service, and ends on {day} at the latest.",
            "checks-left-out" when step?.IsHiddenFrom(side) is true => "A check has found that nothing can follow. The other checks are left out, and the employer is heard before anything is decided.",
            "checks-left-out" => $"{who} has found that nothing can follow: {title} The other checks are left out, and the employer is heard before anything is decided.",
            "extended" => "The deciding authority needs more time, as the law allows once for a complex case.",
            "discontinued" => $"The case was discontinued, because this did not happen in time: {title}",
            "appealed" => "The decision has been challenged.",
            "appeal-decided" when moment.Outcome == "annulled" => "The decision was annulled and is taken again.",
            "appeal-decided" when moment.Outcome == "dismissed" => "The challenge was dismissed: the decision stands.",
            "appeal-decided" => "The challenge was taken back.",
            "expired" => "The time for which it is kept is over: what the application said about people has been destroyed.",
            "worker-invited" => $"The worker has been invited to claim his place by {day}.",
            "place-claimed" => "The worker has claimed his place.",
            "place-reserved" => "A place in the yearly quota is reserved for the application.",
            "place-awaited" => "The yearly quota has no place for the application now. It waits: a place that comes free goes to whoever filed first.",
            "place-given" => "A place in the yearly quota has come free and is reserved for the application.",
            "payment-reported" => "A payment of a fee was reported. It counts unless the register contradicts it.",
            "payment-confirmed" => "The register has confirmed a payment of a fee.",
            "payment-contradicted" => "The register says that a payment does not count: it never came, was given back, or was for something else.",
            "payment-to-reimburse" => "The register says that the worker paid a fee which is the employer's. The worker gets it back, and the employer still has to pay.",
            "withdrawn" => "The application has been withdrawn.",
            _ => DocumentWords.Tell(moment) ?? moment.Code,
        };
    }

    private static string Outcome(string? outcome) => outcome switch
    {
        "complete" => "Everything is there.",
        "clear" => "No objection.",
        "objection" => "There is an objection; the deciding authority will weigh it.",
        _ => $"Outcome: {outcome}.",
    };

    private static string Sentence(string title) => title is "" || title[^1] is '.' or '?' or '!' ? title : title + ".";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
