using SingleWindow.Core.Permits;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Load.Scenarios;

/// <summary>The thinnest grain that there can be on the hub's base class: one event for each command, nothing to decide, nothing personal.</summary>
[GrainInterfaceType("load.diary")]
internal interface IDiaryGrain : IGrainWithStringKey
{
    /// <summary>Writes a line; how many there are then.</summary>
    [Alias("Note")] Task<long> Note(string text, CommandContext context);
}

/// <summary>Says how many lines.</summary>
internal sealed record Lines(long Count);

/// <summary>Owns one diary. Only the product's events can be stored: a line is the cause of the simplest of them.</summary>
[GrainType("load.diary")]
internal sealed class DiaryGrain(IEventStore store, EventFormat format) : EventSourcedGrain<Lines, PermitEvent>(store, format), IDiaryGrain
{
    public async Task<long> Note(string text, CommandContext context) => (await Run(_ => new PermitEvent.Ended(DateOnly.FromDateTime(context.At.UtcDateTime), text, context.At), static lines => lines, context, CancellationToken.None)).Value!.View.Count;

    protected override Lines Initial => new(0);

    protected override Lines Evolve(Lines state, PermitEvent happened) => new(state.Count + 1);

    protected override KeyRef KeyFor(Lines after) => default;
}
