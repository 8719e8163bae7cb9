using System.Globalization;
using System.Text;

namespace GaOrleans.Portal.Queries.Downloads;

/// <summary>Names of files that every system takes, whatever the merchant called the report.</summary>
public static class FileName
{
    private const int MostCharacters = 80;

    // Windows keeps these for itself.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    };

    /// <summary>Letters and digits of any script, hyphens for everything else.</summary>
    /// <param name="site">The site's domain.</param>
    /// <param name="name">The report's name; may be anything.</param>
    /// <param name="extension">Such as <c>csv</c>.</param>
    public static string Of(string site, string name, string extension)
    {
        var text = new StringBuilder();
        foreach (Rune rune in name.EnumerateRunes())
        {
            if (text.Length >= MostCharacters) break;
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark) text.Append(rune.ToString());
            else if (text.Length > 0 && text[^1] != '-') text.Append('-');
        }

        string part = text.ToString().Trim('-');
        if (part.Length == 0 || Reserved.Contains(part)) part = "report";
        return $"{site}-{part}.{extension}";
    }
}
