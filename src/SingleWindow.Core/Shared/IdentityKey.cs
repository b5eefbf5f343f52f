namespace SingleWindow.Core.Shared;

/// <summary>What happens to an identity key: a stream named by the blind index of a strong identifier, owned by whoever was registered with it first, until officials put it right.</summary>
public abstract record IdentityKeyEvent
{
    private IdentityKeyEvent() { }

    /// <summary>The identifier belongs to this worker or employer.</summary>
    [EventName("identity-key.assigned", 1)]
    public sealed record Assigned(string Owner) : IdentityKeyEvent;

    /// <summary>It was not his after all: it is free for whoever is registered with it next.</summary>
    [EventName("identity-key.released", 1)]
    public sealed record Released(string Owner) : IdentityKeyEvent;
}

/// <summary>A strong identifier. It exists only in memory: what is stored is its blind index.</summary>
/// <param name="Kind">personal-code, document or registry-code.</param>
/// <param name="Country">ISO 3166-1 alpha-3 of the issuer.</param>
/// <param name="Value">The code or number.</param>
[GenerateSerializer, Immutable]
public sealed record StrongIdentifier(string Kind, string Country, string Value)
{
    /// <summary>Not for logs: an identifier never prints itself.</summary>
    public override string ToString() => $"{Kind} of {Country}";
}
