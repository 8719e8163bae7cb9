namespace GaOrleans.Cluster.Storage;

/// <summary>Checks the names of blobs and pointers: segments of ASCII letters, digits, <c>-</c> and <c>.</c>, joined by <c>/</c>; none of only dots.</summary>
internal static class BlobNames
{
    private const int MostBytes = 512, MostSegmentBytes = 180;

    /// <summary>Throws when a name is none.</summary>
    /// <exception cref="ArgumentException">It says what a name may be.</exception>
    internal static void Check(string name)
    {
        if (!IsName(name)) throw new ArgumentException($"cannot name a blob '{name}': a name is segments of letters, digits, - and . joined by /, at most {MostBytes} characters, {MostSegmentBytes} in a segment", nameof(name));
    }

    /// <summary>Throws when a text cannot be the start of a name.</summary>
    /// <exception cref="ArgumentException">It says what a name may be.</exception>
    internal static void CheckPrefix(string prefix)
    {
        if (prefix.Length > 0) Check(prefix.EndsWith('/') || prefix.EndsWith('.') ? prefix + "x" : prefix);
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > MostBytes) return false;
        foreach (Range part in name.Split('/'))
        {
            ReadOnlySpan<char> segment = name[part];
            if (segment.Length is 0 or > MostSegmentBytes || !segment.ContainsAnyExcept('.')) return false;
            foreach (char letter in segment)
            {
                if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '.')) return false;
            }
        }

        return true;
    }
}
