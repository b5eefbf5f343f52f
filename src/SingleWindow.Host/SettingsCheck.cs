using System.Globalization;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Host;

/// <summary>Finds everything that is wrong with the settings at once, so that nobody corrects them one start at a time.</summary>
internal static class SettingsCheck
{
    public static IEnumerable<string> Errors(IConfigurationRoot settings)
    {
        foreach (var (key, value) in settings.AsEnumerable().Where(setting => setting.Value is not null).OrderBy(setting => setting.Key, StringComparer.Ordinal))
        {
            var error = KnownSettings.KindOf(key) is { } kind ? Check(kind, value!) : "there is no such setting";
            if (error is not null) yield return $"{key}: {error}";
        }
        foreach (var error in Together(settings)) yield return error;
    }

    private static IEnumerable<string> Together(IConfigurationRoot settings)
    {
        var roles = Roles.Of(settings);
        if (!roles.Contains(Role.Hub) && settings["Silo:GatewayPort"] == "0") yield return "Silo:GatewayPort: 0 means nothing when the hub runs elsewhere";
        if (settings["Gateway:Hubs:0"] is null && settings.GetSection("Gateway:Hubs").Exists()) yield return "Gateway:Hubs: counts from 0";
        foreach (var key in (string[])["Hub:Urls", "Identity:Urls", "Management:Urls"])
            if (settings[key]?.Contains("https:", StringComparison.OrdinalIgnoreCase) is true) yield return $"{key}: TLS ends at the gateway; only Gateway:Urls may say https://";
        foreach (var error in ExternalErrors(settings)) yield return error;
        foreach (var error in TlsErrors(settings)) yield return error;
        foreach (var error in StorageSettings.Errors(settings, keys: roles.Contains(Role.Hub))) yield return error;
        foreach (var error in Gateway.GatewayApplication.Errors(settings)) yield return error;
    }

    private static IEnumerable<string> ExternalErrors(IConfigurationRoot settings)
    {
        const string section = "Identity:External";
        if (!settings.GetSection(section).Exists()) yield break;
        if (settings[$"{section}:Authority"] is not { } authority) yield return $"{section}:Authority: is needed beside the other settings of {section}";
        else if (Absolute(authority) is { Scheme: "http", IsLoopback: false }) yield return $"{section}:Authority: only https:// proves who answers, but on this machine";
        if (string.IsNullOrEmpty(settings[$"{section}:ClientId"])) yield return $"{section}:ClientId: is needed, as that issuer has registered this one";
    }

    private static IEnumerable<string> TlsErrors(IConfigurationRoot settings)
    {
        string[] files = ["Gateway:Tls:Certificate", "Gateway:Tls:Key"];
        var given = files.Where(file => settings[file] is not null).ToList();
        foreach (var key in given.Where(key => !File.Exists(settings[key]))) yield return $"{key}: there is no file '{settings[key]}'";
        if (given.Count == 1) yield return $"{files.Except(given).Single()}: is needed beside {given[0]}";
        if (given.Count == 0 && settings["Gateway:Urls"]?.Contains("https:", StringComparison.OrdinalIgnoreCase) is true) yield return "Gateway:Urls: https:// needs Gateway:Tls:Certificate and Gateway:Tls:Key";
    }

    private static string? Check(SettingKind kind, string value) => kind switch
    {
        SettingKind.Text => null,
        SettingKind.Number => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? null : $"'{value}' is not a whole number from 1 to {int.MaxValue}",
        SettingKind.Flag => bool.TryParse(value, out _) ? null : $"'{value}' is neither true nor false",
        SettingKind.Port => IsPort(value) ? null : $"'{value}' is not a port (0 to 65535; 0 is any free one)",
        SettingKind.Urls => Addresses.Split(value) is { Length: > 0 } urls ? urls.Select(Listening).FirstOrDefault(error => error is not null) : "no address",
        SettingKind.Address => Absolute(value) is null ? $"'{value}' is not an http:// or https:// address" : null,
        SettingKind.IpAddress => System.Net.IPAddress.TryParse(value, out _) ? null : $"'{value}' is not an IP address",
        SettingKind.IpNetwork => System.Net.IPAddress.TryParse(value, out _) || System.Net.IPNetwork.TryParse(value, out _) ? null : $"'{value}' is neither an IP address nor a network (10.0.0.0/8)",
        SettingKind.EndPoint => value.LastIndexOf(':') is > 0 and var colon && int.TryParse(value.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? null : $"'{value}' is not the name or address of a machine and a port (hub-0:30000)",
        SettingKind.Name => value.Length is > 0 and <= 100 && value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
            ? null : $"'{value}' is not a name of letters, digits, '-', '_' and '.'",
        SettingKind.Issuer => Absolute(value) is { AbsolutePath: "/" } ? null : $"'{value}' is not an http:// or https:// address without a path",
        SettingKind.Roles => Roles.Unknown(value).ToList() is { Count: > 0 } unknown
            ? $"unknown role {string.Join(", ", unknown.Select(role => $"'{role}'"))}; known are {Roles.Names}"
            : string.IsNullOrWhiteSpace(value) ? $"no role; known are {Roles.Names}" : null,
        SettingKind.StoreKind => value switch
        {
            "sqlite" or "postgres" => null,
            _ => $"'{value}' is not a kind of store; use sqlite or postgres",
        },
        SettingKind.ClientCertificates => value is "none" or "allow" or "require" ? null : $"'{value}' is neither none nor allow nor require",
        SettingKind.ErrorStyle => value is "specification" or "xroad78" or "http-native" ? null : $"'{value}' is neither specification nor xroad78 nor http-native",
        // Without saying what it is.
        SettingKind.Secret => value.Length >= 32 ? null : "has less than 32 characters (openssl rand -base64 32)",
        SettingKind.LogFormat => value is "simple" or "json" ? null : $"'{value}' is neither simple nor json",
        SettingKind.Scanner => value == "none" || (value.Split(' ')[0] is ['/', ..] command && File.Exists(command)) || (OperatingSystem.IsWindows() && File.Exists(value.Split(' ')[0]))
            ? null : $"'{value}' is neither 'none' nor a command line that begins with the full path of a program",
    };

    private static string? Listening(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            if (address.Scheme is not ("http" or "https")) return $"'{url}' does not begin with http:// or https://";
            return address.PathBase.Length == 0 && !address.IsUnixPipe && address.Port is >= 0 and <= 65535 && address.Host.Length > 0
                ? null : $"'{url}' is not of the form http://host:port";
        }
        catch (FormatException)
        {
            return $"'{url}' is not of the form http://host:port";
        }
    }

    private static bool IsPort(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535;

    private static Uri? Absolute(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Query.Length == 0 && uri.UserInfo.Length == 0 ? uri : null;
}
