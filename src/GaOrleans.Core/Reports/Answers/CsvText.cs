using System.Text;

namespace GaOrleans.Core.Reports.Answers;

/// <summary>
/// Writes fields of CSV (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection);
/// the values come from whoever sends hits, and the file is opened by the merchant.
/// </summary>
public static class CsvText
{
    /// <summary>Ends a line.</summary>
    public const string NewLine = "\r\n";

    /// <summary>Appends a field of text.</summary>
    public static void AppendField(StringBuilder to, string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        bool guarded = value[0] is '=' or '+' or '-' or '@' or '\t' or '\r';
        if (value.AsSpan().IndexOfAny(',', '"', '\r') < 0 && !value.Contains('\n'))
        {
            if (guarded) to.Append('\'');
            to.Append(value);
            return;
        }

        to.Append('"');
        if (guarded) to.Append('\'');
        to.Append(value).Replace("\"", "\"\"", to.Length - value.Length, value.Length);
        to.Append('"');
    }
}
