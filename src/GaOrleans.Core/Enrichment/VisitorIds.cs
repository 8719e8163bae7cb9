using System.Buffers.Binary;
using System.Security.Cryptography;

namespace GaOrleans.Core.Enrichment;

/// <summary>
/// Makes visitor ids (API.md, Definitions). A day's salt is HMAC-SHA256 of the service's secret over the UTC date, so it needs no storage and a hit
/// that arrives late gets the id of its own day; the id is SipHash under that salt. Whoever lacks the secret cannot compute ids from addresses;
/// whoever has it can only by trying out addresses and user agents, day by day. Safe for concurrent use; allocates nothing for days used lately.
/// </summary>
public sealed class VisitorIds
{
    /// <summary>Bytes of an address that count.</summary>
    public const int AddressBytes = 64;

    /// <summary>Milliseconds of a day.</summary>
    public const long DayMs = 86_400_000;

    private const int SecretBytesLeast = 16;
    private readonly byte[] _secret;
    private readonly SipKey _consentedKey;
    private readonly DaySalt?[] _salts = new DaySalt?[64];

    /// <summary>Makes ids under a secret of at least 16 bytes. Another secret gives all visitors other ids.</summary>
    /// <exception cref="ArgumentException">The secret is too short.</exception>
    public VisitorIds(ReadOnlySpan<byte> secret)
    {
        if (secret.Length < SecretBytesLeast) throw new ArgumentException("cannot make visitor ids: the secret needs at least 16 bytes, take random ones", nameof(secret));
        _secret = secret.ToArray();
        _consentedKey = KeyOf("visitor id", 0);
    }

    /// <summary>The UTC day of an instant, counted from 1970.</summary>
    public static long DayOf(long timeMs) => timeMs >= 0 ? timeMs / DayMs : ((timeMs + 1) / DayMs) - 1;

    /// <summary>The id of a visitor whom the site names, the same on all days.</summary>
    public ulong OfConsented(int site, ReadOnlySpan<byte> visitorId) => Hash(_consentedKey, site, default, visitorId);

    /// <summary>The id of a day for a visitor who is known by address and user agent only.</summary>
    /// <param name="day">The day as <see cref="DayOf"/> gives it.</param>
    /// <param name="site">The site's number.</param>
    /// <param name="address">The address as text; its first 64 bytes count.</param>
    /// <param name="userAgent">The user agent; its first 1024 bytes count.</param>
    public ulong OfDay(long day, int site, ReadOnlySpan<byte> address, ReadOnlySpan<byte> userAgent) => Hash(SaltOf(day), site, address, userAgent);

    private static ulong Hash(SipKey key, int site, ReadOnlySpan<byte> address, ReadOnlySpan<byte> agent)
    {
        if (address.Length > AddressBytes) address = address[..AddressBytes];
        if (agent.Length > UserAgents.BytesMost) agent = agent[..UserAgents.BytesMost];
        Span<byte> buffer = stackalloc byte[8 + address.Length + agent.Length];
        BinaryPrimitives.WriteInt32LittleEndian(buffer, site);
        BinaryPrimitives.WriteInt32LittleEndian(buffer[4..], address.Length);
        address.CopyTo(buffer[8..]);
        agent.CopyTo(buffer[(8 + address.Length)..]);
        ulong hash = SipHash.Of(key, buffer);
        return hash == 0 ? 1 : hash;
    }

    private SipKey SaltOf(long day)
    {
        ref DaySalt? slot = ref _salts[(int)((ulong)day % (ulong)_salts.Length)];
        DaySalt? salt = Volatile.Read(ref slot);
        if (salt is not null && salt.Day == day) return salt.Key;
        salt = new DaySalt(day, KeyOf("visitor day", day));
        Volatile.Write(ref slot, salt);
        return salt.Key;
    }

    private SipKey KeyOf(string purpose, long number)
    {
        byte[] mac = HMACSHA256.HashData(_secret, System.Text.Encoding.UTF8.GetBytes($"{purpose} {number}"));
        return new SipKey(BinaryPrimitives.ReadUInt64LittleEndian(mac), BinaryPrimitives.ReadUInt64LittleEndian(mac.AsSpan(8)));
    }

    private sealed record DaySalt(long Day, SipKey Key);
}
