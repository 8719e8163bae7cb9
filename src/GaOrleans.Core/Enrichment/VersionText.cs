namespace GaOrleans.Core.Enrichment;

/// <summary>Reads versions out of texts.</summary>
internal static class VersionText
{
    private const int DigitsMost = 5;

    /// <summary>The version right behind a token, <c>major.minor</c> or <c>major</c> as written; empty when there is none.</summary>
    /// <param name="text">Where to look.</param>
    /// <param name="token">What stands before the version.</param>
    public static string After(string text, string token)
    {
        int at = text.IndexOf(token, StringComparison.Ordinal);
        return at < 0 ? "" : At(text, at + token.Length);
    }

    /// <summary>The version at a place, past up to three signs that are neither digits nor brackets; empty when there is none.</summary>
    public static string At(string text, int from)
    {
        for (int skipped = 0; skipped < 3 && from < text.Length && text[from] is (' ' or '/' or '-' or 'v' or '_' or '+' or ';'); skipped++) from++;
        int majorEnd = DigitsEnd(text, from);
        if (majorEnd == from) return "";
        string major = text[from..majorEnd];
        if (majorEnd >= text.Length || text[majorEnd] is not ('.' or '_')) return major;
        int minorEnd = DigitsEnd(text, majorEnd + 1);
        return minorEnd == majorEnd + 1 ? major : $"{major}.{text[(majorEnd + 1)..minorEnd]}";
    }

    /// <summary>A version with a minor part: <c>118</c> becomes <c>118.0</c>.</summary>
    public static string WithMinor(string version) => version.Length == 0 || version.Contains('.', StringComparison.Ordinal) ? version : version + ".0";

    private static int DigitsEnd(string text, int from)
    {
        int end = from;
        while (end < text.Length && end - from < DigitsMost && char.IsAsciiDigit(text[end])) end++;
        return end;
    }
}
