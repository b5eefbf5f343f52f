namespace SingleWindow.Identity.Accounts;

/// <summary>How somebody signed in, in the words of RFC 8176 with blanks between them: apps read them in <c>amr</c>.</summary>
internal static class AuthenticationMethods
{
    public const string TwoFactors = "pwd otp mfa";
    public const string Passkey = "pop user mfa";

    /// <summary>The <c>acr</c> that says so, by the name that identity federations have for it.</summary>
    public const string TwoFactorContext = "https://refeds.org/profile/mfa";

    public static bool IsTwoFactors(string methods) => methods.Split(' ').Contains("mfa");
}
