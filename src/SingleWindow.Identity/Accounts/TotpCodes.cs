using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace SingleWindow.Identity.Accounts;

/// <summary>TOTP (RFC 6238): the code of this half minute or of a neighbour, each once. The framework's own check would take a code again and for five steps.</summary>
internal sealed class TotpCodes : AuthenticatorTokenProvider<Account>
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } secret) return false;
        if (StepOf(secret, token, after: user.LastTotpStep) is not { } step) return false;
        user.LastTotpStep = step;
        // Two requests with one code: the store lets one of them write.
        return (await manager.UpdateAsync(user)).Succeeded;
    }

    /// <summary>The time step that a code belongs to, if it is now and later than a step that was used.</summary>
    public static long? StepOf(string secret, string code, long after)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30;
        for (var step = Math.Max(now - 1, after + 1); step <= now + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(At(secret, step)), Encoding.ASCII.GetBytes(code))) return step;
        return null;
    }

    /// <summary>The code of a time step.</summary>
    public static string At(string secret, long step)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238 and every authenticator use HMAC-SHA-1, which is not broken by collisions.
        var hash = HMACSHA1.HashData(Decode(secret), counter);
#pragma warning restore CA5350
        var value = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (value % 1_000_000).ToString("D6");
    }

    private static byte[] Decode(string text)
    {
        var bytes = new List<byte>();
        var (bits, held) = (0, 0);
        foreach (var letter in text.TrimEnd('='))
        {
            (bits, held) = (((bits << 5) | Base32.IndexOf(char.ToUpperInvariant(letter))) & 0xFFF, held + 5);
            if (held < 8) continue;
            held -= 8;
            bytes.Add((byte)(bits >> held & 0xFF));
        }
        return [.. bytes];
    }
}
