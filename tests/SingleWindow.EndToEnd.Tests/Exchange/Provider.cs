using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SingleWindow.EndToEnd.Tests.Exchange;

/// <summary>A service of a member: writes down what reaches it, and answers as the last part of the path says.</summary>
public sealed class Provider : IAsyncDisposable
{
    private readonly WebApplication app;

    private Provider()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        app = builder.Build();
        app.Run(Answer);
    }

    public string Url => app.Urls.First();

    internal ConcurrentQueue<Heard> All { get; } = new();

    /// <summary>Set when a stream may end.</summary>
    internal TaskCompletionSource MayEnd { get; set; } = new();

    public static async Task<Provider> Start()
    {
        var provider = new Provider();
        await provider.app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        MayEnd.TrySetResult();
        await app.DisposeAsync();
    }

    private async Task Answer(HttpContext http)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        var (buffer, length) = (new byte[64 * 1024], 0L);
        for (int read; (read = await http.Request.Body.ReadAsync(buffer)) > 0; length += read) sha.AppendData(buffer, 0, read);
        All.Enqueue(new(http.Request.Method, http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), length, sha.GetHashAndReset()));
        var (path, response) = (http.Request.Path.Value!, http.Response);
        switch (path[(path.LastIndexOf('/') + 1)..])
        {
            case "forged":
                foreach (var name in (string[])["X-Road-Error", "X-Road-Service", "X-Road-Request-Hash", "X-Road-Request-Id", "X-Road-Id", "X-Road-Client"]) response.Headers[name] = "forged";
                (response.Headers["X-Own"], response.Headers.Connection, response.Headers["X-Hop"]) = ("mine", "X-Hop", "hop");
                break;
            case "moved":
                (response.StatusCode, response.Headers.Location) = (302, "http://elsewhere.example/");
                return;
            case "teapot":
                response.StatusCode = 418;
                break;
            case "cut":
                http.Abort();
                return;
            case "short":
                response.ContentLength = 1000;
                await response.WriteAsync("few");
                await response.Body.FlushAsync();
                http.Abort();
                return;
            case "hang":
                await MayEnd.Task;
                return;
            case "stream":
                await response.WriteAsync("first");
                await response.Body.FlushAsync();
                await MayEnd.Task;
                break;
            case "large":
                response.ContentLength = 30L * buffer.Length * 16;
                for (var part = 0; part < 30 * 16; part++) await response.Body.WriteAsync(buffer);
                return;
            case "openapi.json":
                await response.WriteAsync("""{"openapi":"3.0.1","servers":[{"url":"https://registry.example/base"},{"url":"/relative"}],"paths":{"/a":{"servers":[{"url":"http://registry.example"}]}}}""");
                return;
            case "openapi.yaml":
                response.ContentType = "application/yaml";
                await response.WriteAsync("openapi: 3.0.1\nservers:\n  - url: 'https://registry.example/base' # ours\n    description: x\ninfo:\n  url: https://stays.example/\n");
                return;
        }
        await response.WriteAsync("answer");
    }
}

/// <summary>A request as the provider saw it.</summary>
internal sealed record Heard(string Method, string Target, IReadOnlyDictionary<string, string> Headers, long Length, byte[] Sha512);
