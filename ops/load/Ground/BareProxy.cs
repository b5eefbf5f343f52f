using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace SingleWindow.Load.Ground;

/// <summary>What a door costs that does nothing: YARP as it comes, in a process of its own; and nginx, on a configuration as short.</summary>
internal sealed class BareProxy : IAsyncDisposable
{
    /// <summary>The word that makes this program one.</summary>
    public const string Word = "bare-proxy";

    private readonly Process process;
    private readonly DirectoryInfo? folder;

    private BareProxy(Process process, Uri address, DirectoryInfo? folder) => (this.process, Address, this.folder) = (process, address, folder);

    public Uri Address { get; }

    public static async Task<BareProxy> Yarp(Uri backend)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(BareProxy).Assembly.Location, Word, $"--backend={backend}"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        return new(process, new(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the bare proxy did not start")), null);
    }

    /// <summary>As many workers as cores, connections to the backend kept.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">nginx is not installed.</exception>
    public static async Task<BareProxy> Nginx(Uri backend)
    {
        var folder = Directory.CreateTempSubdirectory("singlewindow-nginx-");
        int port;
        using (var ports = new Host.Ports()) port = ports.Free();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "nginx.conf"), $$"""
            daemon off; worker_processes auto; pid {{folder.FullName}}/nginx.pid; error_log {{folder.FullName}}/error.log;
            events { worker_connections 1024; }
            http {
              access_log off; client_body_temp_path {{folder.FullName}}/body; proxy_temp_path {{folder.FullName}}/proxy; fastcgi_temp_path {{folder.FullName}}/f; uwsgi_temp_path {{folder.FullName}}/u; scgi_temp_path {{folder.FullName}}/s;
              keepalive_requests 100000000;
              upstream backend { server {{backend.Authority}}; keepalive 256; keepalive_requests 100000000; }
              server { listen 127.0.0.1:{{port}}; location / { proxy_pass http://backend; proxy_http_version 1.1; proxy_set_header Connection ""; } }
            }
            """);
        var process = Process.Start(new ProcessStartInfo("nginx", ["-p", folder.FullName, "-c", Path.Combine(folder.FullName, "nginx.conf")]))!;
        var address = new Uri($"http://127.0.0.1:{port}/");
        using var http = EmployerClient.Http(address, 1);
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException($"nginx ended with {process.ExitCode}");
            try
            {
                using var answer = await http.GetAsync("bare");
                return new(process, address, folder);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20);
            }
        }
    }

    /// <summary>Is one, until the standard input ends.</summary>
    public static async Task<int> Serve(string backend)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "all", Match = new RouteMatch { Path = "/{**rest}" } }],
            [new ClusterConfig { ClusterId = "all", Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = backend } } }]);
        await using var app = builder.Build();
        app.MapReverseProxy();
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        if (folder is null) process.StandardInput.Close();
        else using (var stop = Process.Start("kill", ["-TERM", process.Id.ToString()])) await stop.WaitForExitAsync();
        await process.WaitForExitAsync();
        process.Dispose();
        folder?.Delete(recursive: true);
    }
}
