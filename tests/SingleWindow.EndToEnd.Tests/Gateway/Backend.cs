using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace SingleWindow.EndToEnd.Tests.Gateway;

/// <summary>A server behind the gateway that writes down what reaches it.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication app;

    private Backend(string name, Func<HttpContext, Task>? answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(async context =>
        {
            if (context.Request.Path == "/healthz") return;
            // What is not whole has not come: a body whose end is malformed breaks off here.
            await context.Request.Body.CopyToAsync(Stream.Null);
            Reached.Enqueue($"{context.Request.Method} {context.Request.Path}");
            if (answer is not null) await answer(context);
            else await context.Response.WriteAsync(name);
        });
    }

    public string Url => app.Urls.First();

    public ConcurrentQueue<string> Reached { get; } = new();

    public static async Task<Backend> Start(string name = "hub", Func<HttpContext, Task>? answer = null)
    {
        var backend = new Backend(name, answer);
        await backend.app.StartAsync();
        return backend;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
