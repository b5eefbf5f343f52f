using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Applications;

/// <summary>
/// The law of one case. A task is what it was when it was opened: a later version may call its step otherwise, change it or abolish it, and whoever has the task can still finish it.
/// In which order steps come, and which of them a case needs, the later version says.
/// </summary>
public static class CaseLaw
{
    /// <summary>This version, with the steps in which the case has a task from another version as that one has them.</summary>
    /// <param name="app">The case.</param>
    /// <param name="law">The version by which it is judged.</param>
    /// <param name="schemes">Every version.</param>
    public static Scheme Of(Application app, Scheme law, SchemeCatalog schemes) =>
        app.Tasks.Where(task => task.SchemeVersion is { } version && version != law.Version).Aggregate(law, (adapted, task) =>
            schemes.Find(app.Scheme, task.SchemeVersion!)?.Steps.FirstOrDefault(step => step.Code == task.Step) is { } own ? Keep(adapted, own) : adapted);

    private static Scheme Keep(Scheme law, SchemeStep own)
    {
        if (law.Steps.FirstOrDefault(step => IsSame(step, own)) is not { } now) return law.Former.Contains(own) ? law : law with { Former = [.. law.Former, own] };
        return law with
        {
            Steps = [.. law.Steps.Select(step => step == now ? own with { After = now.After, When = now.When } : step with { After = [.. step.After.Select(Name)] })],
            LabourMarketTest = law.LabourMarketTest is { } test ? test with { Step = Name(test.Step) } : null,
            Quota = law.Quota is { } quota ? quota with { ReserveAt = Name(quota.ReserveAt) } : null,
        };

        string Name(string code) => code == now.Code ? own.Code : code;
    }

    // Every version has one step that decides and one that finds complete, whatever they are called; another check is the same by its name alone.
    private static bool IsSame(SchemeStep step, SchemeStep own) =>
        (step.Decides, step.DeclaresComplete) == (own.Decides, own.DeclaresComplete) && (own.Decides || own.DeclaresComplete || step.Code == own.Code);
}
