using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Workers;

/// <summary>Identifies a worker. Text form <c>wrk_…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(EntityIdJsonConverter<WorkerId>))]
public readonly record struct WorkerId([property: Id(0)] Guid Value) : IEntityId<WorkerId>
{
    /// <inheritdoc />
    public static string Prefix => "wrk";

    /// <inheritdoc />
    public static WorkerId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => EntityId.Format(this);
}
