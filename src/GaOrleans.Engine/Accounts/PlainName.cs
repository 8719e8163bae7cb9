using System.Globalization;
using System.Text;

namespace GaOrleans.Engine.Accounts;

/// <summary>What names of people and merchants may hold, which others see on pages and in mails.</summary>
public static class PlainName
{
    /// <summary>
    /// Whether a name shows as what it is: no control characters or breaks of lines, no broken Unicode, and nothing that turns the direction of the text
    /// around it. What joins the parts of letters and emoji may be there.
    /// </summary>
    public static bool IsPlain(string name)
    {
        foreach (Rune rune in name.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || Turns(rune.Value)) return false;
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) return false;
        }

        return true;
    }

    // https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
    private static bool Turns(int value) => value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
