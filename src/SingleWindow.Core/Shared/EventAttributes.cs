namespace SingleWindow.Core.Shared;

/// <summary>The stored name and schema version of an event. The CLR name may change; these two never do.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EventNameAttribute(string name, int version) : Attribute
{
    /// <summary>Such as <c>permit.granted</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Schema version, from 1.</summary>
    public int Version { get; } = version;
}

/// <summary>
/// Marks a member of an event as personal data: it is stored encrypted under the key of the person and retention class (GDPR art. 5(1)(e), 17, 32).
/// After the key is destroyed the member reads as null, so its type is nullable.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PersonalAttribute : Attribute;
