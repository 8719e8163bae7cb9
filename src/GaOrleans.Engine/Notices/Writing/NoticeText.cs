using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace GaOrleans.Engine.Notices.Writing;

/// <summary>Texts that came from outside, made fit to be shown: whoever sends hits decides what pages and sources are called.</summary>
internal static class NoticeText
{
    private const int MostCharacters = 120;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>One line without control characters and marks that turn the direction of text, cut where it is long.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var clean = new StringBuilder(Math.Min(text.Length, MostCharacters + 1));
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > MostCharacters) return clean.Append('…').ToString();
            clean.Append(IsShown(rune) ? rune.ToString() : " ");
        }

        return clean.ToString();
    }

    /// <summary>Text as HTML, in elements and quoted attributes.</summary>
    public static string Html(string text) => Encoder.Encode(text);

    private static bool IsShown(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format);
}
