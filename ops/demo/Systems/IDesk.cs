using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Systems;

/// <summary>How an authority decides. It knows what the task shows and what its own register holds, and nothing else.</summary>
internal interface IDesk
{
    /// <summary>What to do with a task; null: nothing for now.</summary>
    /// <param name="task">The task.</param>
    /// <param name="all">All tasks of this authority about the same application.</param>
    Move? Look(AuthorityTask task, IReadOnlyList<AuthorityTask> all);
}

/// <summary>What an authority does: the last part of the task's address, and the body.</summary>
internal sealed record Move(string Action, MoveBody Body)
{
    public string Summary => Body.Outcome ?? Action;

    public static Move Ask(IReadOnlyList<string> items, string text) => new("request-information", new(Items: items, Text: text));

    public static Move IntendToRefuse(IReadOnlyList<string> grounds, string text) => new("intent-to-refuse", new(Grounds: grounds, Text: text));

    public static Move Answer(string outcome, string? findings = null, IReadOnlyList<string>? grounds = null) => new("outcome", new(Outcome: outcome, Findings: findings, Grounds: grounds));
}

internal sealed record MoveBody(
    string? Outcome = null, string? Findings = null, IReadOnlyList<string>? Grounds = null, IReadOnlyList<string>? Items = null, string? Text = null, string? Official = null);
