namespace SingleWindow.Hub.Documents;

/// <summary>Looks for the encryption dictionary that every encrypted PDF names in clear (ISO 32000-2, 7.6.1), across pieces.</summary>
internal sealed class EncryptedPdf
{
    private static readonly byte[] Word = "/Encrypt"u8.ToArray();

    // The end of the piece before: the word may be cut in two. A character must follow, so that "/EncryptionLevel" in somebody's text is another word.
    private byte[] before = [];

    public bool IsIn(ReadOnlySpan<byte> piece)
    {
        byte[] seam = [.. before, .. piece[..Math.Min(piece.Length, Word.Length)]];
        var found = Stands(seam) || Stands(piece);
        before = piece[^Math.Min(piece.Length, Word.Length)..].ToArray();
        return found;
    }

    private static bool Stands(ReadOnlySpan<byte> text)
    {
        for (int at; (at = text.IndexOf(Word)) >= 0; text = text[(at + Word.Length)..])
            if (at + Word.Length < text.Length && text[at + Word.Length] is (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t' or (byte)'<' or 0 or 12) return true;
        return false;
    }
}
