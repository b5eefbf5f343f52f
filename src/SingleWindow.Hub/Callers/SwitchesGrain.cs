using SingleWindow.Core.Callers;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Audit;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Callers;

/// <summary>Owns the switches; every node follows its stream.</summary>
[GrainType("switches")]
internal sealed class SwitchesGrain(IEventStore store, EventFormat format, AuditLog audit) : EventSourcedGrain<Switches, SwitchEvent>(store, format), ISwitchesGrain
{
    public Task<Outcome<Versioned<SwitchView>>> Set(Switch command, CommandContext context, CancellationToken ct) =>
        Run(switches => Switches.Decide(switches, command, context), switches => switches.View(command.Caller), context, ct);

    public Task<Outcome<Versioned<SwitchView>>> Read(CallerName caller, CancellationToken ct) =>
        Task.FromResult<Outcome<Versioned<SwitchView>>>(new Versioned<SwitchView>(State.View(caller), Version));

    protected override Switches Initial => Switches.Initial;

    protected override Switches Evolve(Switches state, SwitchEvent happened) => Switches.Evolve(state, happened);

    // Ids of clients and parties are opaque.
    protected override KeyRef KeyFor(Switches after) => default;

    protected override async ValueTask<IReadOnlyList<StreamAppend>> BornWith(Switches after, IReadOnlyList<SwitchEvent> events, CommandContext context, CancellationToken ct)
    {
        var born = new List<StreamAppend>();
        foreach (var happened in events)
        {
            var (caller, decision) = happened switch { SwitchEvent.TurnedOff off => (off.Caller, "off"), SwitchEvent.TurnedOn on => (on.Caller, "on"), _ => ("", "") };
            born.Add(await audit.Entry(new(AuditLog.NewXid(context.At), "caller.switched", context.At, context.Actor, null, null, ["active"], decision, $$"""{"caller":"{{caller}}"}"""), Stream.Value, ct));
        }
        return born;
    }
}
