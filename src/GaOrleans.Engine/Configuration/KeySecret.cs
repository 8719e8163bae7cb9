using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GaOrleans.Engine.Configuration;

/// <summary>
/// Secrets of keys. A secret is 32 random bytes, so guessing it is hopeless and its plain SHA-256 is enough to keep: the slow, salted hashes
/// that passwords need would protect nothing here and would cost every request milliseconds. Secrets that people choose (see
/// <see cref="IConfigurationStore.AddKnownKeyAsync"/>) have to be long and random for the same reason.
/// </summary>
public static class KeySecret
{
    /// <summary>What every made secret starts with, so that people and scanners of leaked secrets recognise it.</summary>
    public const string Mark = "gak_";

    private const int RandomBytes = 32;
    private const int ShownCharacters = 10;
    private const int ShortSecret = 24;

    /// <summary>Makes a secret.</summary>
    public static string Make() => Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>The characters to recognise a secret by; none of a short one, of which they would tell too much.</summary>
    public static string PrefixOf(string secret) => secret.Length < ShortSecret ? "" : secret[..ShownCharacters];

    /// <summary>What is kept of a secret.</summary>
    public static KeyHash Hash(string secret)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(secret), hash);
        return new KeyHash(hash);
    }
}
