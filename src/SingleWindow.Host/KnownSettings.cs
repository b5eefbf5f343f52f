namespace SingleWindow.Host;

internal enum SettingKind
{
    Text,
    Name,
    Number,
    Flag,
    Port,
    Urls,
    Address,
    IpAddress,
    EndPoint,
    Issuer,
    Roles,
    StoreKind,
    LogFormat,
    Scanner,
    ClientCertificates,
    ErrorStyle,
    IpNetwork,
    Secret,
}

/// <summary>Every setting there is. A name that is not here is a typing error, and is said before anything starts.</summary>
internal static class KnownSettings
{
    // A star stands for the rest of the key: sections whose owner checks them.
    private static readonly (string Key, SettingKind Kind)[] All =
    [
        ("Roles", SettingKind.Roles),
        ("Hub:Urls", SettingKind.Urls),
        ("Identity:Urls", SettingKind.Urls),
        ("Gateway:Urls", SettingKind.Urls),
        ("Portal:Urls", SettingKind.Urls),
        ("Management:Urls", SettingKind.Urls),
        ("Cluster:Id", SettingKind.Name),
        ("Cluster:DrainSeconds", SettingKind.Number),
        ("Silo:Address", SettingKind.IpAddress),
        ("Silo:Port", SettingKind.Port),
        ("Silo:GatewayPort", SettingKind.Port),
        ("Hub:TrustedGateways:*", SettingKind.IpNetwork),
        ("Gateway:Secret", SettingKind.Secret),
        ("Gateway:Hubs:*", SettingKind.Address),
        ("Gateway:Silos:*", SettingKind.EndPoint),
        ("Gateway:Identity", SettingKind.Address),
        ("Gateway:MaxBodyBytes", SettingKind.Number),
        ("Gateway:HubsFile", SettingKind.Text),
        ("Gateway:Hosts", SettingKind.Text),
        ("Gateway:TrustedProxies:*", SettingKind.IpNetwork),
        ("Gateway:MaxConcurrent", SettingKind.Number),
        ("Gateway:MaxConcurrentPerCaller", SettingKind.Number),
        ("Gateway:SignInsPerSecond", SettingKind.Number),
        ("Gateway:TimeoutSeconds", SettingKind.Number),
        ("Gateway:SilenceSeconds", SettingKind.Number),
        ("Gateway:Tls:Certificate", SettingKind.Text),
        ("Gateway:Tls:Key", SettingKind.Text),
        ("Gateway:Tls:ClientCertificates", SettingKind.ClientCertificates),
        ("Identity:Issuer", SettingKind.Issuer),
        ("Identity:Authority", SettingKind.Address),
        ("Identity:External:Authority", SettingKind.Address),
        ("Identity:External:ClientId", SettingKind.Text),
        ("Identity:External:Secret", SettingKind.Text),
        ("Identity:External:Name", SettingKind.Text),
        ("Identity:External:TwoFactorAcr", SettingKind.Text),
        ("Identity:InternalUrl", SettingKind.Address),
        ("Store:Kind", SettingKind.StoreKind),
        ("Store:Path", SettingKind.Text),
        ("Store:Connection", SettingKind.Text),
        ("Keys:*", SettingKind.Text),
        ("Documents:MaxBytes", SettingKind.Number),
        ("Documents:Scanner", SettingKind.Scanner),
        ("Documents:ScanSeconds", SettingKind.Number),
        ("Documents:RetentionDays:Draft", SettingKind.Number),
        ("Documents:RetentionDays:Withdrawn", SettingKind.Number),
        ("Documents:RetentionDays:Refused", SettingKind.Number),
        ("Documents:RetentionDays:Granted", SettingKind.Number),
        ("Batches:MaxBytes", SettingKind.Number),
        ("Batches:RetentionDays", SettingKind.Number),
        ("RateLimits:PerSecond", SettingKind.Number),
        ("RateLimits:Burst", SettingKind.Number),
        ("Schemes:AllowDraft", SettingKind.Flag),
        ("Schemes:Path", SettingKind.Text),
        ("Exchange:File", SettingKind.Text),
        ("Exchange:AllowUnauthenticated", SettingKind.Flag),
        ("Exchange:ErrorStyle", SettingKind.ErrorStyle),
        ("Logging:Format", SettingKind.LogFormat),
        ("Logging:*", SettingKind.Text),
    ];

    public static SettingKind? KindOf(string key)
    {
        foreach (var (known, kind) in All)
            if (known.EndsWith('*') ? key.StartsWith(known[..^1], StringComparison.OrdinalIgnoreCase) : key.Equals(known, StringComparison.OrdinalIgnoreCase))
                return kind;
        return null;
    }
}
