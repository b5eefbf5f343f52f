using System.Collections.Immutable;
using System.Diagnostics;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Callers;

/// <summary>Which clients and parties an operator has switched off: whatever token they hold opens nothing. One stream for all, which every node follows.</summary>
public sealed record Switches
{
    /// <summary>Nobody is off.</summary>
    public static readonly Switches Initial = new();

    /// <summary>Since when each is off, by the text of its <see cref="CallerName"/>.</summary>
    public ImmutableDictionary<string, DateTimeOffset> Off { get; private init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>What an operator's command does. Nobody locks himself out: there would be nobody to let him in again.</summary>
    public static Decision<SwitchEvent> Decide(Switches switches, Switch command, CommandContext context) => command switch
    {
        { Active: false } when command.Caller == CallerName.Client(context.Actor.Client) || command.Caller == CallerName.Party(context.Actor.Party) => CallerProblems.Oneself,
        { Active: false, Caller: var caller } when !switches.Off.ContainsKey(caller.Text) => new SwitchEvent.TurnedOff(caller.Text, context.Actor.Client, context.At),
        { Active: true, Caller: var caller } when switches.Off.ContainsKey(caller.Text) => new SwitchEvent.TurnedOn(caller.Text, context.Actor.Client, context.At),
        _ => Decision<SwitchEvent>.Nothing,
    };

    /// <summary>The state after one more event.</summary>
    public static Switches Evolve(Switches switches, SwitchEvent happened) => happened switch
    {
        SwitchEvent.TurnedOff off => switches with { Off = switches.Off.SetItem(off.Caller, off.At) },
        SwitchEvent.TurnedOn on => switches with { Off = switches.Off.Remove(on.Caller) },
        _ => throw new UnreachableException(),
    };

    /// <summary>How one of them stands.</summary>
    public SwitchView View(CallerName caller) => Off.TryGetValue(caller.Text, out var since) ? new(caller.Id, false, since) : new(caller.Id, true);
}

/// <summary>A client, a party, or one person's seat in a party, told apart: one may be called like the other.</summary>
/// <param name="Text">Its kind and its id.</param>
[GenerateSerializer, Immutable]
public readonly record struct CallerName([property: Id(0)] string Text)
{
    private const int Longest = 100;

    /// <summary>Whether a text can be the id of a client, or the subject of a person's tokens.</summary>
    public static bool IsId(string text) => text.Length is > 0 and <= Longest && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');

    /// <summary>The id without the kind.</summary>
    public string Id => Text[(Text.IndexOf('/') + 1)..];

    /// <summary>A client of the issuer.</summary>
    public static CallerName Client(string id) => new($"client/{id}");

    /// <summary>An employer, worker or authority.</summary>
    public static CallerName Party(string id) => new($"party/{id}");

    /// <summary>A person who acts for a party by right of an office: with his other roles he may go on.</summary>
    public static CallerName Seat(string subject, string party) => new($"seat/{subject}@{party}");
}

/// <summary>What can happen to switches. Nothing in it is personal: clients and parties are opaque ids and codes.</summary>
public abstract record SwitchEvent
{
    private SwitchEvent() { }

    /// <summary>From now on no token of it opens anything.</summary>
    /// <param name="Caller">Kind and id.</param>
    /// <param name="By">The operator's client.</param>
    /// <param name="At">When.</param>
    [EventName("caller.turned-off", 1)]
    public sealed record TurnedOff(string Caller, string By, DateTimeOffset At) : SwitchEvent;

    /// <summary>Its tokens count again.</summary>
    /// <param name="Caller">Kind and id.</param>
    /// <param name="By">The operator's client.</param>
    /// <param name="At">When.</param>
    [EventName("caller.turned-on", 1)]
    public sealed record TurnedOn(string Caller, string By, DateTimeOffset At) : SwitchEvent;
}

/// <summary>Switches a client or a party off, or on again.</summary>
/// <param name="Caller">Whom.</param>
/// <param name="Active">False: off.</param>
[GenerateSerializer, Immutable]
public sealed record Switch([property: Id(0)] CallerName Caller, [property: Id(1)] bool Active);

/// <summary>How a client or a party stands.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Active">False: an operator has switched it off.</param>
/// <param name="Since">Since when it is off.</param>
[GenerateSerializer, Immutable]
public sealed record SwitchView([property: Id(0)] string Id, [property: Id(1)] bool Active, [property: Id(2)] DateTimeOffset? Since = null);

/// <summary>Refusals about switches.</summary>
public static class CallerProblems
{
    /// <summary>Not a client's id.</summary>
    public static readonly Problem Unknown = new("CLR-00001", 404, "There is no such client or party");

    /// <summary>An operator meant himself.</summary>
    public static readonly Problem Oneself = new("CLR-00002", 409, "Nobody switches himself off: another operator does it");

    /// <summary>A member is wrong.</summary>
    public static readonly Problem Invalid = new("CLR-00003", 422, "The switch breaks a rule");
}

/// <summary>Owns the switches. Key: <c>switches</c>.</summary>
[GrainInterfaceType("sw.switches")]
public interface ISwitchesGrain : IGrainWithStringKey
{
    /// <summary>Switches one off or on.</summary>
    [Alias("Set")] Task<Outcome<Versioned<SwitchView>>> Set(Switch command, CommandContext context, CancellationToken ct);

    /// <summary>How one stands.</summary>
    [Alias("Read"), Orleans.Concurrency.ReadOnly] Task<Outcome<Versioned<SwitchView>>> Read(CallerName caller, CancellationToken ct);
}
