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
}

/// <summary>What a security log must say (ASVS 16.3.1): which account by its opaque id, and what happened; never who it is.</summary>
internal sealed partial class SecurityLog(ILogger<SecurityLog> logger)
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Account {Account}: {Happened}")]
    public partial void Note(string account, SecurityEvent happened);
}
