namespace SingleWindow.Host;

/// <summary>Where settings come from: <c>appsettings.json</c> beside the program, then the environment, then the command line.</summary>
internal static class HostSettings
{
    public const string EnvironmentPrefix = "SINGLEWINDOW__";

    public static IConfigurationRoot Load(CommandLine line) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true, reloadOnChange: false)
        .AddEnvironmentVariables(EnvironmentPrefix)
        .AddInMemoryCollection(line.Settings)
        .Build();

    /// <summary>The same settings, with these in place of what was there.</summary>
    public static IConfigurationRoot With(this IConfigurationRoot settings, IEnumerable<KeyValuePair<string, string?>> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.AsEnumerable()).AddInMemoryCollection(values).Build();

    /// <summary>
    /// A role's own copy: a web application writes to its configuration (UseUrls does), and writing goes through to every source, so roles that
    /// shared one would all listen on the last one's address.
    /// </summary>
    public static IConfigurationRoot Copy(this IConfiguration settings) => new ConfigurationBuilder().AddInMemoryCollection(settings.AsEnumerable()).Build();
}
