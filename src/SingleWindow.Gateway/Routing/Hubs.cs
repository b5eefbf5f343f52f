using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace SingleWindow.Gateway.Routing;

/// <summary>Where the hubs are: <c>Gateway:Hubs</c>, or the lines of <c>Gateway:HubsFile</c>, which is read again while we run, so that hubs come and go without a restart of the door.</summary>
internal sealed class Hubs
{
    private readonly IConfiguration settings;
    private readonly string? file;

    public Hubs(IConfiguration settings)
    {
        this.settings = settings;
        file = settings["Gateway:HubsFile"];
        Addresses = file is null ? settings.GetSection("Gateway:Hubs").Get<string[]>() is { Length: > 0 } hubs ? hubs : ["http://127.0.0.1:5001"] : Read(file);
    }

    public IReadOnlyList<string> Addresses { get; private set; }

    /// <summary>Where their silos let clients in: those that are named, or the machines of the hubs.</summary>
    public IReadOnlyList<string> Silos => settings.GetSection("Gateway:Silos").Get<string[]>() is { Length: > 0 } silos
        ? silos : [.. Addresses.Select(hub => $"{new Uri(hub).Host}:{settings.GetValue("Silo:GatewayPort", 30000)}")];

    /// <summary>Reads the file again; true when it says something else than before.</summary>
    /// <exception cref="IOException">It cannot be read, or names no hub or something that is none; what was known before stays.</exception>
    public bool Refresh()
    {
        if (file is null) return false;
        var read = Read(file);
        if (read.SequenceEqual(Addresses)) return false;
        Addresses = read;
        return true;
    }

    private static string[] Read(string file)
    {
        string[] hubs = [.. File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith('#'))];
        if (hubs.Length == 0) throw new IOException("Gateway:HubsFile names no hub.");
        if (hubs.FirstOrDefault(hub => !Uri.TryCreate(hub, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) is { } wrong)
            throw new IOException($"Gateway:HubsFile: '{wrong}' is no address such as http://hub-1:5001.");
        return hubs;
    }
}

/// <summary>Tells YARP when the hubs are others than before.</summary>
internal sealed partial class HubsFollower(Hubs hubs, InMemoryConfigProvider proxy, IConfiguration settings, ILogger<HubsFollower> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? told = null;
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (!hubs.Refresh()) continue;
                proxy.Update(Routes.All(settings), Routes.Clusters(hubs.Addresses, settings));
                LogChanged(hubs.Addresses.Count);
                told = null;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                if (told != failure.Message) LogUnreadable(failure.Message);
                told = failure.Message;
            }
        }
    }

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "{Count} hubs are behind the gateway now")]
    private partial void LogChanged(int count);

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "The list of hubs is not followed: {Reason}")]
    private partial void LogUnreadable(string reason);
}
