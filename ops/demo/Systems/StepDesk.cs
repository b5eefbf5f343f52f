using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Systems;

/// <summary>Steps that this country's authorities always answer in the same way; what needs thought goes to the authority's own desk.</summary>
internal sealed class StepDesk(IDesk? own = null) : IDesk
{
    private static readonly Dictionary<string, string> Usual = new()
    {
        ["accommodation-check"] = "adequate",
        ["security-check"] = "clear",
        ["qualification-check"] = "recognised",
        ["employer-vetting"] = "approved",
        ["matching"] = "matched",
        ["competence"] = "met",
        ["partner-clearance"] = "accepted",
        ["pre-departure-training"] = "passed",
        ["selection"] = "selected",
        ["register-entry"] = "entered",
        ["certificate"] = "issued",
        ["visa"] = "issued",
        ["card"] = "issued",
    };

    private readonly PoliceDesk deciding = new();

    public Move? Look(AuthorityTask task, IReadOnlyList<AuthorityTask> all) => task switch
    {
        { Step: "labour-market-test" } => LabourMarket(task),
        _ when Usual.TryGetValue(task.Step, out var outcome) => Move.Answer(outcome),
        // In some schemes the employment service decides; it does so by the same book.
        { Step: "completeness" or "decision" } when own is null => deciding.Look(task, all),
        _ => own?.Look(task, all),
    };

    // The service sees the post and not the worker. For welders there are applicants enough.
    private static Move LabourMarket(AuthorityTask task) => task.Field<string>("isco") == "7212"
        ? Move.Answer("negative", "Eleven welders of the region are looking for work and answered the advertisement.")
        : Move.Answer("positive");
}
