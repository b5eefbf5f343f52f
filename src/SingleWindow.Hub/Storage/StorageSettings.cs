using Microsoft.Extensions.Configuration;

namespace SingleWindow.Hub.Storage;

/// <summary>What is wrong with the settings of the stores, told without what they hold: a password.</summary>
public static class StorageSettings
{
    /// <param name="settings">Of this process.</param>
    /// <param name="keys">Whether it opens the keys of persons: the issuer does not, and should not be able to.</param>
    public static IEnumerable<string> Errors(IConfiguration settings, bool keys)
    {
        if (settings["Store:Kind"] != "postgres") return ((string[])["Store:Connection", "Keys:Connection"]).Where(name => settings[name] is not null).Select(name => $"{name}: needs Store:Kind postgres");
        string[] needed = keys || settings["Keys:Connection"] is not null ? ["Store:Connection", "Keys:Connection"] : ["Store:Connection"];
        var errors = needed.SelectMany(name => Fault(settings[name]) is { } fault ? (string[])[$"{name}: {fault}"] : []).ToList();
        if (string.IsNullOrEmpty(settings["Keys:Master"])) errors.Add("Keys:Master: Store:Kind postgres needs it, the same on every node (base64 of 32 bytes)");
        if (errors.Count == 0 && needed.Length == 2 && Place(settings["Store:Connection"]!) == Place(settings["Keys:Connection"]!))
            errors.Add("Keys:Connection: the keys need a database of their own, so that no backup of the others holds them");
        return errors;
    }

    private static string? Fault(string? connection)
    {
        if (string.IsNullOrWhiteSpace(connection)) return "Store:Kind postgres needs it (Host=…;Database=…;Username=…;Password=…)";
        try
        {
            var parsed = PostgresSettings.Parse(connection);
            return parsed.Host is null ? "no Host" : parsed.Database is null ? "no Database" : parsed.Username is null ? "no Username" : null;
        }
        catch (StoreException fault)
        {
            return fault.Message;
        }
    }

    private static (string?, int, string?) Place(string connection)
    {
        var parsed = PostgresSettings.Parse(connection);
        return (parsed.Host, parsed.Port, parsed.Database);
    }
}
