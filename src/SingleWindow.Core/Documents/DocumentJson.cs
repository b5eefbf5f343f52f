using System.Text.Json.Serialization;
using SingleWindow.Core.Applications;

namespace SingleWindow.Core.Documents;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ApplicationEvent.OfDocument.Added))]
[JsonSerializable(typeof(ApplicationEvent.OfDocument.Scanned))]
[JsonSerializable(typeof(ApplicationEvent.OfDocument.Deleted))]
[JsonSerializable(typeof(ApplicationEvent.OfDocument.Destroyed))]
internal sealed partial class DocumentJson : JsonSerializerContext;
