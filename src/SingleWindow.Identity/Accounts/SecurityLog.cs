using Microsoft.Extensions.Logging;

namespace SingleWindow.Identity.Accounts;

internal enum SecurityEvent
{
    SignedIn,
    WrongPassword,
    WrongSecondFactor,
    Locked,
    RecoveryCodeUsed,
    PasswordSet,
    FirstCodeRefused,
    TotpEnrolled,
    RecoveryCodesMade,
    PasskeyAdded,
    PasskeyRemoved,
    SignedOut,
    OtherSessionsEnded,
    PasskeyRefused,
    ExternalNotLinked,
}

/// <summary>What a security log must say (ASVS 16.3.1): which account by its opaque id, and what happened; never who it is.</summary>
internal sealed partial class SecurityLog(ILogger<SecurityLog> logger)
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Account {Account}: {Happened}")]
    public partial void Note(string account, SecurityEvent happened);

    /// <summary>A client that is known did not prove itself. What it sent instead is not said.</summary>
    [LoggerMessage(EventId = 6, Level = LogLevel.Warning, Message = "Client {Client} was refused: wrong secret, assertion or certificate")]
    public partial void ClientRefused(string client);
}
