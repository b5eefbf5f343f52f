using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Documents;

/// <summary>Identifies an uploaded document. Text form <c>doc_…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(EntityIdJsonConverter<DocumentId>))]
public readonly record struct DocumentId([property: Id(0)] Guid Value) : IEntityId<DocumentId>
{
    /// <inheritdoc />
    public static string Prefix => "doc";

    /// <inheritdoc />
    public static DocumentId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => EntityId.Format(this);
}
