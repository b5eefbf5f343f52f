using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Xml;
using Microsoft.AspNetCore.Http;
using SingleWindow.Core.Exchange;

namespace SingleWindow.Gateway.Exchange;

/// <summary>The services that the protocol has itself (PR-MREST): who is there, what they provide, what a client may use, and how a service is described.</summary>
internal static class ExchangeMetadata
{
    private const int MostBytes = 10 * 1024 * 1024;
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly HttpClient Providers = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = MostBytes };

    /// <summary>Every member and subsystem; needs no client.</summary>
    public static Task ListClients(HttpContext http, ExchangeRegistry registry)
    {
        // Of another instance nothing is known here.
        var members = http.Request.Query["xRoadInstance"] is [{ } instance] && instance != registry.Instance ? [] : registry.Members.ToArray();
        if (!http.Request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase)) return WriteXml(http, members);
        return Write(http, new { Member = members.Select(member => new { Id = IdOf(member.Id, member.Id.Code is null ? "MEMBER" : "SUBSYSTEM"), member.Name, SubsystemName = member.Id.Code is null ? null : member.Name }) });
    }

    /// <summary>Answers one of the others; an error when it cannot.</summary>
    public static async Task<ExchangeError?> Answer(HttpContext http, ExchangeRegistry registry, SubsystemId client, ExchangeTarget asked, Exchange exchange)
    {
        if (!HttpMethods.IsGet(http.Request.Method) || asked.Rest.Length > 0) return ExchangeError.BadRequest("Only GET of this very path is known here.");
        var provider = asked.Service.Provider;
        if (!registry.Knows(provider)) return ExchangeError.UnknownProvider;
        exchange.Name(http.Response.Headers);
        http.Response.Headers[ExchangeHeaders.Client] = $"{client}";
        http.Response.Headers[ExchangeHeaders.Service] = $"{asked.Service}";
        switch (asked.Service.Code)
        {
            case "listMethods":
                await Write(http, new { Service = registry.ServicesOf(provider).Select(service => Describe(service, [EndpointPattern.Any])) });
                return null;
            case "allowedMethods":
                await Write(http, new { Service = registry.ServicesOf(provider).Select(service => (service, rights: registry.RightsTo(client, service.Id))).Where(one => one.rights.Count > 0).Select(one => Describe(one.service, one.rights)) });
                return null;
            case "getOpenAPI":
                return await GetOpenApi(http, registry, provider);
            default:
                return ExchangeError.UnknownService;
        }
    }

    private static async Task<ExchangeError?> GetOpenApi(HttpContext http, ExchangeRegistry registry, SubsystemId provider)
    {
        if (http.Request.Query["serviceCode"] is not [{ } code] || Identifiers.Part(code) is null) return new ExchangeError("Server.ServerProxy.InvalidRequest", "The parameter serviceCode is missing.", 400);
        if (registry.Find(new(provider, code)) is not { } service) return ExchangeError.UnknownService;
        if (service is not { Type: ServiceType.OpenApi, Description: { } address }) return ExchangeError.ServiceType;
        try
        {
            using var answer = await Providers.GetAsync(address, http.RequestAborted);
            if (answer.StatusCode != System.Net.HttpStatusCode.OK) return ExchangeError.NoDescription;
            var text = await answer.Content.ReadAsStringAsync(http.RequestAborted);
            var isJson = text.AsSpan().TrimStart().StartsWith("{");
            http.Response.ContentType = isJson ? "application/json" : answer.Content.Headers.ContentType?.ToString() ?? "application/yaml";
            await http.Response.WriteAsync(isJson ? OpenApiServers.WithoutHosts(text) : OpenApiServers.WithoutHostsInYaml(text), http.RequestAborted);
            return null;
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or TaskCanceledException && !http.RequestAborted.IsCancellationRequested)
        {
            return ExchangeError.NoDescription;
        }
    }

    private static object Describe(Service service, IReadOnlyList<EndpointPattern> endpoints) => new
    {
        ObjectType = "SERVICE",
        ServiceType = service.Type == ServiceType.OpenApi ? "OPENAPI" : "REST",
        XroadInstance = service.Id.Provider.Member.Instance,
        MemberClass = service.Id.Provider.Member.Class,
        MemberCode = service.Id.Provider.Member.Code,
        SubsystemCode = service.Id.Provider.Code,
        ServiceCode = service.Id.Code,
        EndpointList = endpoints.Select(endpoint => new { endpoint.Method, endpoint.Path }),
    };

    private static object IdOf(SubsystemId id, string type) => new { ObjectType = type, XroadInstance = id.Member.Instance, MemberClass = id.Member.Class, MemberCode = id.Member.Code, SubsystemCode = id.Code };

    private static async Task Write(HttpContext http, object answer)
    {
        http.Response.ContentType = "application/json;charset=utf-8";
        await http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer, Snake), http.RequestAborted);
    }

    private static async Task WriteXml(HttpContext http, IReadOnlyList<Member> members)
    {
        const string Ns = "http://x-road.eu/xsd/xroad.xsd", Id = "http://x-road.eu/xsd/identifiers";
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false) }))
        {
            xml.WriteStartElement("xroad", "clientList", Ns);
            xml.WriteAttributeString("xmlns", "id", null, Id);
            foreach (var member in members)
            {
                xml.WriteStartElement("member", Ns);
                xml.WriteStartElement("id", Ns);
                xml.WriteAttributeString("objectType", Id, member.Id.Code is null ? "MEMBER" : "SUBSYSTEM");
                xml.WriteElementString("xRoadInstance", Id, member.Id.Member.Instance);
                xml.WriteElementString("memberClass", Id, member.Id.Member.Class);
                xml.WriteElementString("memberCode", Id, member.Id.Member.Code);
                if (member.Id.Code is { } code) xml.WriteElementString("subsystemCode", Id, code);
                xml.WriteEndElement();
                xml.WriteElementString("name", Ns, new string([.. member.Name.Where(XmlConvert.IsXmlChar)]));
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        http.Response.ContentType = "text/xml;charset=utf-8";
        await http.Response.Body.WriteAsync(buffer.ToArray(), http.RequestAborted);
    }
}

/// <summary>Takes the host out of the servers that a description names: callers come through the exchange.</summary>
internal static partial class OpenApiServers
{
    public static string WithoutHosts(string json)
    {
        var document = JsonNode.Parse(json)!;
        foreach (var server in Servers(document)) if (server?["url"] is JsonValue url && url.TryGetValue<string>(out var text)) server["url"] = PathOf(text);
        return document.ToJsonString();
    }

    /// <summary>In the lines of a block <c>servers:</c>, whatever else the document says.</summary>
    public static string WithoutHostsInYaml(string yaml)
    {
        var (lines, within) = (yaml.Split('\n'), -1);
        for (var i = 0; i < lines.Length; i++)
        {
            var indent = lines[i].Length - lines[i].TrimStart().Length;
            if (within >= 0 && lines[i].Trim().Length > 0 && indent <= within && !lines[i].TrimStart().StartsWith('-')) within = -1;
            if (within < 0 && lines[i].TrimStart().StartsWith("servers:", StringComparison.Ordinal)) within = indent;
            else if (within >= 0) lines[i] = Url().Replace(lines[i], match => match.Groups[1].Value + PathOf(match.Groups[2].Value) + match.Groups[3].Value);
        }
        return string.Join('\n', lines);
    }

    private static IEnumerable<JsonNode?> Servers(JsonNode document) =>
        (document["servers"] as JsonArray ?? []).Concat((document["paths"] as JsonObject ?? []).SelectMany(path => path.Value is JsonObject item
            ? (item["servers"] as JsonArray ?? []).Concat(item.SelectMany(operation => (operation.Value as JsonObject)?["servers"] as JsonArray ?? [])) : []));

    private static string PathOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..] is var rest && rest.IndexOf('/') is var at and >= 0 ? rest[at..] : "/" : url;

    [System.Text.RegularExpressions.GeneratedRegex("""^(\s*-?\s*url:\s*['"]?)(https?://[^'"\s#]+)(.*)$""")]
    private static partial System.Text.RegularExpressions.Regex Url();
}
