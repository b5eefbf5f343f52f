using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using SingleWindow.Core.Exchange;
using Yarp.ReverseProxy.Forwarder;

namespace SingleWindow.Gateway.Exchange;

/// <summary>One exchange: who asks whom for what, whether a right allows it, and the way there and back. Nothing of its path, query or body is ever in a log.</summary>
internal sealed partial class ExchangeDoor
{
    private readonly ExchangeBook book;
    private readonly IHttpForwarder forwarder;
    private readonly TimeProvider time;
    private readonly ILogger<ExchangeDoor> log;

    public ExchangeDoor(ExchangeBook book, IHttpForwarder forwarder, TimeProvider time, ILogger<ExchangeDoor> log)
    {
        (this.book, this.forwarder, this.time, this.log) = (book, forwarder, time, log);
        if (book is { AllowUnauthenticated: true, Registry: not null }) LogUnauthenticated();
    }

    private static readonly HttpMessageInvoker Providers = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = System.Net.DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        ActivityHeadersPropagator = null,
        EnableMultipleHttp2Connections = true,
    });

    /// <summary>Whether a request is the exchange's: its paths are read as they were sent.</summary>
    public static bool IsOurs(HttpContext http) => TargetOf(http) is var target && (target.StartsWith("/r1/", StringComparison.Ordinal) || IsListClients(target));

    public async Task Handle(HttpContext http)
    {
        var target = TargetOf(http);
        var exchange = new Exchange(book.Registry?.Instance, http);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        if (book.Registry is not { } registry)
        {
            await Refuse(http, exchange, ExchangeError.UnknownProvider);
            return;
        }
        if (IsListClients(target))
        {
            await (HttpMethods.IsGet(http.Request.Method) ? ExchangeMetadata.ListClients(http, registry) : Refuse(http, exchange, ExchangeError.BadRequest("Only GET is known here.")));
            return;
        }
        if (Admit(http, registry, target, out var client, out var asked) is { } refused)
        {
            await Refuse(http, exchange, refused);
            return;
        }
        if (ExchangeFile.Reserved.Contains(asked!.Service.Code))
        {
            if (await ExchangeMetadata.Answer(http, registry, client!, asked, exchange) is { } failed) await Refuse(http, exchange, failed);
            return;
        }
        var (service, error) = registry.Allow(client!, http.Request.Method, asked);
        if (service is null) await Refuse(http, exchange, error!);
        else await Forward(http, exchange, client!, asked, service);
    }

    /// <summary>Says that it was our own fault; nothing else of it gets out.</summary>
    public Task Fail(HttpContext http) => Refuse(http, new Exchange(book.Registry?.Instance, http), ExchangeError.Internal);

    // In the order of the protocol: what cannot be read, who asks, through which server.
    private ExchangeError? Admit(HttpContext http, ExchangeRegistry registry, string target, out SubsystemId? client, out ExchangeTarget? asked)
    {
        (client, asked) = (null, null);
        // Of several the last counts (PR-REST 4.3).
        if (http.Request.Headers[ExchangeHeaders.Client] is not [.., { Length: > 0 } name]) return ExchangeError.BadRequest("The header X-Road-Client is missing.");
        if ((client = Identifiers.Subsystem(name)) is null) return ExchangeError.BadRequest("The header X-Road-Client names no client.");
        if (http.Request.Headers[ExchangeHeaders.Id] is [{ } id] && !Exchange.IsId(id)) return ExchangeError.BadRequest("The header X-Road-Id is not one.");
        if ((asked = ExchangeTarget.Parse(target)) is null) return ExchangeError.BadRequest("The path is not that of a service, or can be read in two ways.");
        if (http.Request.Headers["X-Road-Security-Server"] is [.., { Length: > 0 } server] && server != registry.ServerId) return ExchangeError.InvalidServer;
        return registry.Authenticate(client, PinOf(http), book.AllowUnauthenticated);
    }

    private string? PinOf(HttpContext http)
    {
        if (http.Connection.ClientCertificate is not { } certificate) return null;
        var now = time.GetUtcNow().UtcDateTime;
        return certificate.NotBefore.ToUniversalTime() <= now && now <= certificate.NotAfter.ToUniversalTime() ? certificate.GetCertHashString(HashAlgorithmName.SHA256) : null;
    }

    private async Task Forward(HttpContext http, Exchange exchange, SubsystemId client, ExchangeTarget asked, Service service)
    {
        var hashed = new HashedBody(http.Request.Body, isNone: http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody is false);
        http.Response.RegisterForDispose(hashed);
        http.Request.Body = hashed;
        var transformer = new ExchangeTransformer(exchange, client, asked, service, hashed);
        var config = new ForwarderRequestConfig { ActivityTimeout = service.Timeout, Version = System.Net.HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        var failure = await forwarder.SendAsync(http, "http://provider", Providers, config, transformer, http.RequestAborted);
        if (failure == ForwarderError.None || http.Response.HasStarted || http.RequestAborted.IsCancellationRequested) return;
        LogFailed(failure, exchange.Detail);
        http.Response.Clear();
        await Refuse(http, exchange, failure switch
        {
            ForwarderError.RequestTimedOut => ExchangeError.TimedOut,
            ForwarderError.RequestBodyClient or ForwarderError.RequestBodyCanceled => ExchangeError.BadRequest("The body broke off."),
            ForwarderError.Request when http.GetForwarderErrorFeature()?.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } => ExchangeError.Unreachable,
            _ => ExchangeError.Broken,
        });
    }

    private async Task Refuse(HttpContext http, Exchange exchange, ExchangeError error)
    {
        var (response, style) = (http.Response, book.Style);
        var asXml = http.Request.Headers.Accept.ToString() is var accept && accept.Contains("xml", StringComparison.OrdinalIgnoreCase) && !accept.Contains("json", StringComparison.OrdinalIgnoreCase);
        response.StatusCode = error.Status(style);
        response.Headers[ExchangeHeaders.Error] = error.Spelt(style);
        exchange.Name(response.Headers);
        response.ContentType = asXml ? "text/xml;charset=utf-8" : "application/json;charset=utf-8";
        var body = asXml ? error.Xml(style, exchange.Detail) : error.Json(style, exchange.Detail);
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await response.Body.WriteAsync(body, http.RequestAborted);
        LogRefused(error.Type, exchange.Detail);
    }

    private static string TargetOf(HttpContext http) => http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    private static bool IsListClients(string target) => target == "/listClients" || target.StartsWith("/listClients?", StringComparison.Ordinal);

    [LoggerMessage(EventId = 7, Level = LogLevel.Warning, Message = "Exchange:AllowUnauthenticated is on: members that show no certificate are believed")]
    private partial void LogUnauthenticated();

    [LoggerMessage(EventId = 5, Level = LogLevel.Information, Message = "An exchange was refused: {Error} ({Detail})")]
    private partial void LogRefused(string error, string detail);

    [LoggerMessage(EventId = 6, Level = LogLevel.Warning, Message = "An exchange failed on its way to the provider: {Failure} ({Detail})")]
    private partial void LogFailed(ForwarderError failure, string detail);
}

/// <summary>The ids of one exchange.</summary>
internal sealed class Exchange
{
    public Exchange(string? instance, HttpContext http) =>
        Id = http.Request.Headers[ExchangeHeaders.Id] is [{ } id] && IsId(id) ? id : $"{instance ?? "sw"}-{RequestId}";

    /// <summary>The message's: the client's own, or one that is made here.</summary>
    public string Id { get; }

    /// <summary>This exchange's, new each time.</summary>
    public string RequestId { get; } = Guid.CreateVersion7().ToString("D", CultureInfo.InvariantCulture);

    /// <summary>What stands in an error and in our log.</summary>
    public string Detail => RequestId;

    public static bool IsId(string text) => text.Length is > 0 and <= 255 && text.All(letter => letter is > ' ' and <= '~');

    /// <summary>Names it in an answer.</summary>
    public void Name(IHeaderDictionary headers) => (headers[ExchangeHeaders.Id], headers[ExchangeHeaders.RequestId]) = (Id, RequestId);
}
