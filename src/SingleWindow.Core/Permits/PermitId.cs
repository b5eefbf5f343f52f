using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Permits;

/// <summary>Identifies a permit or registration. Text form <c>prm_…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(EntityIdJsonConverter<PermitId>))]
public readonly record struct PermitId([property: Id(0)] Guid Value) : IEntityId<PermitId>
{
    /// <inheritdoc />
    public static string Prefix => "prm";

    /// <inheritdoc />
    public static PermitId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => EntityId.Format(this);
}
