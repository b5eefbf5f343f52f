using Orleans.Storage;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.EventSourcing;

/// <summary>
/// The only base class: one grain owns one stream. Activation replays it; a command is decided on the state, appended, and only then answered.
/// Two activations of one grain can exist for a moment: the store's expected version is the guard, and a stale append makes Orleans drop this activation.
/// </summary>
/// <typeparam name="TState">Immutable state.</typeparam>
/// <typeparam name="TEvent">The slice's event union.</typeparam>
internal abstract class EventSourcedGrain<TState, TEvent>(IEventStore store, EventFormat format) : Grain, IIncomingGrainCallFilter
    where TState : class where TEvent : class
{
    /// <summary>How events are stored; for streams that are born with this one's events.</summary>
    protected EventFormat Format { get; } = format;

    /// <summary>The state after <see cref="Version"/> events.</summary>
    protected TState State { get; private set; } = null!;

    /// <summary>How many events the stream has.</summary>
    protected long Version { get; private set; }

    /// <summary>The stream: the grain's own key.</summary>
    protected StreamId Stream => new(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (State, Version) = ReadsAtEachCall ? (Initial, 0) : await Replay(Stream, Initial, 0, long.MaxValue, cancellationToken);
    }

    /// <summary>Any id can be asked for; what does not exist must not fill the memory.</summary>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        finally
        {
            if (Version == 0) DeactivateOnIdle();
        }
    }

    /// <summary>The state of an empty stream.</summary>
    protected abstract TState Initial { get; }

    /// <summary>The slice's pure function.</summary>
    protected abstract TState Evolve(TState state, TEvent happened);

    /// <summary>Under whose key, and for which retention, personal members are stored, once these events have happened.</summary>
    protected abstract KeyRef KeyFor(TState after);

    /// <summary>Streams that are born with these events, in the same transaction.</summary>
    protected virtual ValueTask<IReadOnlyList<StreamAppend>> BornWith(TState after, IReadOnlyList<TEvent> events, CommandContext context, CancellationToken ct) => new([]);

    /// <summary>True for streams that others append to as well: each call begins with <see cref="CatchUp"/>, also the first.</summary>
    protected virtual bool ReadsAtEachCall => false;

    /// <summary>Takes in what others appended, so that no refusal rests on what is past.</summary>
    protected async Task CatchUp(CancellationToken ct)
    {
        var (state, version) = await Replay(Stream, State, Version, long.MaxValue, ct);
        // Two readers may do this at once: both come to the same.
        if (version > Version) (State, Version) = (state, version);
    }

    /// <summary>The state of another stream of the same kind, and its version, for an append to both.</summary>
    protected async Task<(TState State, long Version)> Other(StreamId stream, CancellationToken ct) => await Replay(stream, Initial, 0, long.MaxValue, ct);

    /// <summary>True when the caller has seen another version than this.</summary>
    protected bool IsStale(CommandContext context) => context.ExpectedVersion is { } seen && seen != Version;

    /// <summary>
    /// Decides, appends, answers. A command that was done before gives its first answer again, whatever has happened since:
    /// the state is replayed up to the version that it led to.
    /// </summary>
    protected async Task<Outcome<Versioned<TView>>> Run<TView>(
        Func<TState, Decision<TEvent>> decide, Func<TState, TView> view, CommandContext context, CancellationToken ct) where TView : class
    {
        var decision = decide(State);
        // What is not the caller's does not exist, at whatever version: 404 comes before 412.
        if (decision.Problem?.Status != 404 && IsStale(context)) decision = CommandProblems.Stale;
        if (decision.Problem is { } problem)
            // Only now ask whether it was done before: whatever the rules accept again, the store itself recognises.
            return await store.FindCommand(context.Id, ct) is { } first ? await Again(first, context, view, ct) : problem;
        // What changes nothing is remembered too: sent again later, it could change something. The hub's own commands are asked again and again, and end in the same state.
        if (decision.Events.Count == 0 && context.Actor == Actor.Hub) return new Versioned<TView>(view(State), Version);
        var after = decision.Events.Aggregate(State, Evolve);
        var result = await Append(decision.Events, after, context, ct);
        if (result.Repeated) return await Again(result, context, view, ct);
        (State, Version) = (after, result.Version);
        return new Versioned<TView>(view(State), Version);
    }

    /// <summary>Like <see cref="Run{TView}"/>, for commands that claim an identity key: a conflict means that another has it, or a stale activation, which goes; the answer is <paramref name="taken"/>.</summary>
    protected async Task<Outcome<Versioned<TView>>> RunClaiming<TView>(
        Func<TState, Decision<TEvent>> decide, Func<TState, TView> view, Problem taken, CommandContext context, CancellationToken ct) where TView : class
    {
        try
        {
            return await Run(decide, view, context, ct);
        }
        catch (InconsistentStateException)
        {
            DeactivateOnIdle();
            return taken;
        }
    }

    private async Task<CommandResult> Append(IReadOnlyList<TEvent> events, TState after, CommandContext context, CancellationToken ct)
    {
        var written = new NewEvent[events.Count];
        for (var i = 0; i < events.Count; i++) written[i] = await Format.Write(events[i], Stream, Version + 1 + i, KeyFor(after), ct);
        var others = await BornWith(after, events, context, ct);
        var shreds = events.Any(happened => happened is IEndsRetention);
        // What is destroyed in the store is not kept in memory either.
        if (shreds) DeactivateOnIdle();
        try
        {
            return await store.Append(new(context.Id, context.Fingerprint, context.At, [new(Stream, Version, written, shreds), .. others], MandateFence.Of(context.Actor)), ct);
        }
        catch (Exception exception) when (exception is not InconsistentStateException)
        {
            // Nobody knows whether it was written: read it all again before the next command.
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task<Outcome<Versioned<TView>>> Again<TView>(CommandResult first, CommandContext context, Func<TState, TView> view, CancellationToken ct) where TView : class
    {
        if (first.Fingerprint != context.Fingerprint) return CommandProblems.KeyReused;
        if (first.Stream != Stream) return CommandProblems.InFlight;
        // Another activation did it: whoever is told of it now finds it here from now on.
        if (first.Version > Version) await CatchUp(ct);
        var (state, version) = await Replay(Stream, Initial, 0, first.Version, ct);
        return new Versioned<TView>(view(state), version);
    }

    private async Task<(TState State, long Version)> Replay(StreamId stream, TState state, long version, long upTo, CancellationToken ct)
    {
        foreach (var stored in await store.ReadStream(stream, version, upTo, ct))
            (state, version) = (Evolve(state, (TEvent)await Format.Read(stored, ct)), stored.Version);
        return (state, version);
    }
}
