namespace GaOrleans.Engine.Notices.Mailing;

/// <summary>
/// A message to one recipient. Several recipients get a message each, so that none learns of the others and each has an unsubscribe link of its own.
/// </summary>
public sealed class Mail
{
    private const int MostSubjectCharacters = 200;

    /// <summary>Makes a message.</summary>
    /// <param name="to">The recipient's address; whatever is none is refused by the mailer.</param>
    /// <param name="subject">
    /// The subject in plain text. Line breaks and other control characters become spaces, and what is longer than 200 characters is cut: it goes into a header.
    /// </param>
    /// <param name="text">The message as plain text.</param>
    /// <param name="html">The same as a document in HTML; null for text only.</param>
    public Mail(string to, string subject, string text, string? html = null) => (To, Subject, Text, Html) = (to, OneLine(subject), text, html);

    /// <summary>The recipient's address.</summary>
    public string To { get; }

    /// <summary>The subject, one line.</summary>
    public string Subject { get; }

    /// <summary>The message as plain text.</summary>
    public string Text { get; }

    /// <summary>The message as HTML, if any.</summary>
    public string? Html { get; }

    /// <summary>
    /// Where one can unsubscribe; null where one cannot, as with a reset of the password. Set, the headers List-Unsubscribe and List-Unsubscribe-Post
    /// (RFC 8058) are written, so a POST to it has to unsubscribe without asking further.
    /// </summary>
    public Uri? UnsubscribeUrl { get; init; }

    /// <summary>Files that come with it.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    // Control characters, and the marks that turn the direction of text, have no place in a list of mails.
    private static string OneLine(string subject)
    {
        var line = new System.Text.StringBuilder(Math.Min(subject.Length, MostSubjectCharacters));
        foreach (System.Text.Rune rune in subject.EnumerateRunes())
        {
            if (line.Length + rune.Utf16SequenceLength > MostSubjectCharacters) break;
            line.Append(IsPlain(rune) ? rune.ToString() : " ");
        }

        // Programs that read mail would decode it, and with it whatever was kept out here (RFC 2047).
        return line.ToString().Replace("=?", "= ?", StringComparison.Ordinal).Trim();
    }

    private static bool IsPlain(System.Text.Rune rune) => System.Text.Rune.GetUnicodeCategory(rune) is not
        (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator)
        && rune.Value is not (>= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069);
}
