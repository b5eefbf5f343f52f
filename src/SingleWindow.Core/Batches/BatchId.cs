using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Batches;

/// <summary>Identifies a batch of applications. Text form <c>bat_…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(EntityIdJsonConverter<BatchId>))]
public readonly record struct BatchId([property: Id(0)] Guid Value) : IEntityId<BatchId>
{
    /// <inheritdoc />
    public static string Prefix => "bat";

    /// <inheritdoc />
    public static BatchId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => EntityId.Format(this);
}
