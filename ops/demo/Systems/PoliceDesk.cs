using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Systems;

/// <summary>The police look whether everything is there, and decide. They may see the whole application.</summary>
internal sealed class PoliceDesk : IDesk
{
    private const int ShortestStatement = 25;
    private const string NoPlace = "INA-QUOTA";

    public Move? Look(AuthorityTask task, IReadOnlyList<AuthorityTask> all) => task.Step switch
    {
        // The deciding task of the same application ends it.
        "completeness" => Unanswered(task) ? null : Completeness(task),
        "decision" => Decision(task, all),
        _ => null,
    };

    private static Move Completeness(AuthorityTask task)
    {
        string[] thin = [.. (task.Field<Declaration[]>("declarations") ?? []).Where(declared => declared.Statement.Length < ShortestStatement).Select(declared => declared.Type)];
        if (thin.Length > 0) return Move.Ask(thin, "Please say more: with whom, since when, and what proves it.");
        string[] unpaid = [.. (task.Fees ?? []).Where(fee => fee.Missing is not null).Select(fee => $"fee:{fee.Number}")];
        if (unpaid.Length > 0) return Move.Ask(unpaid, "The state fee has not been paid. Please pay it with the payment reference of the application.");
        // Asked once; what no register holds even then, the official looks up.
        string[] missing = [.. task.Evidence.Where(evidence => evidence is { Result: "missing", Type: not "recognised-employer" }).Select(evidence => evidence.Type)];
        return missing.Length > 0 && task.Inquiries.Count == 0 ? Move.Ask(missing, "No register could tell us this. Please tell us where it can be found.") : Move.Answer("complete");
    }

    private static Move Decision(AuthorityTask task, IReadOnlyList<AuthorityTask> all)
    {
        if (all.Any(Unanswered)) return Move.Answer("not-reviewed", "The information that was asked for did not come in time.", ["NR-NO-ANSWER"]);
        if (task.Inquiries.LastOrDefault(inquiry => inquiry.Inquiry.Kind == "hearing") is { } hearing)
            return Move.Answer(hearing.Inquiry.Items.Contains(NoPlace) ? "inadmissible-quota" : "refused", $"The employer was heard. What it said does not remove the grounds. {Findings(task)}".TrimEnd(), hearing.Inquiry.Items);
        if (task.Field<LegalStay>("legalStay") is { Basis: "visa", Number: null }) return Move.Ask(["/legalStay/number"], "Please give the number of the visa.");
        if (task.Quota is { Place: "waiting" }) return Move.IntendToRefuse([NoPlace], "The places of this year are given. We intend to find the application inadmissible and would like to hear you first.");
        var grounds = Grounds(task);
        return grounds.Count > 0
            ? Move.IntendToRefuse(grounds, $"We intend to refuse and would like to hear you first. {Findings(task)}".TrimEnd())
            : Move.Answer("granted", "All conditions of the registration are met.");
    }

    private static List<string> Grounds(AuthorityTask task)
    {
        var found = task.Evidence.Where(evidence => evidence.Result == "not-met").Select(evidence => evidence.Type switch
        {
            "tax-standing" => "REF-ARREARS",
            "sanction" => "REF-SANCTION",
            "travel-document" or "legal-basis-of-stay" => "REF-STAY",
            _ => "REF-NOT-GENUINE",
        }).Distinct().ToList();
        if (task.Objections.Any(check => check.Outcome == "negative")) found.Add("REF-LABOUR-MARKET");
        // An objection that no register explains.
        if (found.Count == 0 && task.Objections.Any(check => check.Outcome == "objection")) found.Add("REF-NOT-GENUINE");
        return found;
    }

    private static string Findings(AuthorityTask task) =>
        string.Join(' ', task.Objections.Where(check => check is { Outcome: "objection" or "negative", Findings: not null }).Select(check => check.Findings));

    // The task is in the inbox again although nobody answered: the time to answer has passed.
    private static bool Unanswered(AuthorityTask task) =>
        task.Status != "awaiting-applicant" && task.Inquiries is [.., { Inquiry: { Kind: "information", AnsweredOn: null } }];
}
