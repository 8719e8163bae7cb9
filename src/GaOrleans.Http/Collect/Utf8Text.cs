using System.Text.Json;

namespace GaOrleans.Http.Collect;

/// <summary>Small matters of UTF-8 texts.</summary>
internal static class Utf8Text
{
    /// <summary>The text cut to so many bytes, never inside a character.</summary>
    public static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text, int bytes)
    {
        if (text.Length <= bytes) return text;
        while (bytes > 0 && IsContinuation(text[bytes])) bytes--;
        return text[..bytes];
    }

    /// <summary>Number of characters (Unicode scalar values).</summary>
    public static int Characters(ReadOnlySpan<byte> text)
    {
        int characters = 0;
        foreach (byte b in text) characters += IsContinuation(b) ? 0 : 1;
        return characters;
    }

    /// <summary>Whether there is nothing but spaces.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(" \t\r\n"u8);

    /// <summary>The text of a string or property name with its escapes resolved, in the arena where it has any.</summary>
    /// <exception cref="InvalidOperationException">It holds half a surrogate pair.</exception>
    public static ReadOnlySpan<byte> Of(scoped ref Utf8JsonReader json, TextArena arena)
    {
        if (!json.ValueIsEscaped) return json.ValueSpan;
        int size = json.CopyString(arena.Free);
        return arena.Take(size);
    }

    /// <summary>The host of an address: between <c>://</c> and the path, without user and port.</summary>
    public static ReadOnlySpan<byte> HostOf(ReadOnlySpan<byte> url)
    {
        int start = url.IndexOf("://"u8);
        if (start < 0) return default;
        ReadOnlySpan<byte> host = url[(start + 3)..];
        int end = host.IndexOfAny("/?#"u8);
        if (end >= 0) host = host[..end];
        int user = host.LastIndexOf((byte)'@');
        if (user >= 0) host = host[(user + 1)..];
        int port = host.LastIndexOf((byte)':');
        return port >= 0 && !host.EndsWith("]"u8) ? host[..port] : host;
    }

    private static bool IsContinuation(byte b) => (b & 0xC0) == 0x80;
}
