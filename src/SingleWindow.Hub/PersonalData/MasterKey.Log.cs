using Microsoft.Extensions.Logging;

namespace SingleWindow.Hub.PersonalData;

internal static partial class MasterKey
{
    [LoggerMessage(EventIds.MasterKeyCreated, LogLevel.Warning,
        "No Keys:Master is configured; a master key was made in {Path}. Back it up apart from the data, or configure one from a vault")]
    private static partial void LogCreated(ILogger logger, string path);

    [LoggerMessage(EventIds.MasterKeyExposed, LogLevel.Warning, "Others may read the master key {Path}; set its mode to 0600")]
    private static partial void LogExposed(ILogger logger, string path);
}
