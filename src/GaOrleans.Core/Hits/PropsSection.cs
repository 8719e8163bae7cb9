using GaOrleans.Core.Encoding;

namespace GaOrleans.Core.Hits;

/// <summary>
/// The properties of an encoded hit: key and value in turn, each behind its length, keys unique and in ordinal order of their UTF-8.
/// No properties are zero bytes.
/// </summary>
public static class PropsSection
{
    /// <summary>Writes the section. The caller has sorted the keys.</summary>
    public static void Write(IReadOnlyList<KeyValuePair<string, string>> props, ref ByteWriter to)
    {
        foreach ((string key, string value) in props)
        {
            to.Text(key);
            to.Text(value);
        }
    }

    /// <summary>Reads the section.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(ReadOnlySpan<byte> section)
    {
        if (section.IsEmpty) return [];
        var props = new List<KeyValuePair<string, string>>();
        var from = new ByteReader(section);
        while (from is { Failed: false, Remaining: > 0 }) props.Add(new(from.Text(), from.Text()));
        return props;
    }

    /// <summary>Whether the bytes are a well-formed section.</summary>
    public static bool IsValid(ReadOnlySpan<byte> section)
    {
        var from = new ByteReader(section);
        while (from is { Failed: false, Remaining: > 0 })
        {
            from.Blob();
            from.Blob();
        }

        return from.AtEnd;
    }

    /// <summary>Finds the value of a key.</summary>
    /// <returns>Whether the key is there.</returns>
    public static bool TryFind(ReadOnlySpan<byte> section, scoped ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        var from = new ByteReader(section);
        while (from is { Failed: false, Remaining: > 0 })
        {
            ReadOnlySpan<byte> candidate = from.Blob();
            value = from.Blob();
            if (candidate.SequenceEqual(key)) return true;
        }

        value = default;
        return false;
    }
}
