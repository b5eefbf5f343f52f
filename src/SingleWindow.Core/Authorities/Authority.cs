using System.Collections.Immutable;
using System.Diagnostics;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Authorities;

/// <summary>An authority and the officials who may sign for it. Key: its code.</summary>
public sealed record Authority
{
    /// <summary>Before anybody was appointed.</summary>
    public static readonly Authority Initial = new();

    /// <summary>Who works for it.</summary>
    public ImmutableDictionary<OfficialId, Official> Officials { get; private init; } = ImmutableDictionary<OfficialId, Official>.Empty;

    /// <summary>What a command does.</summary>
    public static Decision<AuthorityEvent> Decide(Authority authority, AuthorityCommand command, CommandContext context) => command switch
    {
        AuthorityCommand.Appoint { Official: var official } => authority.Officials.ContainsKey(official.Id)
            ? Decision<AuthorityEvent>.Nothing
            : new AuthorityEvent.OfficialAppointed(official.Id, official.Authority, official.Unit, official.Name, official.Position, context.At),
        _ => throw new UnreachableException(),
    };

    /// <summary>The authority after one more event.</summary>
    public static Authority Evolve(Authority authority, AuthorityEvent happened) => happened switch
    {
        AuthorityEvent.OfficialAppointed e => authority with
        {
            Officials = authority.Officials.SetItem(e.Official, new(e.Official, e.Authority, e.Unit, e.Name ?? "", e.Position)),
        },
        _ => throw new UnreachableException(),
    };
}

/// <summary>What can happen to an authority.</summary>
public abstract record AuthorityEvent
{
    private AuthorityEvent() { }

    /// <inheritdoc cref="Confidential.Text"/>
    public sealed override string ToString() => Confidential.Text(this);

    /// <summary>An official may sign from now on.</summary>
    [EventName("authority.official-appointed", 1)]
    public sealed record OfficialAppointed(OfficialId Official, string Authority, string Unit, [Personal] string? Name, string Position, DateTimeOffset At) : AuthorityEvent;
}

/// <summary>What can be asked of an authority's record.</summary>
[GenerateSerializer, Immutable]
public abstract record AuthorityCommand
{
    private AuthorityCommand() { }

    /// <inheritdoc cref="Confidential.Text"/>
    public sealed override string ToString() => Confidential.Text(this);

    /// <summary>Let an official sign.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Appoint(Official Official) : AuthorityCommand;
}

/// <summary>An authority with its officials.</summary>
[GenerateSerializer, Immutable]
public sealed record AuthorityView(string Code, string Name, IReadOnlyList<Official> Officials);

/// <summary>Refusals about authorities.</summary>
public static class AuthorityProblems
{
    /// <summary>No such authority in the domain.</summary>
    public static readonly Problem Unknown = new("AUT-00001", 404, "There is no such authority");

    /// <summary>The official is unknown or works elsewhere.</summary>
    public static readonly Problem UnknownOfficial = new("AUT-00002", 422, "There is no such official at this authority");

    /// <summary>A member is wrong.</summary>
    public static readonly Problem Invalid = new("AUT-00003", 422, "The official breaks a rule");

    /// <summary>Nobody with this id works for any authority.</summary>
    public static readonly Problem NoOfficial = new("AUT-00004", 404, "There is no such official");
}

/// <summary>Owns one authority's stream. Key: the authority's code.</summary>
[GrainInterfaceType("sw.authority")]
public interface IAuthorityGrain : IGrainWithStringKey
{
    /// <summary>Runs a command.</summary>
    [Alias("Handle")] Task<Outcome<Versioned<AuthorityView>>> Handle(AuthorityCommand command, CommandContext context, CancellationToken ct);

    /// <summary>The authority.</summary>
    [Alias("Read"), Orleans.Concurrency.ReadOnly] Task<Outcome<Versioned<AuthorityView>>> Read(CancellationToken ct);

    /// <summary>One of its officials.</summary>
    [Alias("Official"), Orleans.Concurrency.ReadOnly] Task<Outcome<Official>> Official(OfficialId official, CancellationToken ct);
}
