namespace SingleWindow.Host.Commands;

internal static class Help
{
    public static void Print(TextWriter output)
    {
        output.WriteLine($"""
            SingleWindow.Host                serves all roles; the data is in ./data
              --roles ROLE[,ROLE]            only these roles of {Roles.Names}
              --demo                         plays a small country on top
              --demo --exit                  plays its story and its year once on an own store and own ports; exit code 1 if a step went wrong
              --workers COUNT                how many people live through the demo's year (200; 20 to 800); 0: no year
              --init-only                    creates or migrates the store and ends
              --help

            Commands
            """);
        foreach (var usage in Command.Usages) output.WriteLine($"  {usage}");
        output.WriteLine($"""

            Settings: --Section:Key=value, or {HostSettings.EnvironmentPrefix}Section__Key in the environment, or appsettings.json
              Gateway:Urls Hub:Urls Identity:Urls Management:Urls   where to listen; port 0 is any free one
              Gateway:Hubs:0 Gateway:Identity                       where the gateway finds the other roles
              Gateway:HubsFile                                      in place of Gateway:Hubs: a file with an address in each line, read again while running
              Gateway:Hosts                                         host names that are served, with ; between them, or *; else the issuer's, those of Gateway:Urls and this machine's
              Exchange:File                                         JSON file of members, services and rights of the data exchange (/r1)
              Exchange:AllowUnauthenticated                         true: members with "auth":"none" need not show a certificate (false)
              Exchange:ErrorStyle                                   specification (default), xroad78 or http-native
              Gateway:TrustedProxies:0                              IP address or network of a proxy before the gateway, whose X-Forwarded-For and -Proto are believed
              Gateway:Tls:Certificate Gateway:Tls:Key               PEM files; then https://*:8443 too, unless Gateway:Urls says where
              Gateway:Tls:ClientCertificates                        none, allow or require
              Gateway:Secret                                        32 characters or more, the same for gateway, hubs and issuer in several processes: proves the certificates of clients that the gateway tells
              Gateway:MaxConcurrent Gateway:MaxConcurrentPerCaller  requests at once (1024), and of one caller (an eighth); the rest waits, then 429
              Gateway:SignInsPerSecond                              requests to the issuer from one address (50)
              Gateway:TimeoutSeconds Gateway:SilenceSeconds         for an answer that is no stream (30); without a byte in either direction (60)
              Hub:TrustedGateways:0                                 IP address or network of gateways on other machines, whose X-Forwarded-For and Client-Cert are believed
              Cluster:Id                                            the same in all processes of a cluster
              Silo:Address Silo:Port Silo:GatewayPort               where other nodes reach this one; port 0 is any free one
              Gateway:Silos:0                                       host:port of a silo for the gateway, where it is not that of the hubs
              Store:Kind Store:Path                                 sqlite or postgres, and the directory of files
              Store:Connection Keys:Connection                      with postgres: two databases, as Host=…;Database=…;Username=…;Password=…
              Keys:Master                                           32 bytes in base64; without it a file is made
              Keys:Others                                           further master keys that open what they wrapped, with commas between them
              Identity:Issuer Identity:InternalUrl                  public name of the embedded issuer, and where it really is
              Identity:Authority                                    an external issuer in its place
              Identity:External:Authority :ClientId :Secret :Name   an issuer through which people of ours may sign in too, and what they call it
              Identity:External:TwoFactorAcr                        its acr values, with blanks between them, after which no second factor is asked for here
              Logging:Format Logging:LogLevel:*                     simple or json
            """);
    }
}
