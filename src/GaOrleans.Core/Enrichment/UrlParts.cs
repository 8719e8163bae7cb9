namespace GaOrleans.Core.Enrichment;

/// <summary>
/// An address cut into its parts, as spans of the bytes given. Made for what browsers and robots really send: it never fails;
/// what makes no sense leaves parts empty.
/// </summary>
public readonly ref struct UrlParts
{
    private const int HostBytesMost = 253;

    /// <summary>What stands before <c>://</c>; empty when there is none.</summary>
    public ReadOnlySpan<byte> Scheme { get; private init; }

    /// <summary>Host without user, port and final dot, in the case it was sent; empty when there is none or it holds blanks or control characters.</summary>
    public ReadOnlySpan<byte> Host { get; private init; }

    /// <summary>Path with its percent-encoding; may be empty.</summary>
    public ReadOnlySpan<byte> Path { get; private init; }

    /// <summary>Query without <c>?</c>.</summary>
    public ReadOnlySpan<byte> Query { get; private init; }

    /// <summary>Fragment with its <c>#</c>; empty when there is none.</summary>
    public ReadOnlySpan<byte> Fragment { get; private init; }

    /// <summary>Cuts an address.</summary>
    /// <param name="url">Absolute, relative (<c>/path</c>) or without scheme (<c>example.com/path</c>).</param>
    public static UrlParts Of(ReadOnlySpan<byte> url)
    {
        url = Trim(url);
        ReadOnlySpan<byte> scheme = SchemeOf(url);
        ReadOnlySpan<byte> rest = url[(scheme.IsEmpty ? 0 : scheme.Length + 3)..];
        bool hasHost = !scheme.IsEmpty;
        if (!hasHost && rest.StartsWith("//"u8))
        {
            rest = rest[2..];
            hasHost = true;
        }

        int hostEnd = rest.IndexOfAny("/?#\\"u8);
        ReadOnlySpan<byte> first = hostEnd < 0 ? rest : rest[..hostEnd];
        hasHost = hasHost || first.Contains((byte)'.') || first.StartsWith("localhost"u8);
        if (hasHost) rest = rest[first.Length..];
        return Cut(scheme, hasHost ? HostOf(first) : default, rest);
    }

    /// <summary>A host without a leading <c>www.</c></summary>
    public static ReadOnlySpan<byte> WithoutWww(ReadOnlySpan<byte> host) =>
        host.Length > 4 && System.Text.Ascii.EqualsIgnoreCase(host[..4], "www."u8) ? host[4..] : host;

    private static UrlParts Cut(ReadOnlySpan<byte> scheme, ReadOnlySpan<byte> host, ReadOnlySpan<byte> rest)
    {
        int hash = rest.IndexOf((byte)'#');
        ReadOnlySpan<byte> fragment = hash < 0 ? default : rest[hash..];
        if (hash >= 0) rest = rest[..hash];
        int question = rest.IndexOf((byte)'?');
        ReadOnlySpan<byte> query = question < 0 ? default : rest[(question + 1)..];
        if (question >= 0) rest = rest[..question];
        return new UrlParts { Scheme = scheme, Host = host, Path = rest, Query = query, Fragment = fragment };
    }

    private static ReadOnlySpan<byte> SchemeOf(ReadOnlySpan<byte> url)
    {
        // Nearly all are one of these two.
        if (url.StartsWith("https://"u8)) return url[..5];
        if (url.StartsWith("http://"u8)) return url[..4];
        int end = url.IndexOf("://"u8);
        if (end is <= 0 or > 32) return default;
        foreach (byte letter in url[..end])
        {
            if (!char.IsAsciiLetterOrDigit((char)letter) && letter is not ((byte)'+' or (byte)'-' or (byte)'.')) return default;
        }

        return url[..end];
    }

    private static ReadOnlySpan<byte> HostOf(ReadOnlySpan<byte> authority)
    {
        if (authority.ContainsAny((byte)'@', (byte)':')) authority = WithoutUserAndPort(authority);
        if (authority.EndsWith("."u8)) authority = authority[..^1];
        if (authority.Length > HostBytesMost) return default;
        return authority.IndexOfAnyInRange((byte)0, (byte)' ') < 0 ? authority : default;
    }

    private static ReadOnlySpan<byte> WithoutUserAndPort(ReadOnlySpan<byte> authority)
    {
        int user = authority.LastIndexOf((byte)'@');
        if (user >= 0) authority = authority[(user + 1)..];
        int port = authority.LastIndexOf((byte)':');
        return port >= 0 && port > authority.LastIndexOf((byte)']') ? authority[..port] : authority;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> url)
    {
        while (!url.IsEmpty && url[0] <= ' ') url = url[1..];
        while (!url.IsEmpty && url[^1] <= ' ') url = url[..^1];
        return url;
    }
}
