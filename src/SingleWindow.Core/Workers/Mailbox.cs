using System.Globalization;

namespace SingleWindow.Core.Workers;

/// <summary>Which mailbox an e-mail address reaches, as far as its text says: the same for every way to write it.</summary>
public static class Mailbox
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = false };

    /// <summary>Lower case, full-width letters as plain ones, without a tag after <c>+</c>, the domain in its ASCII form.</summary>
    public static string Of(string email)
    {
        var text = string.Concat(email.Trim().Select(Plain)).ToLowerInvariant();
        var at = text.LastIndexOf('@');
        if (at <= 0) return text;
        var (local, domain) = (text[..at], text[(at + 1)..].TrimEnd('.'));
        // A tag belongs to the mailbox before it; an address that is nothing but a tag is one of its own.
        if (local.IndexOf('+', StringComparison.Ordinal) is var tag and > 0) local = local[..tag];
        return $"{local}@{Ascii(domain)}";
    }

    // The one family of look-alikes that reaches the same mailbox; the runtime here knows no compatibility forms.
    private static char Plain(char c) => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;

    private static string Ascii(string domain)
    {
        try
        {
            return domain.Length == 0 ? domain : Idn.GetAscii(domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            // No name of the Internet, but still a text that can be compared.
            return domain;
        }
    }
}
