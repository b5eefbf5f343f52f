using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>Identifies an application. Text form <c>app_…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(EntityIdJsonConverter<ApplicationId>))]
public readonly record struct ApplicationId([property: Id(0)] Guid Value) : IEntityId<ApplicationId>
{
    /// <inheritdoc />
    public static string Prefix => "app";

    /// <inheritdoc />
    public static ApplicationId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => EntityId.Format(this);
}
