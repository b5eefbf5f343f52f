using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Schemes;

/// <summary>What the decision of a definition must satisfy.</summary>
internal static class DecisionChecks
{
    private static readonly string[] Outcomes = ["granted", "refused", "inadmissible-quota", "not-reviewed"];

    public static void Check(Scheme scheme, FieldErrors errors)
    {
        var decision = scheme.Decision;
        errors.Require(decision.EuMaximum is not { } longest || longest.Unit != decision.Period.Unit || longest.Amount >= decision.Period.Amount, "/decision/period", "eu-maximum", "Not longer than Union law allows.");
        errors.Require(decision.Appeal.Body.Trim().Length > 0, "/decision/appeal/body", "required", "Where the decision can be challenged.");
        errors.Require(decision.WrittenReasons, "/decision/writtenReasons", "reasons", "A decision has written reasons (Dir. 2024/1233 art. 8; Charter art. 41).");
        for (var i = 0; i < decision.Outcomes.Count; i++)
            errors.Require(Outcomes.Contains(decision.Outcomes[i]), $"/decision/outcomes/{i}", "one-of", $"One of: {string.Join(", ", Outcomes)}.");
        errors.Require(decision.Outcomes.Contains("granted") && decision.Outcomes.Contains("refused"), "/decision/outcomes", "outcomes", "A case can be granted, and it can be refused.");
        if (scheme.Steps.Count(step => step.Decides) == 1)
        {
            var said = scheme.DecidingStep.On.Values.Select(Of).ToHashSet();
            errors.Require(said.SetEquals(decision.Outcomes), "/decision/outcomes", "outcomes", "What the deciding step can answer.");
        }
        Grounds(decision, errors);
    }

    private static void Grounds(DecisionRule decision, FieldErrors errors)
    {
        SchemeChecks.Once(errors, decision.Grounds.Select(ground => ground.Code), "/decision/grounds", "code");
        for (var i = 0; i < decision.Grounds.Count; i++)
        {
            var ground = decision.Grounds[i];
            errors.Require(ground.Outcome != "granted" && decision.Outcomes.Contains(ground.Outcome), $"/decision/grounds/{i}/outcome", "one-of", "An adverse outcome of this decision.");
            errors.Require(ground.Title.Trim().Length > 0, $"/decision/grounds/{i}/title", "required", "In words.");
            errors.Require(ground.LegalBasis.Trim().Length > 0, $"/decision/grounds/{i}/legalBasis", "required", "Act and paragraph.");
        }
        foreach (var outcome in decision.Outcomes.Where(outcome => outcome != "granted"))
            errors.Require(decision.Grounds.Any(ground => ground.Outcome == outcome), "/decision/grounds", "required", $"At least one ground for {outcome}.");
    }

    private static string Of(StepEffect effect) => effect switch
    {
        StepEffect.EndGranted => "granted",
        StepEffect.EndRefused => "refused",
        StepEffect.EndInadmissibleQuota => "inadmissible-quota",
        StepEffect.EndNotReviewed => "not-reviewed",
        _ => "",
    };
}
