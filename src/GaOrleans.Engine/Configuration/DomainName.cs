using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace GaOrleans.Engine.Configuration;

/// <summary>The names that sites go by: host names in ASCII, lower case, without <c>www.</c> and without a final dot. Punycode stays as it was sent.</summary>
public static class DomainName
{
    /// <summary>Most characters of a domain (RFC 1035).</summary>
    public const int MostCharacters = 253;

    private const int MostLabelCharacters = 63;

    /// <summary>Brings a domain into the form under which it is stored.</summary>
    /// <param name="text">As a person or client wrote it.</param>
    /// <param name="domain">The stored form.</param>
    /// <returns>Whether it is a host name.</returns>
    public static bool TryNormalise(string? text, [NotNullWhen(true)] out string? domain)
    {
        domain = null;
        string trimmed = (text ?? "").Trim();
        if (trimmed.EndsWith('.')) trimmed = trimmed[..^1];
        if (!Ascii.IsValid(trimmed)) return false;
        string candidate = WithoutWww(trimmed.AsSpan()).ToString().ToLowerInvariant();
        if (candidate.Length is 0 or > MostCharacters) return false;
        foreach (string label in candidate.Split('.'))
        {
            if (!IsLabel(label)) return false;
        }

        domain = candidate;
        return true;
    }

    /// <summary>Leaves out a leading <c>www.</c></summary>
    public static ReadOnlySpan<char> WithoutWww(ReadOnlySpan<char> domain) =>
        domain.Length > 4 && domain[3] == '.' && domain.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? domain[4..] : domain;

    /// <summary>Leaves out a leading <c>www.</c></summary>
    public static ReadOnlySpan<byte> WithoutWww(ReadOnlySpan<byte> domain) =>
        domain.Length > 4 && domain[3] == (byte)'.' && Ascii.EqualsIgnoreCase(domain[..4], "www."u8) ? domain[4..] : domain;

    // Underscores are no letters of host names, but are found in the names of machines inside companies.
    private static bool IsLabel(string label)
    {
        if (label.Length is 0 or > MostLabelCharacters || label[0] == '-' || label[^1] == '-') return false;
        foreach (char c in label)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('-' or '_')) return false;
        }

        return true;
    }
}
