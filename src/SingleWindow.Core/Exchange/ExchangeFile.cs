using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Exchange;

/// <summary>The registry as one JSON file, in the form of <c>Exchange:File</c>.</summary>
public static class ExchangeFile
{
    private const int DefaultTimeoutSeconds = 60;

    /// <summary>Reads it whole.</summary>
    /// <returns>The registry, or every fault with the JSON pointer of its place.</returns>
    public static (ExchangeRegistry? Registry, IReadOnlyList<FieldError> Errors) Read(ReadOnlySpan<byte> json)
    {
        ExchangeFileJson? file;
        try
        {
            file = JsonSerializer.Deserialize(json, ExchangeJson.Default.ExchangeFileJson);
        }
        catch (JsonException failure)
        {
            return (null, [new FieldError("", "malformed", $"No JSON as it must be, near line {failure.LineNumber + 1}.")]);
        }
        var errors = new FieldErrors();
        if (file is null) return (null, [new FieldError("", "object", "An object is expected.")]);
        errors.Require(Identifiers.Part(file.Instance ?? "") is not null, "/instance", "identifier", "The instance, such as EE.");
        errors.Require(Identifiers.Subsystem(file.ServerId) is { Code: not null }, "/serverId", "identifier", "instance/class/code/server.");
        Member[] members = [.. Each(file.Members, "/members", (member, at) => Member(member, at, errors)).OfType<Member>()];
        Service[] services = [.. Each(file.Services, "/services", (service, at) => Service(service, at, errors)).OfType<Service>()];
        Right[] rights = [.. Each(file.Rights, "/rights", (right, at) => Right(right, at, errors)).OfType<Right>()];
        if (!errors.IsEmpty) return (null, errors.All);
        Once(members.Select(member => member.Id.ToString()), "/members", errors);
        Once(services.Select(service => service.Id.ToString()), "/services", errors);
        foreach (var (service, number) in services.Select((service, number) => (service, number)))
            errors.Require(members.Any(member => member.Id == service.Id.Provider), $"/services/{number}/id", "unknown", "Its provider is no member.");
        foreach (var (right, number) in rights.Select((right, number) => (right, number)))
        {
            errors.Require(members.Any(member => member.Id == right.Client), $"/rights/{number}/client", "unknown", "The client is no member.");
            errors.Require(services.Any(service => service.Id == right.Service), $"/rights/{number}/service", "unknown", "There is no such service.");
        }
        return errors.IsEmpty ? (new(file.Instance!, file.ServerId!, members, services, rights), []) : (null, errors.All);
    }

    private static void Once(IEnumerable<string> ids, string at, FieldErrors errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, number) in ids.Select((id, number) => (id, number))) errors.Require(seen.Add(id), $"{at}/{number}/id", "duplicate", "Each once.");
    }

    private static IEnumerable<TOut?> Each<TIn, TOut>(IReadOnlyList<TIn>? list, string at, Func<TIn, string, TOut?> read) => (list ?? []).Select((one, number) => read(one, $"{at}/{number}"));

    private static Member? Member(MemberJson member, string at, FieldErrors errors)
    {
        var id = Identifiers.Subsystem(member.Id);
        errors.Require(id is not null, $"{at}/id", "identifier", "instance/class/code, and a subsystem.");
        errors.Require(member.Auth is null or "mtls" or "none", $"{at}/auth", "one-of", "mtls or none.");
        var pins = new List<string>();
        foreach (var (text, number) in (member.Certificates ?? []).Select((text, number) => (text, number)))
        {
            var der = new byte[text.Length];
            var isBase64 = Convert.TryFromBase64String(text, der, out var length) && length > 0;
            errors.Require(isBase64, $"{at}/certificates/{number}", "base64", "A certificate in DER, base64.");
            if (isBase64) pins.Add(Convert.ToHexString(SHA256.HashData(der.AsSpan(0, length))));
        }
        return id is null ? null : new(id, member.Name ?? id.ToString(), member.Auth is "none" ? MemberAuth.None : MemberAuth.Mtls, pins);
    }

    private static Service? Service(ServiceJson service, string at, FieldErrors errors)
    {
        var id = Identifiers.Service(service.Id);
        errors.Require(id is not null, $"{at}/id", "identifier", "instance/class/code/subsystem/service.");
        errors.Require(id is null || !Reserved.Contains(id.Code), $"{at}/id", "reserved", "This name is the protocol's own.");
        errors.Require(service.Type is "REST" or "OPENAPI", $"{at}/type", "one-of", "REST or OPENAPI.");
        errors.Require(IsAddress(service.Url), $"{at}/url", "url", "An absolute http or https address without a query.");
        errors.Require(service.OpenApi is null || IsAddress(service.OpenApi), $"{at}/openapi", "url", "An absolute http or https address.");
        errors.Require(service.TimeoutSeconds is null or (> 0 and <= 3600), $"{at}/timeoutSeconds", "range", "1 to 3600.");
        return id is null || !IsAddress(service.Url) ? null : new(
            id, service.Type is "OPENAPI" ? ServiceType.OpenApi : ServiceType.Rest, new(service.Url!), service.OpenApi is { } text && IsAddress(text) ? new(text) : null,
            TimeSpan.FromSeconds(service.TimeoutSeconds ?? DefaultTimeoutSeconds), service.Enabled ?? true, service.Notice, service.Personal is not null);
    }

    private static Right? Right(RightJson right, string at, FieldErrors errors)
    {
        var (client, service) = (Identifiers.Subsystem(right.Client), Identifiers.Service(right.Service));
        errors.Require(client is not null, $"{at}/client", "identifier", "instance/class/code, and a subsystem.");
        errors.Require(service is not null, $"{at}/service", "identifier", "instance/class/code/subsystem/service.");
        EndpointPattern[] endpoints = right.Endpoints is null ? [EndpointPattern.Any] : [.. right.Endpoints.Select(endpoint => new EndpointPattern(endpoint.Method ?? "*", endpoint.Path ?? ""))];
        for (var number = 0; number < endpoints.Length; number++) errors.Require(endpoints[number].IsWellFormed(), $"{at}/endpoints/{number}", "pattern", "A method or *, and a path with * and **.");
        return client is null || service is null ? null : new(client, service, endpoints);
    }

    /// <summary>Names of services that the protocol has itself (PR-MREST).</summary>
    public static readonly IReadOnlySet<string> Reserved = new HashSet<string>(StringComparer.Ordinal)
    {
        "listClients", "listMethods", "allowedMethods", "getWsdl", "getOpenAPI", "getSecurityServerMetrics", "getSecurityServerOperationalData", "getSecurityServerHealthData",
    };

    private static bool IsAddress(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Query.Length == 0 && address.Fragment.Length == 0;
}

internal sealed record ExchangeFileJson(string? Instance, string? ServerId, IReadOnlyList<MemberJson>? Members, IReadOnlyList<ServiceJson>? Services, IReadOnlyList<RightJson>? Rights);

internal sealed record MemberJson(string? Id, string? Name, IReadOnlyList<string>? Certificates, string? Auth);

internal sealed record ServiceJson(string? Id, string? Type, string? Url, [property: JsonPropertyName("openapi")] string? OpenApi, int? TimeoutSeconds, bool? Enabled, string? Notice, PersonalJson? Personal);

internal sealed record PersonalJson(string? RecordType, string? Subject);

internal sealed record RightJson(string? Client, string? Service, IReadOnlyList<EndpointJson>? Endpoints, IReadOnlyList<string>? Purposes);

internal sealed record EndpointJson(string? Method, string? Path);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ExchangeFileJson))]
internal sealed partial class ExchangeJson : JsonSerializerContext;
