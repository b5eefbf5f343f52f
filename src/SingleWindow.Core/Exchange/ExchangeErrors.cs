using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;

namespace SingleWindow.Core.Exchange;

/// <summary>How errors of the exchange are spelt and which status they have.</summary>
public enum ErrorStyle
{
    /// <summary>As PR-REST says: <c>Server.ServerProxy.AccessDenied</c>, 400 for the client's mistakes and 500 for all else.</summary>
    Specification,

    /// <summary>As X-Road 7.8 and 8 do: <c>server.serverproxy.access_denied</c>.</summary>
    XRoad78,

    /// <summary>The specification's words with statuses that say what happened.</summary>
    HttpNative,
}

/// <summary>Why an exchange failed, as the protocol says it.</summary>
/// <param name="Type">Whose fault and which: <c>Client.BadRequest</c>, <c>Server.ServerProxy.UnknownService</c>…</param>
/// <param name="Message">What is wrong, in a sentence, without anything that came from outside.</param>
/// <param name="NativeStatus">What HTTP has for it.</param>
public sealed partial record ExchangeError(string Type, string Message, int NativeStatus)
{
    /// <summary>The request cannot be read, or lacks what it must have.</summary>
    public static ExchangeError BadRequest(string message) => new("Client.BadRequest", message, 400);

    /// <summary>No certificate, or not one of this client.</summary>
    public static readonly ExchangeError NotAuthenticated = new("Server.ClientProxy.SslAuthenticationFailed", "The client's certificate is missing, not valid now, or not one of those that are registered for it.", 401);

    /// <summary>The client is not registered.</summary>
    public static readonly ExchangeError UnknownClient = new("Server.ClientProxy.UnknownMember", "The client is not registered here.", 403);

    /// <summary>Another server was asked for.</summary>
    public static readonly ExchangeError InvalidServer = new("Server.ClientProxy.InvalidSecurityServer", "There is no such security server.", 404);

    /// <summary>The provider is not registered.</summary>
    public static readonly ExchangeError UnknownProvider = new("Server.ServerProxy.UnknownMember", "The provider is not registered here.", 404);

    /// <summary>The provider has no such service.</summary>
    public static readonly ExchangeError UnknownService = new("Server.ServerProxy.UnknownService", "The provider has no such service.", 404);

    /// <summary>It is not that kind of service.</summary>
    public static readonly ExchangeError ServiceType = new("Server.ServerProxy.ServiceType", "The service has no such description.", 404);

    /// <summary>No right allows it.</summary>
    public static readonly ExchangeError AccessDenied = new("Server.ServerProxy.AccessDenied", "No right allows this client this request.", 403);

    /// <summary>The service is switched off, or out of its hours.</summary>
    public static ExchangeError Disabled(string? notice) => new("Server.ServerProxy.ServiceDisabled", notice ?? "The service is disabled.", 503);

    /// <summary>The provider could not be reached.</summary>
    public static readonly ExchangeError Unreachable = new("Server.ServerProxy.NetworkError", "The provider could not be reached.", 502);

    /// <summary>The provider broke off, or sent what is no answer.</summary>
    public static readonly ExchangeError Broken = new("Server.ServerProxy.IOError", "The provider broke off, or its answer cannot be read.", 502);

    /// <summary>The provider did not answer in time.</summary>
    public static readonly ExchangeError TimedOut = new("Server.ServerProxy.NetworkError", "The provider did not answer in time.", 504);

    /// <summary>The description of the service could not be read.</summary>
    public static readonly ExchangeError NoDescription = new("Server.ServerProxy.HttpError", "The provider did not send the description of the service.", 502);

    /// <summary>Our own fault.</summary>
    public static readonly ExchangeError Internal = new("Server.ClientProxy.InternalError", "The exchange failed by its own fault.", 500);

    /// <summary>The type as this style spells it; it stands in the header too.</summary>
    public string Spelt(ErrorStyle style) => style != ErrorStyle.XRoad78 ? Type : string.Join('.', Type.Split('.').Select((part, number) => number < 2 && Type.StartsWith("Server.", StringComparison.Ordinal) ? part.ToLowerInvariant() : Words().Replace(part, "$1_$2").ToLowerInvariant()));

    /// <summary>The status in this style.</summary>
    public int Status(ErrorStyle style) => style == ErrorStyle.HttpNative ? NativeStatus : Type.StartsWith("Server.", StringComparison.Ordinal) ? 500 : 400;

    /// <summary>The body as JSON.</summary>
    /// <param name="style">How it is spelt.</param>
    /// <param name="detail">An id that stands in our log too.</param>
    public byte[] Json(ErrorStyle style, string detail) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["type"] = Spelt(style), ["message"] = Message, ["detail"] = detail }, DictionaryJson.Default.DictionaryStringString);

    /// <summary>The body as XML; what XML cannot hold is left out.</summary>
    public byte[] Xml(ErrorStyle style, string detail)
    {
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            writer.WriteStartElement("error");
            foreach (var (name, text) in ((string, string)[])[("type", Spelt(style)), ("message", Message), ("detail", detail)]) writer.WriteElementString(name, new string([.. text.Where(XmlConvert.IsXmlChar)]));
            writer.WriteEndElement();
        }
        return buffer.ToArray();
    }

    [GeneratedRegex("([a-z0-9])([A-Z])")]
    private static partial Regex Words();
}

[System.Text.Json.Serialization.JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class DictionaryJson : System.Text.Json.Serialization.JsonSerializerContext;
