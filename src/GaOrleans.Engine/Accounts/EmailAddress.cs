using System.Globalization;

namespace GaOrleans.Engine.Accounts;

/// <summary>The form in which e-mail addresses are kept and compared.</summary>
public static class EmailAddress
{
    /// <summary>The longest address: https://www.rfc-editor.org/errata/eid1690</summary>
    public const int Longest = 254;

    /// <summary>
    /// An address without space around it and in lower case, with domains of other scripts left as they are. Null when it is none: it is empty or
    /// too long, has not one <c>@</c> with something on both sides, or has spaces, control characters, characters that cannot be seen or broken Unicode in it.
    /// </summary>
    public static string? Normalise(string? text)
    {
        string email = (text ?? "").Trim().ToLowerInvariant();
        int at = email.IndexOf('@', StringComparison.Ordinal);
        if (email.Length > Longest || at < 1 || at == email.Length - 1 || at != email.LastIndexOf('@')) return null;
        for (int i = 0; i < email.Length; i++)
        {
            char c = email[i];
            if (char.IsControl(c) || char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format || c is '<' or '>' or '"' or ',' or ';') return null;
            if (!char.IsSurrogate(c)) continue;
            if (i + 1 == email.Length || !char.IsSurrogatePair(c, email[i + 1])) return null;
            i++;
        }

        return email;
    }
}
