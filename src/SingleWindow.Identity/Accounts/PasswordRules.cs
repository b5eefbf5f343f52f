using Microsoft.AspNetCore.Identity;

namespace SingleWindow.Identity.Accounts;

/// <summary>NIST SP 800-63B and ASVS 6.2: long, none of the few dozen commonest that are so long, not one's own name; nothing about kinds of characters.</summary>
internal sealed class PasswordRules : IPasswordValidator<Account>
{
    public const int Least = 12;
    public const int Most = 128;

    // The commonest of lists of leaked passwords that are long enough; shorter ones are refused for their length.
    private static readonly HashSet<string> Commonest = new(StringComparer.OrdinalIgnoreCase)
    {
        "123456789012", "1234567890123", "12345678901234", "123456789012345", "1234567890123456", "123123123123", "123456123456", "987654321098", "1q2w3e4r5t6y", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv",
        "q1w2e3r4t5y6", "qazwsxedcrfv", "qwerty123456", "qwertyqwerty", "qwertyuiop12", "qwertyuiop123", "qwertyuiopasdf", "asdfghjkl123", "abcdefghijkl", "abcdefg12345", "abc123abc123", "password1234", "password12345",
        "password123456", "passwordpassword", "password!@#$", "Passw0rd1234", "iloveyou1234", "iloveyouforever", "administrator", "administrator1", "welcome12345", "welcome123456", "letmein12345", "changeme1234", "changeme12345",
        "manchesterunited", "unbelievable", "football1234", "basketball12", "sunshine1234", "princess1234", "zaq12wsxcde3", "zxcvbnm12345", "zxcvbnmasdfghjkl", "correcthorsebatterystaple", "singlewindow", "singlewindow1", "singlewindow123",
    };

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) => Task.FromResult(
        Trouble(user, password ?? "") is { } trouble ? IdentityResult.Failed(new IdentityError { Code = "Password", Description = trouble }) : IdentityResult.Success);

    private static string? Trouble(Account account, string password) => password switch
    {
        { Length: < Least } => $"The password needs at least {Least} characters.",
        { Length: > Most } => $"The password has at most {Most} characters.",
        _ when Commonest.Contains(password) || password.Distinct().Count() < 4 => "That is one of the commonest passwords: take another one.",
        _ when password.Contains(account.UserName!, StringComparison.OrdinalIgnoreCase) || password.Equals(account.DisplayName, StringComparison.OrdinalIgnoreCase) => "The password must not be your own name.",
        _ => null,
    };
}
