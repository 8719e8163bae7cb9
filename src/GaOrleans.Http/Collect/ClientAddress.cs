using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Http.Collect;

/// <summary>Finds the client's address in the order of the interface: headers of trusted proxies before the socket.</summary>
internal static class ClientAddress
{
    private const int Ipv6NetworkBytes = 6;

    /// <summary>The address, an IPv4 one never mapped into IPv6; or null when there is none, as behind a Unix socket.</summary>
    /// <param name="http">The request.</param>
    /// <param name="proxies">Whose headers are believed.</param>
    /// <param name="hasServerKey">Whether the request carries a key for ingest, whose X-Plausible-IP is believed.</param>
    public static IPAddress? Of(HttpContext http, TrustedProxies proxies, bool hasServerKey)
    {
        IPAddress? peer = Unmapped(http.Connection.RemoteIpAddress);
        IHeaderDictionary headers = http.Request.Headers;
        if (hasServerKey && Parse(headers["X-Plausible-IP"]) is { } told) return told;
        if (!proxies.Contains(peer)) return peer;
        return Parse(headers["CF-Connecting-IP"]) ?? Parse(FirstOf(headers["X-Forwarded-For"])) ?? Parse(ForwardedFor(headers["Forwarded"])) ?? peer;
    }

    /// <summary>
    /// The address that nobody but our proxies can have made up: of those in <c>X-Forwarded-For</c> the last that is none of theirs. For limits and logs,
    /// where whoever sends a header of his own must not become somebody else.
    /// </summary>
    public static IPAddress? Proven(HttpContext http, TrustedProxies proxies)
    {
        IPAddress? nearest = Unmapped(http.Connection.RemoteIpAddress);
        string[] noted = string.Join(',', http.Request.Headers["X-Forwarded-For"].AsEnumerable()).Split(',');
        for (int i = noted.Length - 1; i >= 0 && proxies.Contains(nearest); i--)
        {
            if (Parse(noted[i]) is not { } further) break;
            nearest = further;
        }

        return nearest;
    }

    /// <summary>Reads an address, with or without port and brackets.</summary>
    public static IPAddress? Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim().Trim('"');
        if (text.IsEmpty) return null;
        if (text[0] == '[')
        {
            int close = text.IndexOf(']');
            text = close < 0 ? default : text[1..close];
        }
        else if (text.Count(':') == 1)
        {
            text = text[..text.IndexOf(':')];
        }

        // A bare number is an address to the parser of the platform, and to nobody else.
        return text.IndexOfAny('.', ':') >= 0 && IPAddress.TryParse(text, out IPAddress? address) ? Unmapped(address) : null;
    }

    /// <summary>The network part that may be stored: /24 of IPv4, /48 of IPv6.</summary>
    /// <returns>Bytes of UTF-8 written.</returns>
    public static int WriteTruncated(IPAddress address, Span<byte> to)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out int size);
        bytes[(address.AddressFamily == AddressFamily.InterNetwork ? 3 : Ipv6NetworkBytes)..size].Clear();
        new IPAddress(bytes[..size]).TryFormat(to, out int written);
        return written;
    }

    private static ReadOnlySpan<char> FirstOf(string? list)
    {
        ReadOnlySpan<char> text = list;
        int comma = text.IndexOf(',');
        return comma < 0 ? text : text[..comma];
    }

    // RFC 7239: for=192.0.2.60;proto=http, for="[2001:db8::1]:4711"
    private static ReadOnlySpan<char> ForwardedFor(string? header)
    {
        ReadOnlySpan<char> first = FirstOf(header);
        foreach (Range part in first.Split(';'))
        {
            ReadOnlySpan<char> pair = first[part].Trim();
            if (pair.StartsWith("for=", StringComparison.OrdinalIgnoreCase)) return pair[4..];
        }

        return default;
    }

    private static IPAddress? Unmapped(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
