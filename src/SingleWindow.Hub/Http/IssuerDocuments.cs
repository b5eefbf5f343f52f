using Microsoft.IdentityModel.Protocols;

namespace SingleWindow.Hub.Http;

/// <summary>
/// Fetches the issuer's discovery document and keys. Documents of the embedded issuer name its public address, which leads through the gateway and
/// may not be up yet, or not be reachable from here at all: what begins with the issuer is fetched from the internal address instead.
/// </summary>
internal sealed class IssuerDocuments : IDocumentRetriever, IDisposable
{
    private readonly string issuer;
    private readonly string? internalUrl;
    private readonly HttpClient http;
    private readonly HttpDocumentRetriever retriever;

    public IssuerDocuments(string issuer, string? internalUrl)
    {
        this.issuer = issuer.TrimEnd('/') + "/";
        this.internalUrl = internalUrl is null ? null : internalUrl.TrimEnd('/') + "/";
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
        {
            Timeout = TimeSpan.FromSeconds(5),
            MaxResponseContentBufferSize = 1024 * 1024,
        };
        // An external issuer reached by https must not send us to keys on http.
        retriever = new HttpDocumentRetriever(http) { RequireHttps = internalUrl is null && issuer.StartsWith("https://", StringComparison.OrdinalIgnoreCase) };
    }

    public Task<string> GetDocumentAsync(string address, CancellationToken cancel) => retriever.GetDocumentAsync(Internal(address), cancel);

    public void Dispose() => http.Dispose();

    internal string Internal(string address) =>
        internalUrl is not null && address.StartsWith(issuer, StringComparison.Ordinal) ? internalUrl + address[issuer.Length..] : address;
}
