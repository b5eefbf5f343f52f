using Microsoft.Extensions.Logging;

namespace SingleWindow.Hub.PersonalData;

internal sealed partial class KeyVault
{
    [LoggerMessage(EventIds.KeysDestroyed, LogLevel.Information, "The keys of {Subject} for class {RetentionClass} were destroyed")]
    private partial void LogDestroyed(string subject, string retentionClass);
}
