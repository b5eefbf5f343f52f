namespace SingleWindow.Identity.Accounts;

/// <summary>How somebody signed in, in the words of RFC 8176 with blanks between them: apps read them in <c>amr</c>.</summary>
internal static class AuthenticationMethods
{
    /// <summary>More than one factor, whichever.</summary>
    public const string Several = "mfa";

    public const string Password = "pwd";
    public const string Passkey = $"pop user {Several}";

    /// <summary>The <c>acr</c> that says so, by the name that identity federations have for it.</summary>
    public const string TwoFactorContext = "https://refeds.org/profile/mfa";

    /// <summary>After a first factor a code.</summary>
    public static string WithCode(string first) => $"{first} otp {Several}";

    public static bool IsTwoFactors(string methods) => methods.Split(' ').Contains(Several);
}
