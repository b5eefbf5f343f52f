namespace SingleWindow.Host;

/// <summary>Makes all addresses definite and consistent: free ports where 0 was asked for, and what follows from one address for the others.</summary>
internal static class Addresses
{
    private static readonly (string Key, Role? Role, string Default)[] Listening =
    [
        ("Hub:Urls", Role.Hub, "http://127.0.0.1:5001"),
        ("Identity:Urls", Role.Identity, "http://127.0.0.1:5002"),
        ("Gateway:Urls", Role.Gateway, "http://localhost:8080"),
        ("Management:Urls", null, "http://127.0.0.1:9090"),
    ];

    private static readonly (string Key, int Default)[] SiloPorts = [("Silo:Port", 11111), ("Silo:GatewayPort", 30000)];

    /// <param name="settings">Checked settings.</param>
    /// <param name="roles">The roles of this process.</param>
    /// <param name="free">Free ports also where nothing was said, for a demo that must not disturb anything.</param>
    public static IConfigurationRoot Resolve(IConfigurationRoot settings, IReadOnlyList<Role> roles, bool free)
    {
        using var ports = new Ports();
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, role, standard) in Listening)
        {
            var here = role is null || roles.Contains(role.Value);
            var urls = Split(settings[key] ?? (free && here ? WithPort(standard, 0) : standard) + (role is Role.Gateway && settings["Gateway:Tls:Certificate"] is not null ? ";https://*:8443" : ""));
            values[key] = string.Join(';', here ? urls.Select(url => BindingAddress.Parse(url).Port == 0 ? WithPort(url, ports.Free()) : url) : urls);
        }
        foreach (var (key, standard) in SiloPorts)
        {
            var port = settings.GetValue(key, free ? 0 : standard);
            values[key] = (port == 0 ? ports.Free() : port).ToString();
        }
        if (!settings.GetSection("Gateway:Hubs").Exists() && settings["Gateway:HubsFile"] is null) values["Gateway:Hubs:0"] = Reach(values["Hub:Urls"]!);
        if (roles.Contains(Role.Hub) && !settings.GetSection("Gateway:Silos").Exists()) values["Gateway:Silos:0"] = $"{settings["Silo:Address"] ?? "127.0.0.1"}:{values["Silo:GatewayPort"]}";
        values["Gateway:Identity"] = settings["Gateway:Identity"] ?? Reach(values["Identity:Urls"]!);
        values["Identity:InternalUrl"] = settings["Identity:InternalUrl"] ?? values["Gateway:Identity"];
        values["Identity:Issuer"] = settings["Identity:Issuer"] ?? Public(values["Gateway:Urls"]!);
        values["Store:Path"] = Path.GetFullPath(settings["Store:Path"] ?? "./data");
        return settings.With(values);
    }

    public static string[] Split(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The gateway as a browser on this machine would name it.</summary>
    public static string Public(string urls) => Named(urls, "localhost") + "/";

    /// <summary>How a neighbour in the same process or machine reaches what listens here.</summary>
    private static string Reach(string urls) => Named(urls, "127.0.0.1");

    private static string Named(string urls, string anyHost)
    {
        var address = BindingAddress.Parse(Split(urls)[0]);
        return $"{address.Scheme}://{(address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? anyHost : address.Host)}:{address.Port}";
    }

    private static string WithPort(string url, int port)
    {
        var address = BindingAddress.Parse(url);
        return $"{address.Scheme}://{address.Host}:{port}";
    }
}
