using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Employers;

/// <summary>Identifies an employer. Text form <c>emp_…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(EntityIdJsonConverter<EmployerId>))]
public readonly record struct EmployerId([property: Id(0)] Guid Value) : IEntityId<EmployerId>
{
    /// <inheritdoc />
    public static string Prefix => "emp";

    /// <inheritdoc />
    public static EmployerId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => EntityId.Format(this);
}
