using System.Buffers.Binary;

namespace SingleWindow.Core.Applications;

/// <summary>
/// The code with which a worker claims his place: 80 bits in Crockford's base32, in groups of four, and a check symbol. It is made to be read out and typed:
/// small letters, blanks and dashes do not matter, and who writes O for 0 or L for 1 is understood.
/// </summary>
public static class InvitationCode
{
    private const int Bytes = 10, Length = 16;
    private const string Symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", Checks = Symbols + "*~$=U";

    /// <summary>The code of a secret, as people see it.</summary>
    /// <param name="secret">At least ten bytes that nobody can guess.</param>
    public static string Of(ReadOnlySpan<byte> secret)
    {
        Span<byte> wide = stackalloc byte[16];
        secret[..Bytes].CopyTo(wide[^Bytes..]);
        var value = BinaryPrimitives.ReadUInt128BigEndian(wide);
        var text = string.Create(Length, value, (symbols, left) =>
        {
            for (var i = Length - 1; i >= 0; i--, left >>= 5) symbols[i] = Symbols[(int)(left & 31)];
        });
        return $"{text[..4]}-{text[4..8]}-{text[8..12]}-{text[12..]}-{Checks[(int)(value % 37)]}";
    }

    /// <summary>What somebody typed, in the one form; null when it is no code, or a symbol is wrong.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 60) return null;
        var symbols = string.Concat(typed.ToUpperInvariant().Where(symbol => symbol is not ('-' or ' ')).Select(symbol => symbol switch { 'O' => '0', 'I' or 'L' => '1', _ => symbol }));
        if (symbols.Length != Length + 1) return null;
        var value = UInt128.Zero;
        foreach (var symbol in symbols[..Length])
        {
            if (Symbols.IndexOf(symbol) is var digit && digit < 0) return null;
            value = (value << 5) | (UInt128)digit;
        }
        return Checks[(int)(value % 37)] == symbols[Length] ? symbols[..Length] : null;
    }
}
