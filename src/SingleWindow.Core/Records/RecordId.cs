using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Records;

/// <summary>Identifies a record that an authority published. Text form <c>rec_…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(EntityIdJsonConverter<RecordId>))]
public readonly record struct RecordId([property: Id(0)] Guid Value) : IEntityId<RecordId>
{
    /// <inheritdoc />
    public static string Prefix => "rec";

    /// <inheritdoc />
    public static RecordId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => EntityId.Format(this);
}
