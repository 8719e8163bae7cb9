using System.Diagnostics.CodeAnalysis;
using GaOrleans.Engine.Configuration;

namespace GaOrleans.Engine.Notices.Mailing;

/// <summary>
/// What counts as an address to send mail to: <c>local@domain</c> with a local part of RFC 5322's atoms and a domain in ASCII. Names before the address, comments,
/// quoted local parts and addresses of machines by number are not taken: they are rare among people and a way in for those who want more than one recipient.
/// </summary>
public static class MailAddresses
{
    /// <summary>Most characters of an address (RFC 5321).</summary>
    public const int MostCharacters = 254;

    private const int MostLocalCharacters = 64;
    private const string AtomMarks = "!#$%&'*+-/=?^_`{|}~";

    /// <summary>Brings an address into the form in which it is kept: without spaces around it, its domain in lower case.</summary>
    /// <returns>Whether it is an address.</returns>
    public static bool TryNormalise(string? text, [NotNullWhen(true)] out string? address)
    {
        address = null;
        string trimmed = (text ?? "").Trim();
        int at = trimmed.LastIndexOf('@');
        if (at <= 0 || trimmed.Length > MostCharacters || !IsLocalPart(trimmed.AsSpan(0, at))) return false;
        string domain = trimmed[(at + 1)..].ToLowerInvariant();
        if (domain.Contains('_', StringComparison.Ordinal)) return false;
        // DomainName leaves out a leading www., which for mail is another domain, and a final dot, which no mail address has.
        if (!DomainName.TryNormalise(domain, out string? host) || (host != domain && domain != "www." + host)) return false;
        if (char.IsAsciiDigit(domain[^1]) && System.Net.IPAddress.TryParse(domain, out _)) return false;
        address = $"{trimmed.AsSpan(0, at)}@{domain}";
        return true;
    }

    /// <summary>Whether the text is an address in the form in which it is kept.</summary>
    public static bool IsAddress(string? text) => TryNormalise(text, out string? address) && address == text;

    private static bool IsLocalPart(ReadOnlySpan<char> local)
    {
        if (local.Length > MostLocalCharacters || local[0] == '.' || local[^1] == '.') return false;
        for (int i = 0; i < local.Length; i++)
        {
            bool isDot = local[i] == '.';
            if (isDot && local[i - 1] == '.') return false;
            if (!isDot && !char.IsAsciiLetterOrDigit(local[i]) && !AtomMarks.Contains(local[i], StringComparison.Ordinal)) return false;
        }

        return true;
    }
}
