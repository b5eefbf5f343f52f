using System.Text.Json;

namespace SingleWindow.Core.Tests;

/// <summary>Given what happened, when something is asked, then this happens, or it is refused.</summary>
public class Scenario<TState, TCommand, TEvent>(
    TState initial, Func<TState, TCommand, CommandContext, Decision<TEvent>> decide, Func<TState, TEvent, TState> evolve) where TEvent : class
{
    private readonly List<TEvent> happened = [];
    private Decision<TEvent> last = Decision<TEvent>.Nothing;

    public TState State { get; private set; } = initial;

    public CommandContext Context { get; set; } = new(new(new string('0', 64)), "fingerprint", Actor.Hub, new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    /// <summary>Everything since the beginning.</summary>
    public IReadOnlyList<TEvent> Happened => happened;

    /// <summary>What the last command did.</summary>
    public Decision<TEvent> Last => last;

    public Scenario<TState, TCommand, TEvent> Given(params IEnumerable<TEvent> events)
    {
        foreach (var one in events) { happened.Add(one); State = evolve(State, one); }
        return this;
    }

    public Scenario<TState, TCommand, TEvent> When(TCommand command)
    {
        last = decide(State, command, Context);
        return Given(last.Events);
    }

    public void Then(params TEvent[] events)
    {
        last.Problem.Should().BeNull();
        string.Join("\n", last.Events.Select(Text)).Should().Be(string.Join("\n", events.Select(Text)));
    }

    public void IsRefused(Problem problem, params string[] pointers)
    {
        last.Events.Should().BeEmpty();
        last.Problem.Should().NotBeNull($"{problem.Code} was expected");
        last.Problem!.Code.Should().Be(problem.Code);
        last.Problem.Errors.Select(error => error.Pointer).Should().BeEquivalentTo(pointers);
    }

    // Records compare their lists by reference; the stored form compares by content.
    private static string Text(TEvent one) => one.GetType().Name + JsonSerializer.Serialize(one, one.GetType(), EventJson.Options);
}
