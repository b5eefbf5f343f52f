using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Identity.Accounts;
using SingleWindow.Identity.Clients;
using SingleWindow.Identity.External;
using SingleWindow.Identity.Pages;
using SingleWindow.Identity.Storage;
using SingleWindow.Identity.Tokens;

namespace SingleWindow.Identity;

/// <summary>The role <c>identity</c>: an embedded OpenID Connect provider that any other issuer can replace.</summary>
public static class IdentityApplication
{
    /// <summary>Builds the application; the host starts and stops it.</summary>
    /// <param name="settings">All settings of the installation.</param>
    /// <param name="shared">What every role has in common: logging.</param>
    public static WebApplication Create(IConfiguration settings, Action<WebApplicationBuilder> shared)
    {
        var issuer = new Uri(settings["Identity:Issuer"] ?? "http://localhost:8080/");
        var place = IdentityPlaces.Of(settings);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddConfiguration(settings);
        builder.WebHost.UseKestrelCore().UseUrls((settings["Identity:Urls"] ?? "http://127.0.0.1:5002").Split(';'));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 16 * 1024);
        shared(builder);

        builder.Services.AddRoutingCore();
        // The tables before all else that starts, for keys may be in them.
        builder.Services.AddSingleton<StoreAtStart>();
        builder.Services.AddHostedService(services => services.GetRequiredService<StoreAtStart>());
        place.Persist(builder.Services.AddDataProtection().SetApplicationName("SingleWindow"));
        builder.Services.AddIdentityStore(place).AddTokenServer(issuer, place.Keys);
        builder.Services.AddAccounts().AddSignInManager<AccountSignIn>();
        builder.Services.AddSingleton<SecurityLog>().AddSingleton<Turns>().AddScoped<SignedIn>().AddScoped<SecuritySettings>().AddHttpContextAccessor().AddSessionCookies(issuer);
        builder.Services.AddSingleton(new Site(issuer)).AddPasskeys(issuer);
        var external = ExternalIssuer.Of(settings);
        if (external is not null) builder.Services.AddExternalSignIn(external, issuer.Scheme == Uri.UriSchemeHttps);
        builder.Services.AddHostedService<Pruning>();
        builder.Services.AddHealthChecks().AddCheck<StoreAtStart>("store");

        var app = builder.Build();
        app.UseExceptionHandler(RequestErrors.Options);
        // Who we are comes from settings; a Host or X-Forwarded-Host header of the request never gets into a discovery document.
        app.Use((context, next) =>
        {
            context.Request.Scheme = issuer.Scheme;
            context.Request.Host = HostString.FromUriComponent(issuer);
            return next(context);
        });
        app.UseCertificateOfCaller(settings);
        app.UseAuthentication();
        app.MapGet("/healthz", () => Results.Ok());
        app.MapAuthorize();
        app.MapEndSession();
        app.MapAccount(external);
        return app;
    }

    /// <summary>Copies clients and token keys into a folder, beside a running issuer.</summary>
    public static void BackUp(IConfiguration settings, string folder) => IdentityFiles.Copy(IdentitySchema.PathOf(settings), folder);

    /// <summary>Proves that there is nothing yet that a backup would overwrite.</summary>
    /// <exception cref="IOException">There are clients already, or none in the backup.</exception>
    public static void RequireEmpty(IConfiguration settings, string folder) => IdentityFiles.RequireNone(folder, IdentitySchema.PathOf(settings));

    /// <summary>Puts them back where there are none.</summary>
    /// <exception cref="IOException">There are clients already.</exception>
    public static void Restore(IConfiguration settings, string folder) => IdentityFiles.PutBack(folder, IdentitySchema.PathOf(settings));

    /// <summary>Makes a signing key, beside a running issuer.</summary>
    /// <param name="settings">Where the installation keeps its data.</param>
    /// <param name="soon">False: it is published now and signs when everybody has it. True: as soon as hubs can have it.</param>
    /// <returns>Its id, and when it begins to sign.</returns>
    public static (string Id, DateTimeOffset From) RotateSigningKey(IConfiguration settings, bool soon)
    {
        var from = TimeProvider.System.GetUtcNow() + (soon ? SigningKeys.ShortestLead : SigningKeys.Lead);
        return (new SigningKeys(IdentityPlaces.Of(settings).Keys, TimeProvider.System).Add(from), from);
    }

    /// <summary>Makes a signing key that signs at once, and takes away all others, since somebody stole them.</summary>
    /// <returns>Its id, and since when it signs.</returns>
    public static (string Id, DateTimeOffset From) ReplaceSigningKeys(IConfiguration settings) => new SigningKeys(IdentityPlaces.Of(settings).Keys, TimeProvider.System).ReplaceAll();

    /// <summary>Whether the issuer's data are in a database, which is copied with its own tools, and shared by all processes with the role.</summary>
    public static bool IsShared(IConfiguration settings) => IdentityPlaces.AreShared(settings);

    /// <summary>Seals the keys in the database anew after <c>Keys:Master</c> has changed.</summary>
    /// <returns>How many there are, and how many of them were sealed anew.</returns>
    public static (int All, int Anew) RotateMaster(IConfiguration settings) => new PostgresPlace(settings).SealAnew();

    /// <summary>Makes the tables, for installations that separate migration from start.</summary>
    public static async Task Initialise(IConfiguration settings) => await ClientRegistry.Open(settings).DisposeAsync();
}
