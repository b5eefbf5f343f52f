using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Authorities;

/// <summary>Identifies an official of an authority. Text form <c>usr_…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(EntityIdJsonConverter<OfficialId>))]
public readonly record struct OfficialId([property: Id(0)] Guid Value) : IEntityId<OfficialId>
{
    /// <inheritdoc />
    public static string Prefix => "usr";

    /// <inheritdoc />
    public static OfficialId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => EntityId.Format(this);
}
