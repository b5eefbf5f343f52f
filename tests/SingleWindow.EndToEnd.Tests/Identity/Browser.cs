using System.Net;
using System.Text.RegularExpressions;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>What a browser without scripts does: keeps cookies, fills in the form of a page, follows redirects within the site.</summary>
internal sealed partial class Browser(Uri site, SocketsHttpHandler? way = null) : IDisposable
{
    private readonly CookieContainer cookies = new();
    private HttpClient? client;

    /// <summary>The page that is shown.</summary>
    public string Page { get; private set; } = "";

    /// <summary>All that it would send, as a header.</summary>
    public string Cookies => cookies.GetCookieHeader(site);

    public HttpStatusCode Status { get; private set; }

    /// <summary>Path and query of the page, or the whole address outside of the site that it was sent to.</summary>
    public string Address { get; private set; } = "";

    public HttpResponseMessage Answer { get; private set; } = new();

    public Task<Browser> Open(string address) => Go(new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>Fills in the form of the page that posts to this path, and sends it.</summary>
    public Task<Browser> Submit(string action, params (string Name, string Value)[] fields)
    {
        var form = Form().Matches(Page).Select(match => (Action: match.Groups[1].Value, Body: match.Groups[2].Value)).First(form => form.Action == action);
        var values = Hidden().Matches(form.Body).ToDictionary(match => match.Groups[1].Value, match => WebUtility.HtmlDecode(match.Groups[2].Value));
        foreach (var (name, value) in fields) values[name] = value;
        return Post(action, values);
    }

    /// <summary>Posts without asking for a form before.</summary>
    public Task<Browser> Post(string address, Dictionary<string, string> values) => Go(new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(values) });

    public void Dispose() => client?.Dispose();

    private HttpClient Http => client ??= Make(way ?? new());

    private HttpClient Make(SocketsHttpHandler handler)
    {
        (handler.AllowAutoRedirect, handler.UseProxy, handler.CookieContainer) = (false, false, cookies);
        return new(handler) { BaseAddress = site };
    }

    private async Task<Browser> Go(HttpRequestMessage request)
    {
        while (true)
        {
            Answer = await Http.SendAsync(request);
            (Status, Page) = (Answer.StatusCode, await Answer.Content.ReadAsStringAsync());
            Address = request.RequestUri!.IsAbsoluteUri ? request.RequestUri.PathAndQuery : request.RequestUri.OriginalString;
            if (Answer.Headers.Location is not { } location) return this;
            var target = new Uri(site, location);
            if (!site.IsBaseOf(target))
            {
                Address = target.AbsoluteUri;
                return this;
            }
            request = new HttpRequestMessage(HttpMethod.Get, target);
        }
    }

    [GeneratedRegex("""<form method="post" action="([^"]+)"[^>]*>(.*?)</form>""", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)">""")]
    private static partial Regex Hidden();
}
