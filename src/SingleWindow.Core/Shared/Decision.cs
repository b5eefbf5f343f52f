namespace SingleWindow.Core.Shared;

/// <summary>What a <c>Decide</c> function answers: the events that happened, or why nothing did.</summary>
/// <typeparam name="TEvent">The slice's event union.</typeparam>
public sealed class Decision<TEvent>
{
    private Decision(IReadOnlyList<TEvent> events, Problem? problem) => (Events, Problem) = (events, problem);

    /// <summary>The events; empty when the command changes nothing.</summary>
    public IReadOnlyList<TEvent> Events { get; }

    /// <summary>The refusal, if it is one.</summary>
    public Problem? Problem { get; }

    /// <summary>Nothing happens and nothing is wrong (the command was already done).</summary>
    public static Decision<TEvent> Nothing { get; } = new([], null);

    /// <summary>Several events at once.</summary>
    public static implicit operator Decision<TEvent>(TEvent[] events) => new(events, null);

    /// <summary>Several events at once.</summary>
    public static implicit operator Decision<TEvent>(List<TEvent> events) => new(events, null);

    /// <summary>One event.</summary>
    public static implicit operator Decision<TEvent>(TEvent one) => new([one], null);

    /// <summary>A refusal.</summary>
    public static implicit operator Decision<TEvent>(Problem problem) => new([], problem);
}
