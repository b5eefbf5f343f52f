using System.Text.Json;
using System.Text.Json.Serialization;

namespace SingleWindow.Core.Records;

/// <summary>A matrix as it is sent and published.</summary>
/// <param name="Rows">All rows.</param>
/// <param name="Version">Which version they are; not read.</param>
public sealed record MatrixDocument(IReadOnlyList<AccessRow> Rows, int? Version = null);

/// <summary>Reads and writes rows of the matrix; what nobody knows is refused.</summary>
public static class AccessRowJson
{
    /// <summary>The rows in a document.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static IReadOnlyList<AccessRow> Read(string document) => JsonSerializer.Deserialize(document, MatrixJson.Default.MatrixDocument)!.Rows;

    /// <summary>The rows as a document, the same for the same rows.</summary>
    public static string Write(IReadOnlyList<AccessRow> rows) => JsonSerializer.Serialize(new MatrixDocument(rows), MatrixJson.Default.MatrixDocument);

    internal static string Text(AccessRow row) => JsonSerializer.Serialize(row, MatrixJson.Default.AccessRow);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(MatrixDocument))]
[JsonSerializable(typeof(AccessRow))]
internal sealed partial class MatrixJson : JsonSerializerContext;
