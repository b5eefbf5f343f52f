using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SingleWindow.Core.Exchange;
using Yarp.ReverseProxy.Forwarder;

namespace SingleWindow.Gateway.Exchange;

/// <summary>What goes on to the provider and what comes back: method, target and body as they came, without the headers of the hop, and without a word in the name of the exchange that is not its own.</summary>
internal sealed class ExchangeTransformer(Exchange exchange, SubsystemId client, ExchangeTarget asked, Service service, HashedBody body) : HttpTransformer
{
    private byte[] head = [];

    public override async ValueTask TransformRequestAsync(HttpContext http, HttpRequestMessage request, string destinationPrefix, CancellationToken ct)
    {
        await base.TransformRequestAsync(http, request, destinationPrefix, ct);
        var nominated = Nominated(http.Request.Headers.Connection);
        foreach (var header in http.Request.Headers.Where(header => !ExchangeHeaders.Passes(header.Key, nominated)))
        {
            // Asked first: taking a header away where it cannot stand is an error.
            if (request.Headers.NonValidated.Contains(header.Key)) request.Headers.Remove(header.Key);
            else if (request.Content?.Headers.NonValidated.Contains(header.Key) is true) request.Content.Headers.Remove(header.Key);
        }
        request.Headers.Host = null;
        Set(request, ExchangeHeaders.Client, $"{client}");
        Set(request, ExchangeHeaders.Id, exchange.Id);
        Set(request, ExchangeHeaders.RequestId, exchange.RequestId);
        request.RequestUri = new Uri(asked.At(service.Address), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        // Not validated: what is looked at otherwise is written anew, and no longer as it came.
        var sent = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated.AsEnumerable() ?? []).Where(header => !header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase));
        head = RequestHash.Head(http.Request.Method, http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, sent.SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value))));
    }

    public override async ValueTask<bool> TransformResponseAsync(HttpContext http, HttpResponseMessage? answer, CancellationToken ct)
    {
        if (!await base.TransformResponseAsync(http, answer, ct) || answer is null) return false;
        var nominated = Nominated(string.Join(',', answer.Headers.Connection));
        foreach (var name in http.Response.Headers.Keys.Where(name => !ExchangeHeaders.Returns(name, nominated)).ToArray()) http.Response.Headers.Remove(name);
        exchange.Name(http.Response.Headers);
        http.Response.Headers[ExchangeHeaders.Client] = $"{client}";
        http.Response.Headers[ExchangeHeaders.Service] = $"{service.Id}";
        // A provider that answers before it has heard all leaves no hash: half of a request has none.
        if (body.Hash is { } hash) http.Response.Headers[ExchangeHeaders.RequestHash] = RequestHash.Of(head, hash.Length == 0 ? null : hash);
        return true;
    }

    public override ValueTask TransformResponseTrailersAsync(HttpContext http, HttpResponseMessage answer, CancellationToken ct) => ValueTask.CompletedTask;

    private static void Set(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
    }

    private static HashSet<string> Nominated(string? connection) => new((connection ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);
}
