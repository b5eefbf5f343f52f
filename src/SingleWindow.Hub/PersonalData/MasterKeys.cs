using System.Security.Cryptography;

namespace SingleWindow.Hub.PersonalData;

/// <summary>The key that wraps all others, and those that still open what they wrapped while one takes the place of another.</summary>
/// <param name="Current">Wraps and opens.</param>
/// <param name="Others">Only open.</param>
internal sealed record MasterKeys(byte[] Current, IReadOnlyList<byte[]> Others)
{
    /// <summary>What was wrapped, and whether the current key wrapped it.</summary>
    /// <param name="wrapped">A data key at rest.</param>
    /// <param name="name">Bound into the wrapping.</param>
    /// <exception cref="CryptographicException">None of them wrapped it.</exception>
    public (byte[] Key, bool IsCurrent) Unwrap(byte[] wrapped, byte[] name)
    {
        if (TryOpen(Current, wrapped, name) is { } current) return (current, true);
        foreach (var other in Others)
            if (TryOpen(other, wrapped, name) is { } key) return (key, false);
        throw new CryptographicException("No master key opens it.");
    }

    private static byte[]? TryOpen(byte[] master, byte[] wrapped, byte[] name)
    {
        try
        {
            return AesGcmBox.Open(master, wrapped, name);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
