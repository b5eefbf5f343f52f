using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Messaging;
using SingleWindow.Gateway.Exchange;
using SingleWindow.Gateway.Readiness;
using SingleWindow.Gateway.Requests;
using SingleWindow.Gateway.Routing;

namespace SingleWindow.Gateway;

/// <summary>The role <c>gateway</c>: the only door. It decides what may come in at all, and forwards it.</summary>
public static class GatewayApplication
{
    private const long DefaultMaxBodyBytes = 1024 * 1024;
    private const long DefaultMaxDocumentBytes = 20 * 1024 * 1024;
    private const long DefaultMaxBatchBytes = 32 * 1024 * 1024;

    /// <summary>What is wrong with what the gateway reads from files: every fault at once.</summary>
    /// <param name="settings">All settings of the installation.</param>
    public static IEnumerable<string> Errors(IConfiguration settings) => ExchangeBook.Errors(settings);

    /// <summary>Builds the application; the host starts and stops it.</summary>
    /// <param name="settings">All settings of the installation.</param>
    /// <param name="shared">What every role has in common: logging.</param>
    public static WebApplication Create(IConfiguration settings, Action<WebApplicationBuilder> shared)
    {
        var maxBody = settings.GetValue("Gateway:MaxBodyBytes", DefaultMaxBodyBytes);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddConfiguration(settings);
        builder.WebHost.UseKestrelCore().UseUrls((settings["Gateway:Urls"] ?? "http://localhost:8080").Split(';'));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = maxBody;
            kestrel.Limits.MaxRequestHeaderCount = 64;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        Tls.Use(builder.WebHost, settings);
        shared(builder);

        builder.UseOrleansClient(client =>
        {
            client.Services.AddSingleton<IGatewayListProvider, NamedSilos>();
            client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(10));
            client.Configure<ClusterOptions>(cluster => cluster.ClusterId = cluster.ServiceId = settings["Cluster:Id"] ?? "singlewindow");
            client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(5));
            client.UseConnectionRetryFilter(static async (_, cancellationToken) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), cancellationToken);
                return true;
            });
        });
        // A gateway that waits for its first silo answers meanwhile, and says so at /readyz.
        builder.Services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
        builder.Services.AddRouting();
        builder.Services.AddRoutes(settings);
        builder.Services.AddCrowds(settings).AddSingleton<AccessLog>();
        builder.Services.AddReadiness(settings);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(new ExchangeBook(settings)).AddSingleton<ExchangeDoor>();

        var app = builder.Build();
        app.UseTrustedProxies(settings);
        app.Use(app.Services.GetRequiredService<AccessLog>().Write);
        // Its requests go on as they came: what the steps below do to ours is not done to them.
        var door = app.Services.GetRequiredService<ExchangeDoor>();
        app.MapWhen(ExchangeDoor.IsOurs, exchange => exchange.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = door.Fail }).UseRateLimiter().Run(door.Handle));
        app.Use(SecurityHeaders.Add);
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = context => context.Write(GatewayProblems.Internal) });
        app.Use(new ServedHosts(settings).Check);
        app.Use(AllowedMethods.Check);
        app.Use(PlainPaths.Check);
        app.Use(ForgedHeaders.Strip);
        app.Use(new ClientCertificates(settings).Tell);
        app.Use(new BodyLimit(maxBody, settings.GetValue("Documents:MaxBytes", DefaultMaxDocumentBytes), settings.GetValue("Batches:MaxBytes", DefaultMaxBatchBytes)).Check);
        app.UseRouting();
        app.UseRateLimiter();
        app.UseRequestTimeouts();
        app.MapReadiness();
        app.MapReverseProxy(ForwardingErrors.Use);
        app.MapFallback("/{**path}", context => context.Write(GatewayProblems.UnknownRoute));
        return app;
    }
}
