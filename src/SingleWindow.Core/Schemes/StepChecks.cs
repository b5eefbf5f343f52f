using SingleWindow.Core.Authorities;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Schemes;

/// <summary>What the steps of a definition must satisfy: a graph without a circle, one step that decides after all that come before it, every outcome with a meaning.</summary>
internal static class StepChecks
{
    private const int MostSteps = 60;
    private static readonly StepEffect[] Deciding = [StepEffect.EndGranted, StepEffect.EndRefused, StepEffect.EndInadmissibleQuota, StepEffect.EndNotReviewed];
    private static readonly StepEffect[] Checking = [StepEffect.Continue, StepEffect.DeclareComplete, StepEffect.RequestInformation, StepEffect.ToDecision, StepEffect.EndRefused, StepEffect.EndDiscontinued];

    public static void Check(Scheme scheme, AccessMatrix matrix, FieldErrors errors)
    {
        var steps = scheme.Steps;
        errors.Require(steps.Count <= MostSteps, "/steps", "too-many", $"At most {MostSteps}.");
        if (steps.Count > MostSteps) return;
        SchemeChecks.Once(errors, steps.Select(step => step.Code), "/steps", "code");
        for (var i = 0; i < steps.Count; i++)
        {
            Step(steps[i], $"/steps/{i}", matrix, errors);
            for (var j = 0; j < steps[i].After.Count; j++)
                errors.Require(steps.Any(step => step.Code == steps[i].After[j]), $"/steps/{i}/after/{j}", "unknown", "A step of this scheme.");
        }
        errors.Require(steps.Count(step => step.Decides) == 1, "/steps", "decides", "Exactly one step decides.");
        if (Circle(steps) is { } at)
        {
            errors.Add($"/steps/{at}/after", "cycle", "A step that waits for itself never begins.");
            return;
        }
        if (steps.Count(step => step.Decides) == 1 && errors.IsEmpty) Graph(scheme, errors);
    }

    private static void Step(SchemeStep step, string pointer, AccessMatrix matrix, FieldErrors errors)
    {
        errors.Require((step.Authority is null) == (step.Actor is Party.Employer) && step.Actor is null or Party.Employer, $"{pointer}/authority", "actor", "An authority, or the actor employer.");
        if (step.Authority is { } authority)
        {
            errors.Require(AuthorityNames.Exists(authority), $"{pointer}/authority", "unknown", "An authority of the domain.");
            errors.Require(step.Purpose is { } purpose && matrix.Allowing("application", authority, purpose) is not null, $"{pointer}/purpose", "access", "A purpose for which the access matrix lets this authority see an application.");
        }
        errors.Require(step.Outcomes.Count > 0 && step.Outcomes.Distinct().Count() == step.Outcomes.Count, $"{pointer}/outcomes", "outcomes", "At least one, each once.");
        foreach (var outcome in step.Outcomes.Except(step.On.Keys)) errors.Add($"{pointer}/on/{outcome}", "required", "What this outcome does.");
        foreach (var outcome in step.On.Keys.Except(step.Outcomes)) errors.Add($"{pointer}/on/{outcome}", "unknown", "One of the step's outcomes.");
        foreach (var (outcome, effect) in step.On)
            errors.Require((step.Decides ? Deciding : Checking).Contains(effect), $"{pointer}/on/{outcome}", "effect", step.Decides ? "How a decision ends." : "What a check can do.");
        SchemeBounds.Positive(errors, new(step.Sla.Amount, step.Sla.Unit), $"{pointer}/sla");
        errors.Require(step.Decides || step.Sla.From == ClockStart.StepStart, $"{pointer}/sla/from", "step-start", "A check has its time from the day on which it is opened.");
        errors.Require(!step.Decides || step.OnTimeout == TimeoutEffect.Escalate, $"{pointer}/onTimeout", "decides", "Silence never decides.");
        errors.Require(!step.Decides || step is { Authority: not null } and ({ When: null } or { When.Count: 0 }), $"{pointer}/decides", "decides", "An authority decides, in every case.");
        errors.Require(step.Actor is null || step.On.Values.All(effect => effect is StepEffect.Continue or StepEffect.EndDiscontinued), $"{pointer}/on", "actor", "The employer goes on or gives up; he judges nothing.");
    }

    private static void Graph(Scheme scheme, FieldErrors errors)
    {
        var deciding = scheme.DecidingStep;
        var before = Before(scheme, deciding);
        foreach (var (i, step) in scheme.Steps.Index())
        {
            var later = scheme.FollowsDecision(step);
            errors.Require(step.Decides || later || before.Contains(step.Code), $"/steps/{i}", "not-awaited", "The decision waits for every check: no check may be passed over.");
            errors.Require(!later || step.On.Values.All(effect => effect == StepEffect.Continue), $"/steps/{i}/on", "effect", "After the decision a step only goes on; what the permit should become is decided at the permit.");
            errors.Require(!later || step.OnTimeout == TimeoutEffect.Escalate, $"/steps/{i}/onTimeout", "effect", "After the decision a step is only overdue.");
        }
        var complete = scheme.Steps.Where(step => step.DeclaresComplete).ToArray();
        errors.Require(complete.Length == 1, "/steps", "completeness", "Exactly one step declares the application complete.");
        if (complete is not [var first]) return;
        var index = scheme.Steps.Index().First(step => step.Item == first).Index;
        // What ends a case in which nothing can follow ends one whose period runs: before that nobody would ever have to decide.
        foreach (var (i, step) in scheme.Steps.Index().Where(one => !one.Item.Decides && one.Item.On.Values.Contains(StepEffect.EndRefused)))
            errors.Require(Before(scheme, step).Contains(first.Code), $"/steps/{i}/after", "completeness", "A check after which nothing can follow begins when the application is complete.");
        errors.Require(first is { Authority: not null, After.Count: 0 } and ({ When: null } or { When.Count: 0 }) && first.OnTimeout == TimeoutEffect.Escalate, $"/steps/{index}", "completeness", "An authority looks first whether everything is there, in every case, and its silence says nothing.");
    }

    private static HashSet<string> Before(Scheme scheme, SchemeStep step)
    {
        var found = new HashSet<string>();
        for (var next = step.After; next.Count > 0;)
            next = [.. scheme.Steps.Where(other => next.Contains(other.Code) && found.Add(other.Code)).SelectMany(other => other.After)];
        return found;
    }

    private static int? Circle(IReadOnlyList<SchemeStep> steps)
    {
        var done = new HashSet<string>();
        for (var left = steps.ToList(); left.Count > 0;)
        {
            var ready = left.FindAll(step => step.After.All(before => done.Contains(before) || !steps.Any(other => other.Code == before)));
            if (ready.Count == 0) return steps.Index().First(step => step.Item == left[0]).Index;
            foreach (var step in ready) done.Add(step.Code);
            left.RemoveAll(ready.Contains);
        }
        return null;
    }
}
