using System.Buffers;
using System.Text;

namespace GaOrleans.Core.Reports.Answers;

/// <summary>
/// Writes fields of CSV (RFC 4180). The values come from whoever sends hits, and the file is opened by the merchant, in programs that split lines at
/// semicolons and tabs too and take for a formula whatever looks like one. So such a text gets an apostrophe in front (OWASP, CSV injection), every
/// possible separator stands in quotes, and control characters, which end a file or steer a terminal, become U+FFFD; tabs and line breaks stay.
/// </summary>
public static class CsvText
{
    /// <summary>Ends a line.</summary>
    public const string NewLine = "\r\n";

    private const char Unshowable = '\uFFFD';

    // The full-width ones are taken for the others where people write in such scripts.
    private const string FormulaStarts = "=+-@＝＋－＠";

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\";\t\r\n");
    private static readonly SearchValues<char> Unplain = SearchValues.Create([.. ",\";", .. Enumerable.Range(0, 0xa0).Select(code => (char)code).Where(char.IsControl)]);

    /// <summary>Appends a field of text.</summary>
    public static void AppendField(StringBuilder to, string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        ReadOnlySpan<char> text = value;
        bool isPlain = text.IndexOfAny(Unplain) < 0, isQuoted = !isPlain && text.IndexOfAny(Quoted) >= 0;
        if (isQuoted) to.Append('"');
        if (LooksLikeFormula(text)) to.Append('\'');
        if (isPlain) to.Append(text);
        else AppendSafely(to, text);
        if (isQuoted) to.Append('"');
    }

    // What is blank in front may be dropped by the program that reads it.
    private static bool LooksLikeFormula(ReadOnlySpan<char> text) =>
        text[0] is '\t' or '\r' or '\n' || (text.TrimStart() is [char first, ..] && FormulaStarts.Contains(first));

    private static void AppendSafely(StringBuilder to, ReadOnlySpan<char> text)
    {
        foreach (char one in text)
        {
            if (one == '"') to.Append("\"\"");
            else if (char.IsControl(one) && one is not ('\t' or '\r' or '\n')) to.Append(Unshowable);
            else to.Append(one);
        }
    }
}
