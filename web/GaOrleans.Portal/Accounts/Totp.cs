using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace GaOrleans.Portal.Accounts;

/// <summary>Codes of authenticator apps: RFC 6238 with SHA-1, six digits and steps of 30 seconds, which is what all apps do.</summary>
internal static class Totp
{
    /// <summary>Bytes of a key: what RFC 4226 recommends.</summary>
    public const int KeyBytes = 20;

    private const int StepSeconds = 30, Digits = 6, Modulus = 1_000_000;
    private const string Base32Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Makes a key, in base32 as apps take it.</summary>
    public static string MakeKey() => ToBase32(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>The link that apps read from the picture.</summary>
    public static string LinkOf(string key, string email, string service)
    {
        string issuer = Uri.EscapeDataString(service);
        return $"otpauth://totp/{issuer}:{Uri.EscapeDataString(email)}?secret={key}&issuer={issuer}&digits={Digits}&period={StepSeconds}";
    }

    /// <summary>Checks a code. The steps before and after the present one hold as well, since clocks differ and typing takes time.</summary>
    /// <param name="key">The key in base32.</param>
    /// <param name="code">What was typed; spaces do not matter.</param>
    /// <param name="now">The present.</param>
    /// <param name="lastStep">The step of the last code that was taken: codes up to it are used up.</param>
    /// <returns>The step of the code; null when it is not right.</returns>
    public static long? StepOf(string key, string? code, DateTimeOffset now, long lastStep)
    {
        string digits = (code ?? "").Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length != Digits || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int given) || FromBase32(key) is not { } bytes) return null;
        long present = now.ToUnixTimeSeconds() / StepSeconds;
        long? found = null;
        for (long step = present - 1; step <= present + 1; step++)
        {
            if (CodeAt(bytes, step) == given && step > lastStep) found = step;
        }

        return found;
    }

    /// <summary>The code of a key at a step of time.</summary>
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "The standard has SHA-1, and many apps know nothing else.")]
    public static int CodeAt(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(key, counter, hash);
        int at = hash[^1] & 0xF;
        return (int)((BinaryPrimitives.ReadUInt32BigEndian(hash[at..]) & 0x7FFF_FFFF) % Modulus);
    }

    /// <summary>Bytes as base32 without padding.</summary>
    public static string ToBase32(ReadOnlySpan<byte> bytes)
    {
        var text = new System.Text.StringBuilder((bytes.Length * 8 / 5) + 1);
        int bits = 0, count = 0;
        foreach (byte b in bytes)
        {
            bits = (bits << 8) | b;
            for (count += 8; count >= 5; count -= 5) text.Append(Base32Letters[(bits >> (count - 5)) & 31]);
        }

        return count > 0 ? text.Append(Base32Letters[(bits << (5 - count)) & 31]).ToString() : text.ToString();
    }

    /// <summary>The bytes of base32 without padding; null when it is none.</summary>
    public static byte[]? FromBase32(string text)
    {
        var bytes = new byte[text.Length * 5 / 8];
        int bits = 0, count = 0, at = 0;
        foreach (char c in text)
        {
            int value = Base32Letters.IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal);
            if (value < 0) return null;
            bits = ((bits << 5) | value) & 0xFFFF;
            count += 5;
            if (count < 8) continue;
            count -= 8;
            bytes[at++] = (byte)(bits >> count);
        }

        return bytes;
    }
}
